import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { ImageRequest } from '../../../src/providers/image/image';
import { openaiImage } from '../../../src/providers/image/openai';
import { drawn, plainPng } from '../../support/pictures';
import { madeBy } from '../../support/providers';
import { type Answer, json, StandIn } from '../../support/stand-in';

const KEY = 'sk-proj-0123456789abcdef';
const request: ImageRequest = {
  task: 'GENERATE',
  size: { width: 1920, height: 1080 },
  prompt: 'A fox in the snow',
  style: 'ink',
  variation: 0,
  inputs: [],
  mask: null,
  caption: null,
};
const PNG = drawn('image/png', 96, 54);
const usage = (drawnTokens: number, words = 50, pictures = 0) => ({
  output_tokens: drawnTokens,
  input_tokens: words + pictures,
  total_tokens: drawnTokens + words + pictures,
  input_tokens_details: { text_tokens: words, image_tokens: pictures },
});
const picture = (bytes: Buffer = PNG, counted: object | null = usage(1_413)): Answer =>
  json({ created: 1, data: [{ b64_json: bytes.toString('base64') }], usage: counted });

let standIn: StandIn;
beforeEach(async () => {
  standIn = await StandIn.open();
  standIn.answer = picture();
});
afterEach(() => standIn.close());

const pictured = (changes: Partial<ImageRequest> = {}, model = 'gpt-image-2.5-flare', signal?: AbortSignal) =>
  madeBy(
    openaiImage,
    { ...request, ...changes },
    { means: standIn.means(openaiImage.settings, { OPENAI_API_KEY: KEY }), model, signal },
  );

async function form(): Promise<FormData> {
  const { headers, body } = standIn.heard.at(-1) ?? { headers: {}, body: Buffer.alloc(0) };
  return new Response(new Uint8Array(body), { headers: { 'content-type': headers['content-type'] ?? '' } }).formData();
}

const bytesOf = async (file: File | string | null) =>
  file instanceof File ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0);

describe('out of a prompt', () => {
  test('draws the size that is nearest in shape, and bills what was counted', async () => {
    const made = await pictured();
    expect(made).toEqual({
      media: PNG,
      mimeType: 'image/png',
      size: { width: 96, height: 54 },
      style: 'ink',
      costMicros: 42_390n + 250n, // 1,413 × $30 and 50 × $5 per million
    });
    expect(standIn.heard[0]?.path).toBe('/v1/images/generations');
    expect(standIn.asked()).toEqual({
      model: 'gpt-image-2.5-flare',
      prompt: 'A fox in the snow\n\nStyle: ink',
      size: '2048x1152',
      n: 1,
      quality: 'high',
      output_format: 'png',
      background: 'opaque',
    });
  });

  test.each([
    ['gpt-image-2', 1080, 1920, '1152x2048', 'medium'],
    ['gpt-image-1', 1920, 1080, '1536x1024', 'medium'],
    ['gpt-image-1', 512, 512, '1024x1024', 'medium'],
    ['dall-e-3', 1080, 1920, '1024x1792', 'standard'],
    ['dall-e-3-hd', 1920, 1080, '1792x1024', 'hd'],
  ])('%s, asked for %d × %d, draws %s in %s', async (model, width, height, size, quality) => {
    await pictured({ size: { width, height } }, model);
    expect(standIn.asked()).toMatchObject({ size, quality, model: model.replace('-hd', '') });
  });

  test('DALL·E is asked for bytes, since an address would not last', async () => {
    await pictured({}, 'dall-e-3');
    expect(standIn.asked()).toMatchObject({ response_format: 'b64_json' });
    expect(standIn.asked()).not.toHaveProperty('background');
  });
});

describe('out of pictures', () => {
  const input = (bytes: Buffer) => ({ name: '../../a "fox".png', bytes });

  test('those that go in are sent as files under names of our own', async () => {
    const jpeg = drawn('image/jpeg', 64, 48);
    await pictured({ inputs: [input(PNG), input(jpeg)], caption: 'Figure 1' });
    expect(standIn.heard[0]?.path).toBe('/v1/images/edits');
    const sent = await form();
    const files = sent.getAll('image[]');
    expect(files.map((file) => file instanceof File && [file.name, file.type])).toEqual([
      ['picture-1.png', 'image/png'],
      ['picture-2.jpg', 'image/jpeg'],
    ]);
    expect(await Promise.all(files.map(bytesOf))).toEqual([PNG, jpeg]);
    expect(sent.get('prompt')).toContain('Below the picture stands, spelt like this: "Figure 1"');
    expect(sent.get('background')).toBe('auto');
    expect(String(standIn.heard[0]?.body)).not.toContain('fox".png');
  });

  test('a mask turns around: what was white is transparent, what was black or not drawn on is not', async () => {
    const canvas = createCanvas(30, 10);
    const context = canvas.getContext('2d');
    context.fillStyle = 'white';
    context.fillRect(0, 0, 10, 10);
    context.fillStyle = 'black';
    context.fillRect(10, 0, 10, 10);
    await pictured({ task: 'EDIT', inputs: [input(drawn('image/jpeg', 30, 10))], mask: canvas.toBuffer('image/png') });
    const sent = await form();
    const mask = createCanvas(30, 10).getContext('2d');
    mask.drawImage(await loadImage(await bytesOf(sent.get('mask'))), 0, 0);
    const alpha = [5, 15, 25].map((x) => mask.getImageData(x, 5, 1, 1).data[3]);
    expect(alpha).toEqual([0, 255, 255]);
    const [first] = sent.getAll('image[]');
    expect(first instanceof File && first.type).toBe('image/png');
  });

  test('a mask of another size than its picture is not sent', async () => {
    const order = { task: 'EDIT', inputs: [input(PNG)], mask: plainPng(95, 54) } as const;
    await expect(pictured(order)).rejects.toMatchObject({
      code: 'MEDIA_REFUSED',
      expected: '96 × 54 pixels',
      got: '95 × 54 pixels',
    });
    expect(standIn.heard).toEqual([]);
  });

  test('a mask that is no whole picture is not sent', async () => {
    const mask = Buffer.concat([PNG.subarray(0, 33), Buffer.alloc(40, 7)]);
    const order = { task: 'EDIT', inputs: [input(PNG)], mask } as const;
    await expect(pictured(order)).rejects.toMatchObject({ code: 'MEDIA_REFUSED' });
    expect(standIn.heard).toEqual([]);
  });

  test('a cut-out is asked to be transparent, and is', async () => {
    const made = await pictured({ task: 'CUT_OUT', inputs: [input(PNG)], prompt: 'the fox' });
    expect(made.mimeType).toBe('image/png');
    const sent = await form();
    expect(sent.get('background')).toBe('transparent');
    expect(sent.get('prompt')).toMatch(/^Remove the background.*\s+The subject: the fox$/s);
  });

  test('a cut-out that is not transparent is a bad reply, billed, with its beginning as evidence', async () => {
    const opaque = plainPng(8, 8);
    standIn.answer = picture(opaque, usage(1_000, 0, 0));
    await expect(pictured({ task: 'CUT_OUT', inputs: [input(PNG)] })).rejects.toMatchObject({
      code: 'BAD_REPLY',
      billed: { micros: 30_000n },
      evidence: opaque,
    });
  });

  test.each([
    ['an edit of nothing', { task: 'EDIT' }, 'INVALID_INPUT'],
    ['five pictures', { inputs: Array.from({ length: 5 }, () => input(PNG)) }, 'LIMIT_EXCEEDED'],
    ['a cut-out of two', { task: 'CUT_OUT', inputs: [input(PNG), input(PNG)] }, 'LIMIT_EXCEEDED'],
    ['what is no picture', { inputs: [input(Buffer.from('GIF89a'))] }, 'MEDIA_REFUSED'],
    ['no prompt', { prompt: '', style: null }, 'INVALID_INPUT'],
    ['a prompt without an end', { prompt: 'x'.repeat(4_001) }, 'LIMIT_EXCEEDED'],
  ] as const)('%s is refused, and nobody is asked', async (_says, changes, code) => {
    await expect(pictured(changes)).rejects.toMatchObject({ code });
    expect(standIn.heard).toEqual([]);
  });
});

describe('what goes wrong', () => {
  const error = (type: string, code: string | null) => ({
    error: { message: `Because of ${KEY}.`, type, param: null, code },
  });
  test.each([
    [
      'a wrong key',
      json(error('invalid_request_error', 'invalid_api_key'), 401),
      { code: 'UNAUTHORISED', billed: 'NOTHING' },
    ],
    [
      'an empty account',
      json(error('insufficient_quota', 'insufficient_quota'), 429),
      { code: 'OUT_OF_CREDIT', billed: 'NOTHING' },
    ],
    [
      'a cap on it',
      json(error('image_generation_user_error', 'billing_hard_limit_reached'), 400),
      { code: 'OUT_OF_CREDIT', billed: 'NOTHING' },
    ],
    ['402', json(error('x', null), 402), { code: 'OUT_OF_CREDIT', billed: 'NOTHING' }],
    [
      'too many calls',
      json(error('images', 'rate_limit_exceeded'), 429, { 'retry-after': '7' }),
      { code: 'RATE_LIMITED', retryAfterSeconds: 7 },
    ],
    ['a fault', json(error('server_error', null), 500), { code: 'TRANSIENT', billed: 'NOTHING' }],
    [
      'what it will not draw',
      json(error('image_generation_user_error', 'moderation_blocked'), 400),
      { code: 'REFUSED', billed: 'NOTHING' },
    ],
    ['no pictures', json({ data: [] }), { code: 'BAD_REPLY', billed: 'UNKNOWN', evidence: Buffer.from('{"data":[]}') }],
    [
      'what is no picture',
      picture(Buffer.from('a fox')),
      { code: 'BAD_REPLY', billed: { micros: 42_640n }, evidence: Buffer.from('a fox') },
    ],
  ] as const)('%s is told as what it is, asked once, without our key', async (_says, answer, expected) => {
    standIn.answer = answer;
    const failed = await pictured().catch((failure: unknown) => failure);
    expect(failed).toMatchObject(expected);
    expect((failed as Error).message).not.toContain(KEY);
    expect(standIn.heard).toHaveLength(1);
  });

  test('a reply that breaks off may be billed, and is asked for again', async () => {
    standIn.answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 });
      response.write('{"data":[{"b64_json":"', () => response.destroy());
    };
    await expect(pictured()).rejects.toMatchObject({ code: 'TRANSIENT', billed: 'UNKNOWN' });
  });

  test('one who is silent is left as soon as nobody waits', async () => {
    const controller = new AbortController();
    const reason = new Error('Nobody waits.');
    standIn.answer = () => controller.abort(reason);
    await expect(pictured({}, 'gpt-image-2', controller.signal)).rejects.toBe(reason);
  });
});
