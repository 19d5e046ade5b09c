import { readFileSync } from 'node:fs';
import { DomainError } from '../errors';
import { LogoDecoder } from './logo-decoder.tool';
import type { Failure, FromWorker, PieceFacts, PieceWork, ToWorker } from './piece-order';
import { picturesOf } from './piece-pictures.tool';
import { writePiece } from './piece-writer.tool';
import { Resampler } from './resampler';
import { StillDecoder } from './still-decoder.tool';

/** A process that encodes one piece after the other, until nobody is left who could ask it. */
const [ffmpeg = '', wasm = ''] = process.argv.slice(2);
const resampler = new Resampler(readFileSync(wasm));
const decoder = new StillDecoder(ffmpeg);
const logos = new LogoDecoder(ffmpeg);
let current: { readonly order: number; readonly abort: AbortController } | null = null;

// Nobody is left to be told of a channel that broke: the end of it is heard by itself.
const answer = (message: FromWorker) => process.send?.(message, undefined, undefined, () => undefined);

process.once('disconnect', () => process.exit());
// Whoever stops a service may signal all of it at once: the server decides what is broken off, and its end is ours.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);

process.on('message', (message: ToWorker) => {
  if (message.kind === 'encode') void take(message.order, message.work);
  else if (current?.order === message.order) current.abort.abort();
});

async function take(order: number, work: PieceWork): Promise<void> {
  const abort = new AbortController();
  current = { order, abort };
  try {
    answer({ kind: 'done', facts: await encode(work, abort.signal) });
  } catch (error) {
    answer({ kind: 'failed', failure: failureOf(error) });
  }
}

async function encode(work: PieceWork, signal: AbortSignal): Promise<PieceFacts> {
  const done = new AbortController();
  const onFrame = (doneFrames: number) => answer({ kind: 'frame', doneFrames });
  try {
    const frames = await picturesOf(
      work,
      { ffmpeg, decoder, logos, resampler },
      AbortSignal.any([signal, done.signal]),
    );
    return await writePiece({ ffmpeg, piece: work.piece, frames, to: work.to, signal, onFrame });
  } finally {
    done.abort(new Error('The piece is done.'));
  }
}

function failureOf(error: unknown): Failure {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const { expected, got, remedy } = error instanceof DomainError ? error : {};
  return { name, message, stack, refusal: { expected, got, remedy } };
}
