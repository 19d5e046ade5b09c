import { writeFdx } from './fdx/write-fdx';
import { writeFountain } from './fountain/write-fountain';
import { writeScreenplayJson } from './json/write-screenplay-json';
import type { Screenplay, ScreenplayFormat } from './screenplay';

const WRITERS: Readonly<Record<ScreenplayFormat, (screenplay: Screenplay) => string>> = {
  FOUNTAIN: writeFountain,
  FDX: writeFdx,
  JSON: writeScreenplayJson,
};

/** The text of a file. What a format cannot say is in the file as its writer documents it. */
export function writeScreenplay(screenplay: Screenplay, format: ScreenplayFormat): string {
  return WRITERS[format](screenplay);
}
