import { setImmediate as turn } from 'node:timers/promises';
import { InvalidInput, LimitExceeded } from '../../pipeline/errors';
import { contentHash } from '../../pipeline/values/content-hash';
import { waveHeader } from '../../pipeline/values/wave-header';
import { HOUSED } from '../housed';
import { seedOf } from '../mulberry32';
import { FREE_TEXT } from '../tariff';
import { AMBIENCE_RATE, ambienceArguments } from './ambience';
import type { FfmpegRunner } from './ffmpeg-runner';
import { defineSoundProvider, type Sound, type SoundProvider, type SoundRequest } from './sound';

const MODEL = 'synthesis-1';
const FRAME_BYTES = 4;
const MOST_OVERLAP_SECONDS = 6;
const FRAMES_A_TURN = 24_000;
const MOST_SECONDS = 600;
const MOST_CHARACTERS = 20_000;

/** Ambience without keys or network, synthesised by FFmpeg. Nothing stays open between orders. */
export function offlineSound(ffmpeg: FfmpegRunner): SoundProvider {
  const limits = { kinds: ['AMBIENCE'], fromSeconds: 1, toSeconds: MOST_SECONDS } as const;
  return defineSoundProvider({
    ...HOUSED,
    source: 'offline-sound',
    models: [{ name: MODEL, price: FREE_TEXT, limits }],
    atOnce: 1,
    answers: 'at once',
    make: (request, { signal }) => compose(ffmpeg, request, signal),
  });
}

async function compose(ffmpeg: FfmpegRunner, order: SoundRequest, signal: AbortSignal): Promise<Sound> {
  const { prompt, durationSeconds, variation } = order;
  signal.throwIfAborted();
  assertComposable(order);
  const durationSamples = Math.round(durationSeconds * AMBIENCE_RATE);
  const overlapSamples = Math.min(MOST_OVERLAP_SECONDS * AMBIENCE_RATE, Math.floor(durationSamples / 4));
  const seed = seedOf(contentHash({ model: MODEL, prompt, variation }));
  const samples = durationSamples + overlapSamples;
  const { stdout } = await ffmpeg.run(ambienceArguments({ prompt, samples, seed }), { signal });
  if (stdout.length !== samples * FRAME_BYTES)
    throw new Error(`FFmpeg made ${stdout.length} bytes of ${samples} frames.`);
  const dataBytes = durationSamples * FRAME_BYTES;
  const wav = Buffer.concat([
    waveHeader({ rate: AMBIENCE_RATE, channels: 2, dataBytes }),
    await looped(stdout, overlapSamples),
  ]);
  return { media: wav, mimeType: 'audio/wav', isLoop: true, costMicros: 0n };
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
