/** What people are told of a plan that could be made all the same. */
export interface PlanWarning {
  /** In capitals: `NARRATION_TOO_LONG`. */
  readonly code: string;
  readonly message: string;
  /** Where in the manifest, or in the treatment: `scenes[2].narration`, `line 14`. Null: all of it. */
  readonly path: string | null;
}

/** As it stands in a manifest. */
export function warningLine({ code, message }: PlanWarning): string {
  return `${code}: ${message}`;
}
