import { Readable } from 'node:stream';
import type { Storage } from '../../storage/storage';
import { MediaRefused } from '../errors';
import { checkedPicture } from '../library/picture-check.tool';
import type { TakeMedia } from '../library/register-take.verb';
import { HEADER_BYTES, imageHeader } from '../values/image-header';
import type { ReadFigure, Reading } from './reading';

/** What became of the pictures of figures: those that are there. */
export type Pictured = ReadonlyMap<ReadFigure, TakeMedia>;

/** Bytes before rows. A picture that is broken is none, and said so: its figure is there all the same. */
export async function storePictures(
  storage: Pick<Storage, 'put'>,
  reading: Reading,
  signal: AbortSignal,
): Promise<{ reading: Reading; pictures: Pictured }> {
  const pictures = new Map<ReadFigure, TakeMedia>();
  const warnings: string[] = [];
  for (const figure of reading.figures) {
    if (!figure.picture) continue;
    const stored = await storePicture(storage, figure.picture.bytes, signal);
    if (stored instanceof MediaRefused) warnings.push(`The picture of ${figure.label} is left out: ${stored.got}.`);
    else pictures.set(figure, stored);
  }
  return { reading: { ...reading, warnings: [...reading.warnings, ...warnings] }, pictures };
}

async function storePicture(
  storage: Pick<Storage, 'put'>,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<TakeMedia | MediaRefused> {
  const header = imageHeader(bytes.subarray(0, HEADER_BYTES));
  if (!header) return new MediaRefused('This is no picture.', { got: 'it is neither a PNG nor a JPEG' });
  const passing = Readable.from(checkedPicture(Readable.from([bytes])), { objectMode: false });
  try {
    const { sha256 } = await storage.put(passing, { signal });
    return { ...header, sha256, bytes: bytes.length, durationSeconds: null };
  } catch (error) {
    if (error instanceof MediaRefused) return error;
    throw error;
  }
}
