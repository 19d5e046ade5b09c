import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { MediaCheck } from '../../src/pipeline/library/media-check.tool';
import { claimedType, kindOf, type MediaKind } from '../../src/pipeline/values/media-type';
import { gathered } from '../../src/providers/network/call-out';
import type { Media } from '../../src/providers/provider';

/** What was handed over, as it comes into the library: looked at, and of the kind and the type that it says. */
export async function takenIn(media: Media, mimeType: string, kind: MediaKind): Promise<Uint8Array> {
  const claimed = claimedType(mimeType);
  expect(claimed && kindOf(claimed)).toBe(kind);
  const bytes = media instanceof Uint8Array ? media : await readFile(media.file);
  const check = new MediaCheck(claimed);
  const taken = await gathered(check.pass(Readable.from([bytes])));
  expect(taken.length).toBe(bytes.length);
  return taken;
}
