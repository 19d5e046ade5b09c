import { DomainError } from '../../../src/pipeline/errors';
import type { ImageRequest } from '../../../src/providers/image/image';
import { replicateImage } from '../../../src/providers/image/replicate';
import type { LipsyncRequest } from '../../../src/providers/lipsync/lipsync';
import { replicateLipsync } from '../../../src/providers/lipsync/replicate';
import type { Billed, Model, Provider } from '../../../src/providers/provider';
import { replicateSound } from '../../../src/providers/sound/replicate';
import type { SoundRequest } from '../../../src/providers/sound/sound';
import { replicateVideo } from '../../../src/providers/video/replicate';
import type { VideoRequest } from '../../../src/providers/video/video';
import { drawn } from '../../support/pictures';
import { madeBy } from '../../support/providers';
import { JOB, job, type MediaName, ReplicateHouse } from '../../support/replicate-house';

const PNG = drawn('image/png');
const JPEG = drawn('image/jpeg');
const PNG_URI = `data:image/png;base64,${PNG.toString('base64')}`;
const JPEG_URI = `data:image/jpeg;base64,${JPEG.toString('base64')}`;
const GET = `GET /v1/predictions/${JOB}`;
const HARDWARE_SECONDS = 2.5;

let house: ReplicateHouse;
beforeEach(async () => {
  house = await ReplicateHouse.open();
});
afterEach(() => house.close());

interface Making<R> {
  readonly request: R;
  readonly media: MediaName;
  readonly model?: string;
}

async function made<T, R extends T, A extends Billed, M extends Model>(
  provider: Provider<T, R, A, M>,
  { request, media, model }: Making<R>,
): Promise<A> {
  house.answers.set(GET, [
    job({ status: 'succeeded', output: house.urlOf(media), metrics: { predict_time: HARDWARE_SECONDS } }),
  ]);
  return madeBy(provider, request, { means: house.means, model });
}

/** What was set aside is what is settled; of hardware, what the house counted. */
function assertSettled<T, M extends Model>(
  { price }: { price(terms: T, model: M): { expectedMicros: bigint; ceilingMicros: bigint } },
  { costMicros }: Billed,
  [terms, model]: [T, M],
): void {
  const { expectedMicros, ceilingMicros } = price(terms, model);
  const isByTime = model.price.includes('hardware');
  expect(isByTime ? costMicros < ceilingMicros && costMicros > 0n : costMicros === ceilingMicros).toBe(true);
  expect(isByTime ? expectedMicros < ceilingMicros : expectedMicros === ceilingMicros).toBe(true);
}

const DRAW: ImageRequest = {
  task: 'GENERATE',
  size: { width: 1080, height: 1920 },
  prompt: 'A river.',
  style: 'woodcut',
  variation: 3,
  inputs: [],
  mask: null,
  caption: null,
};
const input = { name: 'base', bytes: PNG };
const KONTEXT = 'black-forest-labs/flux-kontext-pro';

function pictureOrder({ name, limits }: (typeof replicateImage.models)[number]): ImageRequest {
  const [task = 'GENERATE'] = limits.tasks;
  if (task === 'GENERATE') return { ...DRAW, inputs: limits.inputs > 0 ? [input] : [] };
  return { ...DRAW, task, inputs: [input], mask: task === 'EDIT' && name !== KONTEXT ? PNG : null };
}

const WORDS = { prompt: 'A river.\nStyle: woodcut', seed: 3 };
const DRAWN = { ...WORDS, aspect_ratio: '9:16', output_format: 'png' };
const FILLED = { ...WORDS, image: PNG_URI, mask: PNG_URI, output_format: 'png' };

/** As the house publishes what each model can be told. */
const TOLD_TO_DRAW: Readonly<Record<string, object>> = {
  'black-forest-labs/flux-1.1-pro': {
    ...DRAWN,
    image_prompt: PNG_URI,
    safety_tolerance: 2,
    prompt_upsampling: false,
  },
  'black-forest-labs/flux-1.1-pro-ultra': { ...DRAWN, image_prompt: PNG_URI, safety_tolerance: 2 },
  'black-forest-labs/flux-dev': { ...DRAWN, image: PNG_URI, num_outputs: 1 },
  'black-forest-labs/flux-schnell': { ...DRAWN, num_outputs: 1 },
  'black-forest-labs/flux-fill-pro': { ...FILLED, safety_tolerance: 2, prompt_upsampling: false },
  'black-forest-labs/flux-fill-dev': { ...FILLED, num_outputs: 1 },
  'black-forest-labs/flux-kontext-pro': {
    ...WORDS,
    input_image: PNG_URI,
    aspect_ratio: 'match_input_image',
    output_format: 'png',
    safety_tolerance: 2,
  },
  'men1scus/birefnet': { image: PNG_URI },
  'cjwbw/rembg': { image: PNG_URI },
};

const WIDE = { aspect_ratio: '16:9' };
const VEO = { ...WIDE, image: JPEG_URI, seed: 1 };
const TOLD_TO_MOVE: Readonly<Record<string, object>> = {
  'google/veo-3.1-fast': { ...VEO, generate_audio: false, resolution: '1080p' },
  'google/veo-3.1': { ...VEO, generate_audio: false, resolution: '1080p' },
  'google/veo-2': VEO,
  'kwaivgi/kling-v2.5-turbo-pro': { ...WIDE, start_image: JPEG_URI },
  'kwaivgi/kling-v2.1': { start_image: JPEG_URI, mode: 'pro' },
  'luma/ray-2-720p': { ...WIDE, start_image: JPEG_URI },
  'luma/ray-flash-2-720p': { ...WIDE, start_image: JPEG_URI },
  'runwayml/gen4-turbo': { ...WIDE, image: JPEG_URI, seed: 1 },
  'pixverse/pixverse-v4.5': { ...WIDE, image: JPEG_URI, seed: 1, quality: '720p', motion_mode: 'normal' },
};

const TOLD_TO_SOUND: Readonly<Record<string, object>> = {
  'sepal/audiogen': { duration: 10, output_format: 'wav' },
  'stability-ai/stable-audio-2.5': { duration: 60, seed: 2 },
  'meta/musicgen': {
    duration: 30,
    seed: 2,
    model_version: 'stereo-large',
    output_format: 'wav',
    normalization_strategy: 'loudness',
  },
};

describe('pictures', () => {
  test.each(replicateImage.models.map((model) => [model.name, model] as const))('by %s', async (name, model) => {
    const request = pictureOrder(model);
    const picture = await made(replicateImage, { request, media: 'picture.png', model: name });
    expect(picture).toMatchObject({ mimeType: 'image/png', style: 'woodcut', size: null });
    assertSettled(replicateImage, picture, [request, model]);
    const order = house.order();
    expect(order.version).toBe(name);
    expect(order.input).toEqual(TOLD_TO_DRAW[name.split(':')[0] ?? '']);
  });

  test('are asked of whoever does the task', () => {
    const first = (task: ImageRequest['task']) =>
      replicateImage.models.find((model) => replicateImage.serves?.({ ...DRAW, task }, model))?.name.split(':')[0];
    expect([first('GENERATE'), first('EDIT'), first('CUT_OUT')]).toEqual([
      'black-forest-labs/flux-1.1-pro',
      'black-forest-labs/flux-fill-pro',
      'men1scus/birefnet',
    ]);
  });

  test('that are cut out can be seen through', async () => {
    const request: ImageRequest = { ...DRAW, task: 'CUT_OUT', inputs: [input] };
    const model = replicateImage.models.find(({ limits }) => limits.tasks.includes('CUT_OUT'))?.name;
    const making = made(replicateImage, { request, media: 'picture.jpg', model });
    await expect(making).rejects.toMatchObject({ code: 'BAD_REPLY', billed: { micros: 2_438n } });
  });

  const REFUSED: readonly (readonly [why: string, request: Partial<ImageRequest>, model: string, says: string])[] = [
    ['an empty prompt', { prompt: ' ' }, 'black-forest-labs/flux-dev', 'nothing to draw'],
    ['a long prompt', { prompt: 'x'.repeat(5_000) }, 'black-forest-labs/flux-dev', 'too long'],
    ['pictures that the model does not take', { inputs: [input] }, 'black-forest-labs/flux-schnell', 'another number'],
    ['two pictures', { inputs: [input, input] }, 'black-forest-labs/flux-1.1-pro', 'another number'],
    ['an edit of nothing', { task: 'EDIT', mask: PNG }, 'black-forest-labs/flux-fill-pro', 'another number'],
    ['no mask', { task: 'EDIT', inputs: [input] }, 'black-forest-labs/flux-fill-pro', 'a mask'],
    ['a mask', { task: 'EDIT', inputs: [input], mask: PNG }, KONTEXT, 'the whole picture'],
    [
      'what is no picture',
      { inputs: [{ name: 'x', bytes: Buffer.from('<svg>') }] },
      'black-forest-labs/flux-dev',
      'cannot be given',
    ],
  ];
  test.each(REFUSED)('with %s are refused before anybody is asked', async (_why, changes, model, says) => {
    const making = made(replicateImage, { request: { ...DRAW, ...changes }, media: 'picture.png', model });
    const error = await making.catch((refused: unknown) => refused);
    expect(error).toBeInstanceOf(DomainError);
    expect((error as DomainError).message).toContain(says);
    expect(house.asked).toEqual([]);
  });
});

describe('clips', () => {
  const order = (durationSeconds: number): VideoRequest => ({
    durationSeconds,
    size: { width: 1920, height: 1080 },
    prompt: 'The camera rises.',
    still: JPEG,
    rate: { numerator: 24, denominator: 1 },
    variation: 1,
  });

  test.each(replicateVideo.models.map((model) => [model.name, model] as const))('by %s', async (name, model) => {
    for (const seconds of model.limits.durationsSeconds) {
      const clip = await made(replicateVideo, { request: order(seconds), media: 'film.mp4', model: name });
      expect(clip.mimeType).toBe('video/mp4');
      assertSettled(replicateVideo, clip, [order(seconds), model]);
    }
    const last = model.limits.durationsSeconds.length - 1;
    const duration = model.limits.durationsSeconds[last];
    expect(house.order(last)).toEqual({
      version: name,
      input: { prompt: 'The camera rises.', duration, ...TOLD_TO_MOVE[name] },
    });
  });

  test('of other durations are not made, nor asked for', async () => {
    const [model] = replicateVideo.models;
    if (!model) throw new Error('There is no model.');
    expect(replicateVideo.serves?.(order(7), model)).toBe(false);
    const making = made(replicateVideo, { request: order(7), media: 'film.mp4', model: model.name });
    await expect(making).rejects.toThrow('no clip of this duration');
    expect(house.asked).toEqual([]);
  });

  test.each([
    [{ width: 1080, height: 1920 }, '9:16'],
    [{ width: 1000, height: 1001 }, '1:1'],
    [{ width: 2560, height: 1080 }, '21:9'],
    [{ width: 1440, height: 1080 }, '4:3'],
  ])('of %j are ordered as %s', async (size, aspect) => {
    const request = { ...order(5), size };
    await made(replicateVideo, { request, media: 'film.mp4', model: 'luma/ray-2-720p' });
    expect(house.order().input.aspect_ratio).toBe(aspect);
  });

  test('of a long still carry the address of what was uploaded, once and as it is', async () => {
    const still = Buffer.concat([PNG, Buffer.alloc(300_000, 7)]);
    await made(replicateVideo, { request: { ...order(4), still }, media: 'film.mp4' });
    expect(house.asked.slice(0, 2)).toEqual(['POST /v1/files', 'POST /v1/predictions']);
    expect(house.order().input.image).toBe('https://api.replicate.com/v1/files/abc');
    const [upload] = house.heard;
    expect(upload?.headers['content-type']).toContain('multipart/form-data; boundary=');
    expect(upload?.body.includes(still)).toBe(true);
    expect(String(upload?.body.subarray(0, 400))).toMatch(/filename="image\.png"\r\ncontent-type: image\/png/i);
  });

  test.each([
    [{ status: 500, json: {} }, { code: 'TRANSIENT' }],
    [{ status: 502, json: {} }, { code: 'TRANSIENT' }],
    [{ json: { urls: {} } }, { code: 'BAD_REPLY' }],
    ['HALF', { code: 'TRANSIENT' }],
  ] as const)('whose still is not taken (%j) are not ordered, and cost nothing', async (answer, told) => {
    house.answers.set('POST /v1/files', [answer]);
    const still = Buffer.concat([PNG, Buffer.alloc(300_000)]);
    const making = made(replicateVideo, { request: { ...order(4), still }, media: 'film.mp4' });
    await expect(making).rejects.toMatchObject({ ...told, billed: 'NOTHING' });
    expect(house.asked).toEqual(['POST /v1/files']);
  });
});

describe('sounds', () => {
  const SOUND: SoundRequest = { kind: 'AMBIENCE', durationSeconds: 60, prompt: 'Rain on a roof.', variation: 2 };

  test.each(replicateSound.models.map((model) => [model.name, model] as const))('by %s', async (name, model) => {
    const [kind = 'MUSIC'] = model.limits.kinds;
    const request = { ...SOUND, kind };
    const sound = await made(replicateSound, { request, media: 'sound.wav', model: name });
    expect(sound).toMatchObject({ mimeType: 'audio/wav', isLoop: false });
    assertSettled(replicateSound, sound, [request, model]);
    expect(house.order()).toEqual({
      version: name,
      input: { prompt: 'Rain on a roof.', ...TOLD_TO_SOUND[name.split(':')[0] ?? ''] },
    });
  });

  test('are asked of whoever makes the kind', () => {
    const first = (kind: SoundRequest['kind']) =>
      replicateSound.models.find((model) => replicateSound.serves?.({ ...SOUND, kind }, model))?.name.split(':')[0];
    expect([first('AMBIENCE'), first('MUSIC')]).toEqual(['sepal/audiogen', 'stability-ai/stable-audio-2.5']);
  });
});

describe('lips', () => {
  const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(5_000_000, 1)]);
  const speech = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(100)]);
  const SYNC: LipsyncRequest = { durationSeconds: 10, film, speech };

  test('are asked for only by name', () => expect(replicateLipsync.isOffByDefault).toBe(true));

  test('are moved in a film that is uploaded, by a speech that is short enough to go along', async () => {
    const synced = await made(replicateLipsync, { request: SYNC, media: 'film.mp4' });
    const [model] = replicateLipsync.models;
    if (!model) throw new Error('There is no model.');
    assertSettled(replicateLipsync, synced, [SYNC, model]);
    expect(synced.costMicros).toBe(563n); // 2.5 s at 225 micro-dollars
    expect(house.order().input).toEqual({
      face: 'https://api.replicate.com/v1/files/abc',
      audio: `data:audio/wav;base64,${speech.toString('base64')}`,
      smooth: true,
    });
  });

  test('of a film that is too long to be kept are refused before anything is sent', async () => {
    const request = { ...SYNC, film: new Uint8Array(100_000_001) };
    await expect(made(replicateLipsync, { request, media: 'film.mp4' })).rejects.toThrow(
      'keeps no file of this length',
    );
    expect(house.asked).toEqual([]);
  });

  const ENDS: readonly (readonly [more: object, told: object])[] = [
    [
      { status: 'failed', error: 'CUDA out of memory', metrics: { predict_time: 8 } },
      { code: 'TRANSIENT', billed: { micros: 1_800n } },
    ],
    [
      { status: 'failed', error: 'Face not detected!', metrics: { predict_time: 4 } },
      { code: 'BAD_REPLY', billed: { micros: 900n } },
    ],
    [
      { status: 'failed', error: 'Prediction interrupted; please retry (code: PA)' },
      { code: 'TRANSIENT', billed: 'NOTHING' },
    ],
    [
      { status: 'canceled', metrics: { predict_time: 1 } },
      { code: 'REFUSED', billed: { micros: 225n } },
    ],
  ];
  test.each(ENDS)('that come to nothing (%j) cost the hardware that worked', async (more, told) => {
    house.answers.set(GET, [job(more)]);
    const making = madeBy(replicateLipsync, SYNC, { means: house.means });
    await expect(making).rejects.toMatchObject(told);
  });

  test('cost their ceiling where nobody says how long it took', async () => {
    house.answers.set(GET, [job({ status: 'succeeded', output: house.urlOf('film.mp4') })]);
    const synced = await madeBy(replicateLipsync, SYNC, { means: house.means });
    const [model] = replicateLipsync.models;
    expect(model && replicateLipsync.price(SYNC, model).ceilingMicros).toBe(synced.costMicros);
  });
});

test('a picture within the reply is taken as it is', async () => {
  house.answers.set(GET, [job({ status: 'succeeded', output: PNG_URI })]);
  const picture = await madeBy(replicateImage, DRAW, { means: house.means });
  expect(picture.media).toEqual(PNG);
});
