import type { CaptionLine, Cut } from '../timeline/cut';

/** The characters that a face has, by code point. */
export type Coverage = ReadonlySet<number>;

/** What has no sound and no letter: where a face lacks it, a caption says the same without it. */
const ORNAMENT =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Cf}\p{Cc}]|\p{Variation_Selector}|\u20e3/u;

const has = (coverage: Coverage, character: string) => coverage.has(character.codePointAt(0) ?? 0);

/** The place of the first face that can draw all of a text; null where none can. */
export function faceFor(text: string, coverages: readonly Coverage[]): number | null {
  const face = coverages.findIndex((coverage) => lacking(text, coverage).length === 0);
  return face < 0 ? null : face;
}

/** A token as a face draws it: composed, and without the ornaments that it lacks. */
export function drawable(token: string, coverage: Coverage): string {
  const kept = [...token.normalize('NFC')].filter((character) => has(coverage, character) || !ORNAMENT.test(character));
  return kept.join('');
}

function lacking(text: string, coverage: Coverage): string[] {
  const drawn = [...drawable(text, coverage)];
  return drawn.filter((character) => !/\s/u.test(character) && !has(coverage, character));
}

/** Lines that no face can draw: they are read beside the picture alone. */
export interface LeftOut {
  readonly lines: readonly CaptionLine[];
  /** Some of what the faces lack, each once. */
  readonly characters: readonly string[];
}

const TOLD_CHARACTERS = 5;

/** Some of those characters that a face lacks, each once. */
export function toldCharacters(texts: readonly string[], coverage: Coverage = new Set()): string[] {
  return [...new Set(texts.flatMap((text) => lacking(text, coverage)))].slice(0, TOLD_CHARACTERS);
}

/** The cut with those of its captions that can be drawn, and those that cannot. */
export function withLegibleCaptions(cut: Cut, coverages: readonly Coverage[]): { cut: Cut; leftOut: LeftOut } {
  const isDrawn = ({ text }: CaptionLine) => faceFor(text, coverages) !== null;
  const lines = cut.captionStyle ? cut.captions.filter((line) => !isDrawn(line)) : [];
  const characters = toldCharacters(
    lines.map(({ text }) => text),
    coverages[0],
  );
  const leftOut = { lines, characters };
  return { cut: lines.length > 0 ? { ...cut, captions: cut.captions.filter(isDrawn) } : cut, leftOut };
}
