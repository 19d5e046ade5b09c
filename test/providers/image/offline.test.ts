import { createCanvas, loadImage } from '@napi-rs/canvas';
import { InvalidInput, LimitExceeded, MediaRefused } from '../../../src/pipeline/errors';
import type { ImageProvider, ImageRequest } from '../../../src/providers/image/image';
import { openOfflineImage } from '../../../src/providers/image/offline';
import { madeBy } from '../../support/providers';
import { never, workerExecArgv } from '../../support/suppliers';

const open = () => [openOfflineImage({ workerExecArgv })];
const suppliers = open().map((supplier): [string, ImageProvider] => [supplier.name, supplier]);

type Ordered = ImageRequest & { readonly signal: AbortSignal };
const draw = async (supplier: ImageProvider, { signal, ...request }: Ordered) => {
  const { media, ...picture } = await madeBy(supplier, request, { signal });
  if (!(media instanceof Uint8Array)) throw new Error('It is a file.');
  return { ...picture, png: media };
};

const ordered = (order: Partial<Ordered> = {}): Ordered => ({
  task: 'GENERATE',
  mask: null,
  ...{ prompt: 'Cities hold the heat: a skyline', style: null, size: { width: 320, height: 180 }, variation: 0 },
  ...{ inputs: [], caption: null, signal: never },
  ...order,
});

function figure(width: number, height: number): Buffer {
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = '#ff0000';
  ctx.fillRect(0, 0, width, height);
  return canvas.toBuffer('image/png');
}

async function pixels(png: Uint8Array) {
  const image = await loadImage(Buffer.from(png));
  const ctx = createCanvas(image.width, image.height).getContext('2d');
  ctx.drawImage(image, 0, 0);
  return ctx.getImageData(0, 0, image.width, image.height);
}

/** The smallest box that holds all pixels as red as the figure. */
async function redBox(png: Uint8Array) {
  const { data, width, height } = await pixels(png);
  const box = { left: width, top: height, right: 0, bottom: 0 };
  for (let at = 0; at < data.length; at += 4) {
    if ((data[at] ?? 0) < 240 || (data[at + 1] ?? 0) > 20 || (data[at + 2] ?? 0) > 20) continue;
    const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x + 1);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y + 1);
  }
  return { width: box.right - box.left, height: box.bottom - box.top };
}

afterAll(async () => {
  await Promise.all(suppliers.map(([, supplier]) => supplier.close?.()));
});

test('there is a supplier of pictures', () => expect(suppliers.length).toBeGreaterThan(0));

describe.each(suppliers)('%s', (name, supplier) => {
  test.each([
    [1920, 1080],
    [16, 16],
    [16, 8192],
    [333, 77],
  ])('a picture of %d × %d is a PNG of this size, which decodes', async (width, height) => {
    const picture = await draw(supplier, ordered({ size: { width, height } }));
    const png = Buffer.from(picture.png);
    expect(png.toString('hex', 0, 8)).toBe('89504e470d0a1a0a');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
    expect(picture.size).toEqual({ width, height });
    const { data } = await pixels(png);
    const colors = new Set(new Uint32Array(data.buffer));
    expect(colors.size).toBeGreaterThan(20);
    expect(data.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true);
  });

  test('the same order gives the same bytes, also from threads made anew and many at once', async () => {
    const again = open().find((its) => its.name === name);
    const orders = [supplier, supplier, again, again].map((its) => its && draw(its, ordered()));
    const [first, ...others] = (await Promise.all(orders)).map((picture) => Buffer.from(picture?.png ?? []));
    for (const other of others) expect(other.equals(first ?? Buffer.alloc(0))).toBe(true);
    await again?.close?.();
  });

  test('another variation, prompt or style is another picture', async () => {
    const orders = [{}, { variation: 1 }, { prompt: 'The sea' }, { style: 'blueprint' }, { style: 'paper' }];
    const pictures = await Promise.all(orders.map((order) => draw(supplier, ordered(order))));
    expect(new Set(pictures.map(({ png }) => Buffer.from(png).toString('base64'))).size).toBe(orders.length);
  });

  test.each([
    '🎬🌳',
    '木の上',
    'مرحبا بالعالم',
    'Trees 🌳 help 木',
    'x'.repeat(20_000),
    '\u0000\u001b[31m',
    '—',
    'ß\ud800',
  ])('a prompt of %j is drawn', async (prompt) => {
    const { png } = await draw(supplier, ordered({ prompt }));
    expect((await pixels(png)).width).toBe(320);
  });

  test.each([
    [300, 100],
    [50, 200],
    [1, 1],
  ])('a figure of %d × %d keeps its shape on the page, with a caption and without', async (width, height) => {
    const inputs = [{ name: 'figure', bytes: figure(width, height) }];
    for (const caption of [null, 'Figure 1. A red field. 木']) {
      const size = { width: 640, height: 360 };
      const { png } = await draw(supplier, ordered({ inputs, caption, size }));
      const box = await redBox(png);
      expect(Math.abs(box.width - (box.height * width) / height)).toBeLessThanOrEqual(
        Math.max(2, (2 * width) / height),
      );
      expect(Math.max(box.width / size.width, box.height / size.height)).toBeGreaterThan(0.4);
    }
  });

  test('a JPEG figure is read, too', async () => {
    const bytes = createCanvas(64, 32).toBuffer('image/jpeg');
    await expect(draw(supplier, ordered({ inputs: [{ name: 'photo', bytes }] }))).resolves.toMatchObject({
      size: { width: 320 },
    });
  });

  test('a figure that is none, is broken or unfolds too far is refused, and the next order is served', async () => {
    const png = figure(40, 40);
    const bomb = Buffer.from(png);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    const wrong = [
      Buffer.alloc(0),
      Buffer.from('<svg/>'),
      bomb,
      png.subarray(0, 40),
      Buffer.concat([png.subarray(0, 33), Buffer.alloc(99)]),
    ];
    for (const bytes of wrong) {
      const refusal = await draw(supplier, ordered({ inputs: [{ name: 'figure', bytes }] })).catch(
        (error: unknown) => error,
      );
      expect(refusal).toBeInstanceOf(MediaRefused);
      expect(refusal).toMatchObject({ code: 'MEDIA_REFUSED', expected: expect.any(String), got: expect.any(String) });
    }
    await expect(draw(supplier, ordered())).resolves.toBeDefined();
  });

  test('a style is free words, and the picture says what it was drawn in', async () => {
    const { style } = await draw(supplier, ordered({ style: 'toString' }));
    expect(style).not.toBe('');
    expect((await draw(supplier, ordered({ style }))).style).toBe(style);
  });

  test('refuses sizes and prompts over the limits, and no prompt', async () => {
    for (const [width, height] of [
      [15, 100],
      [8193, 16],
      [100.5, 100],
      [Number.NaN, 100],
    ] as const) {
      await expect(draw(supplier, ordered({ size: { width, height } }))).rejects.toThrow(LimitExceeded);
    }
    await expect(draw(supplier, ordered({ prompt: 'a'.repeat(20_001) }))).rejects.toThrow(LimitExceeded);
    await expect(draw(supplier, ordered({ prompt: ' ' }))).rejects.toThrow(InvalidInput);
  });

  test('an aborted order ends at once with its reason, and the next order is served', async () => {
    const taken = new AbortController();
    const large = draw(supplier, ordered({ size: { width: 4096, height: 4096 }, signal: taken.signal }));
    setImmediate(() => taken.abort(new Error('taken back')));
    await expect(large).rejects.toThrow('taken back');
    await expect(draw(supplier, ordered({ signal: taken.signal }))).rejects.toThrow('taken back');
    await expect(draw(supplier, ordered())).resolves.toBeDefined();
  });
});
