/** What a segment says of its sources, and whether they say it. */
export interface Claim {
  /** In the words of the segment. */
  readonly text: string;
  readonly supported: boolean;
  /** The source that says it; null where none does. A row id. */
  readonly documentId: string | null;
  /** The atom of that source, by its place, and the page that it stands on. */
  readonly position: number | null;
  readonly page: number | null;
}
