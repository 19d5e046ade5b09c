import { readScreenplay } from './read-screenplay';
import type { KeptText, ScreenplayFormat } from './screenplay';
import { writeScreenplay } from './write-screenplay';

/** To the letter in the format that it came in; in another, all that the other can say. */
export function textOfScreenplay({ fileFormat, source }: KeptText, format: ScreenplayFormat): string {
  return format === fileFormat ? source : writeScreenplay(readScreenplay(source, fileFormat, ['text']), format);
}
