import type { ScreenplayElement, TitleField } from '../screenplay';

/** A stretch of a Fountain text. */
export type FountainBlock = { readonly source: string } & (
  | { readonly kind: 'TITLE_PAGE'; readonly fields: readonly TitleField[] }
  /** `within`: notes and what is struck out on its line. */
  | {
      readonly kind: 'HEADING';
      readonly slugline: string;
      readonly label: string | null;
      readonly within: readonly ScreenplayElement[];
    }
  | { readonly kind: 'ELEMENT'; readonly element: ScreenplayElement }
  /** Empty lines, and a byte order mark. */
  | { readonly kind: 'BLANK'; readonly lines: number }
);

/** A Fountain text as what it says. Its blocks hold every character of it, in order. */
export interface FountainDocument {
  readonly blocks: readonly FountainBlock[];
}

/** The very text that was read. */
export function sourceOf({ blocks }: FountainDocument): string {
  return blocks.map(({ source }) => source).join('');
}
