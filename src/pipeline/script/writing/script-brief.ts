/** What people ask of a script that is to be written, beside its sources. */
export interface ScriptBrief {
  readonly minutes: number;
  readonly audience: string | null;
  /** BCP 47. */
  readonly language: string;
  /** A row id. */
  readonly profileId: string | null;
}
