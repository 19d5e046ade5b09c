/** Which takes a build may use, and what it does without. */
export interface Screening {
  readonly onlyApproved: boolean;
  /** Places whose newest take was sent back stay empty where nothing else is there. */
  readonly skipRejected: boolean;
  /** Places without an approved take stay empty. */
  readonly allowMissing: boolean;
}

interface Screened {
  readonly hasTake: boolean;
  readonly isSentBack: boolean;
  /** False: nobody asked to have it made, so it is used where it is there and not missed where it is not. */
  readonly isAsked?: boolean;
}

/** A picture that is left out lets the one before it stand, a narration takes its segment with it. */
export function isLeftOut(
  { hasTake, isSentBack, isAsked = true }: Screened,
  { onlyApproved, skipRejected, allowMissing }: Screening,
): boolean {
  return !hasTake && (!isAsked || (onlyApproved && allowMissing) || (skipRejected && isSentBack));
}

/** As a run keeps it among its options. */
export function screeningOf(options: object): Screening {
  const { onlyApproved, skipRejected, allowMissing } = options as Partial<Record<keyof Screening, unknown>>;
  return {
    onlyApproved: onlyApproved === true,
    skipRejected: skipRejected === true,
    allowMissing: allowMissing === true,
  };
}
