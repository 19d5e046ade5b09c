import { randomUUID } from 'node:crypto';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { DiskFull, isDiskFull } from '../errors';
import { outputOf, startFfmpeg } from './ffmpeg-child.tool';
import { PictureWatch } from './picture-facts';
import type { Piece } from './piece';
import { checkArguments, encodeArguments } from './piece-arguments';
import type { PictureFrame } from './piece-frames';
import type { PieceFacts } from './piece-order';

export interface WriteOrder {
  readonly ffmpeg: string;
  readonly piece: Piece;
  readonly frames: Iterable<PictureFrame> | AsyncIterable<PictureFrame>;
  readonly to: string;
  readonly signal: AbortSignal;
  readonly onFrame: (doneFrames: number) => void;
}

/** Encodes beside the final name, and gives it only to a piece that decodes to all its frames and has its facts. */
export async function writePiece(order: WriteOrder): Promise<PieceFacts> {
  const part = `${order.to}.${randomUUID()}.part`;
  const factsPart = `${part}.json`;
  try {
    const watch = await encode(order, part);
    await check(order, part);
    const facts = { ...watch.facts(), bytes: await settle(part) };
    await writeFile(factsPart, `${JSON.stringify(facts)}\n`);
    await settle(factsPart);
    order.signal.throwIfAborted();
    await rename(factsPart, `${order.to}.json`);
    await rename(part, order.to);
    return facts;
  } catch (error) {
    throw isDiskFull(error) ? new DiskFull() : error;
  } finally {
    await Promise.all([part, factsPart].map((path) => rm(path, { force: true })));
  }
}

async function encode(order: WriteOrder, to: string): Promise<PictureWatch> {
  const { ffmpeg, piece, signal } = order;
  const args = encodeArguments({ rate: piece.rate, size: piece.size, to });
  const { stdin, ended } = startFfmpeg({ path: ffmpeg, args, signal, feeds: true });
  const watch = new PictureWatch(piece);
  try {
    if (stdin) await feed(stdin, watch, order);
  } catch (error) {
    stdin?.destroy();
    await ended.catch(() => undefined); // of half a frame it complains; what stopped the drawing is the cause
    throw error;
  }
  await ended;
  return watch;
}

/** The next frame is drawn while the encoder takes the one before: frames have two canvases. */
async function feed(stdin: Writable, watch: PictureWatch, { frames, onFrame }: WriteOrder): Promise<void> {
  let doneFrames = 0;
  let written = Promise.resolve();
  for await (const frame of frames) {
    await written;
    if (stdin.destroyed) return; // the encoder is gone, and its end says why
    // A write that fails is answered too, by destroying the stream.
    written = new Promise((resolve) => stdin.write(frame.bytes, () => resolve()));
    watch.see(frame);
    doneFrames += 1;
    onFrame(doneFrames);
  }
  await written;
  stdin.end();
}

async function check({ ffmpeg, piece, signal }: WriteOrder, path: string): Promise<void> {
  const said = await outputOf(startFfmpeg({ path: ffmpeg, args: checkArguments(path), signal }), 1_000_000);
  const frames = Number([...said.toString().matchAll(/^frame=\s*(\d+)/gm)].at(-1)?.[1]);
  if (frames === piece.durationFrames) return;
  throw new Error(`A piece of ${piece.durationFrames} frames decodes to ${frames}.`);
}

/** Onto the disk, before a name says that it is there. */
async function settle(path: string): Promise<number> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}
