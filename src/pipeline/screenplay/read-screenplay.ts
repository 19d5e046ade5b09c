import { screenplayOfFdx } from './fdx/screenplay-of-fdx';
import { screenplayOfFountain } from './fountain/screenplay-of-fountain';
import { screenplayOfJson } from './json/screenplay-of-json';
import type { Screenplay, ScreenplayFormat } from './screenplay';
import { assertFilmable, assertReadable, MOST_SCENES } from './screenplay-limits';

const READERS: Readonly<Record<ScreenplayFormat, (text: string, field: readonly string[]) => Screenplay>> = {
  FOUNTAIN: (text) => screenplayOfFountain(text, MOST_SCENES + 1),
  FDX: screenplayOfFdx,
  JSON: screenplayOfJson,
};

/** The screenplay of a file; `field` is the input field that a refusal names. */
export function readScreenplay(text: string, format: ScreenplayFormat, field: string[]): Screenplay {
  assertReadable(text, field);
  const screenplay = READERS[format](text, field);
  assertFilmable(screenplay, field);
  return screenplay;
}
