import { crc32 } from 'node:zlib';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { pictureType } from '../../pipeline/values/image-header';
import { JpegWalk } from '../../pipeline/values/jpeg-walk';
import { PngWalk } from '../../pipeline/values/png-walk';
import { answerTasks } from '../process-answer';
import { type FrameMeasures, measureFrame } from './measures';
import type { Pixels } from './plane';

export type FrameTask = { readonly bytes: Uint8Array };
export type FrameAnswer = { readonly measures: FrameMeasures } | { readonly unreadable: string };

/** Larger pictures are looked at as a film shows them, with what is fine in them gone. */
const LONGEST_SIDE = 1920;

answerTasks<FrameTask, FrameAnswer>(async ({ bytes }) => {
  try {
    assertWhole(bytes);
    return { measures: measureFrame(await decoded(bytes)) };
  } catch (error) {
    return { unreadable: error instanceof Error ? error.message : String(error) };
  }
});

/** The decoder takes half a file for a whole one, and leaves the rest black: that would be measured. */
function assertWhole(bytes: Uint8Array): void {
  const walk = pictureType(bytes) === 'image/png' ? new PngWalk(crc32) : new JpegWalk();
  for (const _pixels of walk.take(bytes) ?? []);
  if (!walk.ended) throw new Error('a file that ends before its picture does');
}

async function decoded(bytes: Uint8Array): Promise<Pixels> {
  const image = await loadImage(Buffer.from(bytes));
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  const [width, height] = [side(image.width), side(image.height)];
  const context = createCanvas(width, height).getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  return { data: context.getImageData(0, 0, width, height).data, width, height };
}
