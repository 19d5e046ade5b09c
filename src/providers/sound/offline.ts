import { extname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { InvalidInput, LimitExceeded } from '../../pipeline/errors';
import { contentHash } from '../../pipeline/values/content-hash';
import { waveHeader } from '../../pipeline/values/wave-header';
import { HOUSED } from '../housed';
import { seedOf } from '../mulberry32';
import { type ComeLast, ProcessPool } from '../process-pool';
import { FREE_TEXT } from '../tariff';
import { AMBIENCE_RATE, ambienceArguments } from './ambience';
import type { FfmpegRunner } from './ffmpeg-runner';
import type { MusicTask } from './music.worker';
import { defineSoundProvider, SOUND_KINDS, type Sound, type SoundProvider, type SoundRequest } from './sound';

const MODEL = 'synthesis-1';
const FRAME_BYTES = 4;
const MOST_OVERLAP_SECONDS = 6;
const FRAMES_A_TURN = 24_000;
const MOST_SECONDS = 600;
const MOST_CHARACTERS = 20_000;

export interface OfflineSoundOptions {
  /** Flags of Node for the processes. */
  readonly workerExecArgv?: readonly string[];
  readonly comeLast?: ComeLast;
}

/** Who makes what: FFmpeg ambience, a process of ours music. */
interface Makers {
  readonly ffmpeg: FfmpegRunner;
  readonly musicians: ProcessPool<MusicTask, Uint8Array>;
}

/** Ambience and music without keys or network: places and pads synthesised by FFmpeg, and composed pieces. */
export function offlineSound(
  ffmpeg: FfmpegRunner,
  { workerExecArgv, comeLast }: OfflineSoundOptions = {},
): SoundProvider {
  const limits = { kinds: SOUND_KINDS, fromSeconds: 1, toSeconds: MOST_SECONDS };
  const musicians = new ProcessPool<MusicTask, Uint8Array>({
    file: join(__dirname, `music.worker${extname(__filename)}`),
    mostProcesses: 1,
    execArgv: workerExecArgv,
    comeLast,
  });
  return defineSoundProvider({
    ...HOUSED,
    source: 'offline-sound',
    models: [{ name: MODEL, price: FREE_TEXT, limits }],
    atOnce: 1,
    answers: 'at once',
    make: (request, { signal }) => compose({ ffmpeg, musicians }, request, signal),
    close: () => musicians.close(),
  });
}

async function compose(makers: Makers, order: SoundRequest, signal: AbortSignal): Promise<Sound> {
  signal.throwIfAborted();
  assertComposable(order);
  const data = await (order.kind === 'MUSIC' ? music(makers, order, signal) : ambience(makers, order, signal));
  const header = waveHeader({ rate: AMBIENCE_RATE, channels: 2, dataBytes: data.length });
  return { media: Buffer.concat([header, data]), mimeType: 'audio/wav', isLoop: true, costMicros: 0n };
}

/** The notes at its end sound on over its beginning: there is no seam to hide. */
async function music({ musicians }: Makers, order: SoundRequest, signal: AbortSignal): Promise<Uint8Array> {
  const { kind, prompt, variation, durationSeconds } = order;
  const seed = seedOf(contentHash({ model: MODEL, kind, prompt, variation }));
  const seconds = Math.round(durationSeconds * AMBIENCE_RATE) / AMBIENCE_RATE;
  return musicians.run({ prompt, seconds, seed, rate: AMBIENCE_RATE }, signal);
}

async function ambience({ ffmpeg }: Makers, order: SoundRequest, signal: AbortSignal): Promise<Uint8Array> {
  const { prompt, durationSeconds, variation } = order;
  const durationSamples = Math.round(durationSeconds * AMBIENCE_RATE);
  const overlapSamples = Math.min(MOST_OVERLAP_SECONDS * AMBIENCE_RATE, Math.floor(durationSamples / 4));
  const seed = seedOf(contentHash({ model: MODEL, prompt, variation }));
  const samples = durationSamples + overlapSamples;
  const { stdout } = await ffmpeg.run(ambienceArguments({ prompt, samples, seed }), { signal });
  if (stdout.length !== samples * FRAME_BYTES)
    throw new Error(`FFmpeg made ${stdout.length} bytes of ${samples} frames.`);
  return looped(stdout, overlapSamples);
}

/**
 * What comes after the end fades out over the beginning, at equal power: played in a loop, there is no seam. In one go it held up
 * whoever asked the server something for 37 ms.
 */
async function looped(sound: Buffer, overlapSamples: number): Promise<Buffer> {
  const kept = sound.subarray(0, sound.length - overlapSamples * FRAME_BYTES);
  const tail = sound.subarray(kept.length);
  for (let from = 0; from < overlapSamples; from += FRAMES_A_TURN) {
    fade(kept, tail, { from, endExclusive: Math.min(from + FRAMES_A_TURN, overlapSamples), overlapSamples });
    await turn();
  }
  return kept;
}

interface Stretch {
  readonly from: number;
  readonly endExclusive: number;
  readonly overlapSamples: number;
}

function fade(head: Buffer, tail: Buffer, { from, endExclusive, overlapSamples }: Stretch): void {
  for (let frame = from; frame < endExclusive; frame += 1) {
    const angle = ((frame + 0.5) / overlapSamples) * (Math.PI / 2);
    const [comes, goes] = [Math.sin(angle), Math.cos(angle)];
    for (let at = frame * FRAME_BYTES; at < (frame + 1) * FRAME_BYTES; at += 2) {
      const mixed = head.readInt16LE(at) * comes + tail.readInt16LE(at) * goes;
      head.writeInt16LE(Math.max(-32768, Math.min(32767, Math.round(mixed))), at);
    }
  }
}

function assertComposable({ prompt, durationSeconds }: SoundRequest): void {
  if (!(durationSeconds >= 1 && durationSeconds <= MOST_SECONDS)) {
    throw new InvalidInput('The offline sound does not last that long.', {
      expected: `from 1 to ${MOST_SECONDS} seconds`,
      got: `${durationSeconds}`,
      remedy: 'Order a shorter one and repeat it: its end runs on into its beginning.',
    });
  }
  if (prompt.length > MOST_CHARACTERS) {
    throw new LimitExceeded('The prompt is too long.', {
      expected: `at most ${MOST_CHARACTERS} characters`,
      got: `${prompt.length}`,
      remedy: 'Shorten the prompt.',
    });
  }
}
