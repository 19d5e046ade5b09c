import type { ImageModel, ImageRequest } from './image/image';
import type { SoundModel, SoundRequest } from './sound/sound';
import type { SpeechRequest } from './speech/speech';
import type { TextRequest } from './text/text';
import type { VideoModel, VideoRequest } from './video/video';
import type { VisionRequest } from './vision/vision';

/** The smallest orders that show that a supplier works: what `testProvider` asks for. */
export const SPEECH_SAMPLE: SpeechRequest = {
  text: 'This is a test.',
  voice: null,
  language: 'en',
  before: null,
  after: null,
  variation: 0,
};

const IMAGE_SAMPLE: ImageRequest = {
  task: 'GENERATE',
  prompt: 'A single green leaf on white paper',
  size: { width: 1024, height: 1024 },
  style: null,
  variation: 0,
  inputs: [],
  mask: null,
  caption: null,
};

const CARD_SAMPLE: ImageRequest = {
  ...IMAGE_SAMPLE,
  task: 'CARD',
  size: { width: 640, height: 360 },
  card: { kind: 'TEXT', heading: null, text: 'This is a test.', concepts: [], sources: [], madeWith: null },
};

export function imageSample({ limits: { tasks } }: ImageModel): ImageRequest {
  return tasks.includes('CARD') ? CARD_SAMPLE : IMAGE_SAMPLE;
}

export const TEXT_SAMPLE: TextRequest = {
  system: null,
  prompt: 'Answer with the one word: ready.',
  schema: null,
  mostTokens: 64,
  variation: 0,
};

/** 64 × 64 pixels of one colour. */
const PLAIN_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAT0lEQVR42u3PQQkAAAgEsAtmMIMZ0Ai+hcEKLNXzWgQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQELgt/2IFLKr7GTwAAAABJRU5ErkJggg==',
  'base64',
);

export const VISION_SAMPLE: VisionRequest = {
  frames: [{ bytes: PLAIN_PNG, size: { width: 64, height: 64 }, atSeconds: 0 }],
  prompt: 'A plain field of one colour',
  narrative: null,
  style: null,
  legible: null,
};

export function soundSample({ limits: { kinds, fromSeconds } }: SoundModel): SoundRequest {
  return { kind: kinds[0] ?? 'AMBIENCE', durationSeconds: Math.max(1, fromSeconds), prompt: 'Soft rain', variation: 0 };
}

export function videoSample({ limits: { durationsSeconds } }: VideoModel): VideoRequest {
  return {
    still: PLAIN_PNG,
    prompt: 'The camera is still',
    durationSeconds: durationsSeconds[0] ?? 4,
    size: { width: 1280, height: 720 },
    rate: { numerator: 24, denominator: 1 },
    variation: 0,
  };
}
