import { imageHeader, MOST_PIXELS } from '../../values/image-header';
import type { FigurePicture } from '../reading';

/** A picture, or why there is none, in the words of a warning. */
export type Found = { readonly picture: FigurePicture } | { readonly fault: string };

const DATA_URI = /^data:([^,;]{0,100})((?:;[^,;]{0,100}){0,10}),/i;
const LONGEST_NAME = 80;

/** Of an address as it is written: what the text itself holds, or what came along with it. Nothing is fetched. */
export function pictureAt(source: string, pictures: ReadonlyMap<string, Uint8Array>): Found {
  const given = pictures.get(source);
  if (given) return pictureOf(given, source);
  if (source === '') return { fault: 'the text draws it, or says no address.' };
  const data = DATA_URI.exec(source);
  if (!data) return { fault: `${shortened(source)} did not come with the text.` };
  const [head, mimeType = '', settings = ''] = data;
  if (!/;base64$/i.test(settings)) return { fault: `it is ${mimeType || 'text'} that is not in base64.` };
  return pictureOf(Buffer.from(source.slice(head.length), 'base64'), mimeType);
}

function pictureOf(bytes: Uint8Array, name: string): Found {
  const header = imageHeader(bytes);
  if (!header) return { fault: `${shortened(name)} is neither a PNG nor a JPEG.` };
  const { mimeType, width, height } = header;
  if (width * height > MOST_PIXELS) return { fault: `${width} × ${height} are more pixels than anyone should decode.` };
  return { picture: { bytes, mimeType, width, height } };
}

function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}
