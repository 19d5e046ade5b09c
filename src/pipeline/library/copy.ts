import { type AssetStatus, LOCKED_STATUSES } from './asset';
import type { SlotOwnerType } from './slot';

/** A selected take, and the place that the target has for it. */
export interface Candidate {
  readonly assetId: string;
  readonly status: AssetStatus;
  readonly sha256: string;
  readonly wishHash: string;
  readonly ownerType: SlotOwnerType;
  readonly part: string;
  /** `segment 3`, `table 2`, `timeline`: what the target would call the owner too. */
  readonly owner: string;
  /** The target's slot; null where it has no such place. */
  readonly slotId: string | null;
}

/** A take that a slot of the target has before anything is copied. */
export interface TakeThere {
  readonly slotId: string;
  readonly take: number;
  readonly status: AssetStatus;
  readonly sha256: string;
  readonly wishHash: string;
}

export interface Copy {
  readonly assetId: string;
  readonly slotId: string;
  readonly take: number;
  /** What was decided about the original stands: an approval, not a publication. */
  readonly status: 'APPROVED' | 'DRAFT';
}

export interface Skipped {
  readonly assetId: string;
  readonly reason: string;
}

interface Copies {
  readonly copies: readonly Copy[];
  readonly skipped: readonly Skipped[];
}

/** What is copied to where, as the next takes, and why the rest is not. Of several for one place the last comes out newest. */
export function copiesOf(
  candidates: readonly Candidate[],
  there: readonly TakeThere[],
  { onlyApproved }: { onlyApproved: boolean },
): Copies {
  const places = new Map<string, Place>();
  for (const take of there) placeOf(places, take.slotId).had(take);
  const copies: Copy[] = [];
  const skipped: Skipped[] = [];
  for (const candidate of candidates) {
    const { assetId, slotId, status } = candidate;
    const place = slotId === null ? null : placeOf(places, slotId);
    const reason = whyNever(candidate, onlyApproved) ?? (place ? place.whyNot(candidate) : noPlace(candidate));
    if (reason !== null || !place || slotId === null) skipped.push({ assetId, reason: reason ?? noPlace(candidate) });
    else copies.push({ assetId, slotId, take: place.add(candidate), status: isLocked(status) ? 'APPROVED' : 'DRAFT' });
  }
  return { copies, skipped };
}

const isLocked = (status: AssetStatus): boolean => LOCKED_STATUSES.includes(status);

/** One place of the target: what it had, and what comes in. */
class Place {
  readonly #takes = new Map<string, number>();
  #last = 0;
  #locked: AssetStatus | null = null;

  had({ take, status, ...content }: TakeThere): void {
    this.#takes.set(keyOf(content), take);
    this.#last = Math.max(this.#last, take);
    if (isLocked(status)) this.#locked = this.#locked === 'PUBLISHED' ? this.#locked : status;
  }

  whyNot(candidate: Candidate): string | null {
    const { owner, part } = candidate;
    const same = this.#takes.get(keyOf(candidate));
    if (same !== undefined) return `It is already there, as take ${same} of ${owner} / ${part}.`;
    if (this.#locked === null) return null;
    return `${owner} / ${part} has ${this.#locked === 'PUBLISHED' ? 'a published' : 'an approved'} take, which stays as it is.`;
  }

  add(candidate: Candidate): number {
    this.#last += 1;
    this.#takes.set(keyOf(candidate), this.#last);
    return this.#last;
  }
}

function placeOf(places: Map<string, Place>, slotId: string): Place {
  const known = places.get(slotId) ?? new Place();
  places.set(slotId, known);
  return known;
}

/** The same bytes for the same wish are the same take. */
const keyOf = ({ sha256, wishHash }: { sha256: string; wishHash: string }): string => `${sha256} ${wishHash}`;

function whyNever({ ownerType, part, owner, status }: Candidate, onlyApproved: boolean): string | null {
  if (ownerType === 'TIMELINE' && part === 'film')
    return 'A film is of its own cut alone; render the target to have one.';
  if (!COPIED_OWNERS.includes(ownerType)) return `A script has no place like ${owner} / ${part}.`;
  if (status === 'REJECTED') return 'It is REJECTED: what was sent back is not copied.';
  if (onlyApproved && !isLocked(status)) return `It is ${status}; only approved and published takes were asked for.`;
  return null;
}

const COPIED_OWNERS: readonly SlotOwnerType[] = ['SEGMENT', 'FIGURE', 'TIMELINE'];

function noPlace({ ownerType, owner, part }: Candidate): string {
  if (ownerType === 'TIMELINE') return `The target has no place for ${part} until its film was begun.`;
  return `The target has no ${owner}.`;
}
