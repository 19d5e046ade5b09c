import { InvalidInput, LimitExceeded, MediaRefused } from '../../pipeline/errors';
import { contentHash } from '../../pipeline/values/content-hash';
import { imageHeader, MOST_PIXELS } from '../../pipeline/values/image-header';
import { isRate } from '../../pipeline/values/rate';
import { HOUSED } from '../housed';
import { seedOf } from '../mulberry32';
import { FREE_TEXT } from '../tariff';
import { cameraOf } from './camera';
import type { StillEncoder } from './still-encoder';
import { type Clip, defineVideoProvider, type VideoProvider, type VideoRequest } from './video';

const MODEL = 'camera-1';
const MOST_CHARACTERS = 20_000;
const [LEAST_SECONDS, MOST_SECONDS] = [0.5, 60];
const [SMALLEST_SIDE, LARGEST_SIDE] = [64, 4096];

/** Clips without keys or network: a camera moves over the still as the prompt says. Nothing stays open between orders. */
export function offlineVideo(studio: StillEncoder): VideoProvider {
  // Any duration between the first and the last: it has no steps.
  const durationsSeconds = [LEAST_SECONDS, MOST_SECONDS];
  const limits = { durationsSeconds, isStepless: true, aspectRatios: [], promptCharacters: MOST_CHARACTERS };
  return defineVideoProvider({
    ...HOUSED,
    source: 'offline-video',
    models: [{ name: MODEL, price: FREE_TEXT, limits }],
    atOnce: 2,
    answers: 'at once',
    make: (request, call) => film(studio, request, call),
  });
}

type Tools = Parameters<Extract<VideoProvider, { answers: 'at once' }>['make']>[1];

async function film(studio: StillEncoder, order: VideoRequest, { signal, progress }: Tools): Promise<Clip> {
  signal.throwIfAborted();
  assertFilmable(order);
  const { prompt, still, rate, variation, durationSeconds: seconds } = order;
  const camera = cameraOf(prompt, { seed: seedOf(contentHash({ model: MODEL, prompt, variation })), seconds });
  const durationFrames = Math.max(1, Math.round((seconds * rate.numerator) / rate.denominator));
  const aSecond = Math.ceil(rate.numerator / rate.denominator);
  const onFrame = (doneFrames: number) => {
    if (doneFrames % aSecond === 0) progress({ fraction: doneFrames / durationFrames, note: null });
  };
  const clip = { still, rate, size: evenSize(order), durationFrames, ...camera };
  return { media: await studio.encode(clip, { signal, onFrame }), mimeType: 'video/mp4', costMicros: 0n };
}

/** Two pixels share their colour in each direction: of an odd side the last line has nobody to share with. */
function evenSize({ size: { width, height } }: VideoRequest): VideoRequest['size'] {
  return { width: width - (width % 2), height: height - (height % 2) };
}

function assertFilmable({ prompt, durationSeconds, rate, size, still }: VideoRequest): void {
  if (!(durationSeconds >= LEAST_SECONDS && durationSeconds <= MOST_SECONDS)) {
    throw new InvalidInput('The offline clip does not last that long.', {
      expected: `from ${LEAST_SECONDS} to ${MOST_SECONDS} seconds`,
      got: `${durationSeconds}`,
      remedy: 'Order several, each from the last frame of the one before.',
    });
  }
  if (!isRate(rate)) {
    throw new InvalidInput('No film runs at this rate.', {
      expected: 'from 1 to 240 frames a second, as a fraction',
      got: `${rate.numerator}/${rate.denominator}`,
      remedy: 'Order one at the rate of the film.',
    });
  }
  if (prompt.length > MOST_CHARACTERS) {
    const expected = `at most ${MOST_CHARACTERS} characters`;
    throw new LimitExceeded('The prompt is too long.', { expected, got: `${prompt.length}`, remedy: 'Shorten it.' });
  }
  assertSize(size);
  assertStill(still);
}

function assertSize({ width, height }: VideoRequest['size']): void {
  const fits = (side: number) => Number.isInteger(side) && side >= SMALLEST_SIDE && side <= LARGEST_SIDE;
  if (fits(width) && fits(height)) return;
  throw new LimitExceeded('The clip cannot have this size.', {
    expected: `sides of ${SMALLEST_SIDE} to ${LARGEST_SIDE} whole pixels`,
    got: `${width} × ${height}`,
    remedy: 'Order it in the size of the film.',
  });
}

/** Judged by its first bytes: a picture of a few kilobytes may unfold to gigabytes. */
function assertStill(still: Uint8Array): void {
  const header = imageHeader(still);
  if (header && header.width * header.height <= MOST_PIXELS) return;
  throw new MediaRefused('The still cannot be filmed.', {
    expected: `a PNG or JPEG of at most ${MOST_PIXELS} pixels`,
    got: header ? `${header.width} × ${header.height} pixels` : 'neither of them',
    remedy: 'Give a smaller or another picture.',
  });
}
