import { createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import { InvalidInput, LimitExceeded, MediaRefused } from '../../../src/pipeline/errors';
import type { ImageProvider, ImageRequest } from '../../../src/providers/image/image';
import { openOfflineImage } from '../../../src/providers/image/offline';
import { madeBy } from '../../support/providers';
import { never, workerExecArgv } from '../../support/suppliers';

const painter = openOfflineImage({ workerExecArgv });
afterAll(() => painter.close?.());

const SIZE = { width: 320, height: 180 };

function picture(draw: (ctx: SKRSContext2D) => void, { width, height } = SIZE): Buffer {
  const canvas = createCanvas(width, height);
  draw(canvas.getContext('2d'));
  return canvas.toBuffer('image/png');
}

/** A red disc before a ground that goes from blue to green, and a letter in a corner. */
const disc = picture((ctx) => {
  const ground = ctx.createLinearGradient(0, 0, 320, 180);
  ground.addColorStop(0, '#3060c0');
  ground.addColorStop(1, '#40a070');
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, 320, 180);
  ctx.fillStyle = '#ffffff';
  ctx.fillRect(20, 150, 5, 14);
  ctx.fillStyle = '#c02020';
  ctx.beginPath();
  ctx.arc(160, 90, 50, 0, 2 * Math.PI);
  ctx.fill();
});

/** The right half may change. */
const half = picture((ctx) => {
  ctx.fillStyle = '#000000';
  ctx.fillRect(0, 0, 320, 180);
  ctx.fillStyle = '#ffffff';
  ctx.fillRect(160, 0, 160, 180);
});

const ordered = (order: Partial<ImageRequest>): ImageRequest => ({
  ...{ task: 'EDIT', prompt: 'A city at night', style: null, size: SIZE, variation: 0 },
  ...{ inputs: [{ name: 'input', bytes: disc }], mask: null, caption: null },
  ...order,
});

async function make(order: Partial<ImageRequest>, supplier: ImageProvider = painter) {
  const { media, size, mimeType } = await madeBy(supplier, ordered(order), { signal: never });
  if (!(media instanceof Uint8Array)) throw new Error('It is a file.');
  expect(mimeType).toBe('image/png');
  return { png: Buffer.from(media), size };
}

async function pixelsOf(png: Uint8Array) {
  const image = await loadImage(Buffer.from(png));
  const ctx = createCanvas(image.width, image.height).getContext('2d');
  ctx.drawImage(image, 0, 0);
  const { data, width, height } = ctx.getImageData(0, 0, image.width, image.height);
  const at = (x: number, y: number) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
  return { at, width, height };
}

test.each([
  ['EDIT with a mask', { mask: half }],
  ['EDIT without one', {}],
  ['CUT_OUT', { task: 'CUT_OUT' as const, prompt: '' }],
])('%s gives the same bytes for the same order, also from processes made anew', async (_name, order) => {
  const again = openOfflineImage({ workerExecArgv });
  const made = await Promise.all([make(order), make(order), make(order, again)]).finally(() => again.close?.());
  for (const { png } of made) expect(png.equals(made[0].png)).toBe(true);
});

test('what the mask keeps is kept to the bit, the rest is painted anew from the prompt, and the edge is soft', async () => {
  const [before, after] = await Promise.all([disc, (await make({ mask: half })).png].map(pixelsOf));
  if (!before || !after) throw new Error('There are two.');
  let changed = 0;
  for (let y = 0; y < 180; y += 3) {
    for (let x = 0; x < 160; x += 3) expect(after.at(x, y)).toEqual(before.at(x, y));
    for (let x = 180; x < 320; x += 3) changed += after.at(x, y).join() === before.at(x, y).join() ? 0 : 1;
  }
  expect(changed).toBeGreaterThan(60 * 47 * 0.95);
  const leap = (a: number[], b: number[]) => Math.max(...a.map((value, n) => Math.abs(value - (b[n] ?? 0))));
  expect(leap(after.at(159, 5), after.at(160, 5))).toBeLessThan(20);
});

test('another prompt is another patch', async () => {
  const [city, sea] = await Promise.all([make({ mask: half }), make({ mask: half, prompt: 'The sea' })]);
  expect(city.png.equals(sea.png)).toBe(false);
});

test('a changed picture keeps its own size; without a mask it is set into a new one of the size that was ordered', async () => {
  const size = { width: 640, height: 400 };
  expect((await make({ mask: half, size })).size).toEqual(SIZE);
  expect((await make({ task: 'CUT_OUT', size })).size).toEqual(SIZE);
  const whole = await make({ size });
  expect(whole.size).toEqual(size);
  const { at } = await pixelsOf(whole.png);
  const [red = 0, green = 0] = at(320, 200);
  expect(red).toBeGreaterThan(green + 100);
});

test('a thing is cut out of its background, letters go, and its outline is soft', async () => {
  const { at } = await pixelsOf((await make({ task: 'CUT_OUT' })).png);
  expect(at(160, 90)).toEqual([192, 32, 32, 255]);
  for (const [x, y] of [
    [2, 2],
    [318, 2],
    [2, 178],
    [318, 178],
    [22, 156],
    [100, 60],
    [222, 120],
  ] as const)
    expect(at(x, y)[3]).toBe(0);
  const opacities = Array.from({ length: 320 }, (_, x) => at(x, 60)[3] ?? 0);
  expect(opacities.filter((opacity) => opacity === 255).length).toBeGreaterThan(70);
  expect(opacities.filter((opacity) => opacity > 0).length).toBeLessThan(84);
  for (let x = 105; x < 125; x += 1) {
    const [red = 0, , blue = 0, opacity = 0] = at(x, 60);
    if (opacity > 40) expect(red).toBeGreaterThan(blue); // nothing of the ground's blue is left in it
  }
});

test('who stands on the lower edge is cut out with their feet', async () => {
  const standing = picture((ctx) => {
    ctx.fillStyle = '#e8e0d0';
    ctx.fillRect(0, 0, 320, 180);
    ctx.fillStyle = '#402010';
    ctx.fillRect(120, 60, 80, 120);
  });
  const { at } = await pixelsOf((await make({ task: 'CUT_OUT', inputs: [{ name: 'one', bytes: standing }] })).png);
  expect([at(160, 178)[3], at(160, 100)[3], at(60, 178)[3], at(260, 100)[3]]).toEqual([255, 255, 0, 0]);
});

test('what is cut out stands in the picture that it is set into', async () => {
  const { png } = await make({ task: 'CUT_OUT' });
  const { at } = await pixelsOf((await make({ inputs: [{ name: 'cut', bytes: png }] })).png);
  expect(at(160, 108)).toEqual([192, 32, 32, 255]);
});

test('refuses nothing to change, masks that do not fit or let nothing, and pictures without a thing in them', async () => {
  const black = picture((ctx) => ctx.fillRect(0, 0, 320, 180));
  const small = picture((ctx) => ctx.fillRect(0, 0, 10, 10), { width: 10, height: 10 });
  for (const task of ['EDIT', 'CUT_OUT'] as const)
    await expect(make({ task, inputs: [] })).rejects.toThrow(InvalidInput);
  await expect(make({ prompt: ' ' })).rejects.toThrow(InvalidInput);
  await expect(make({ inputs: [1, 2].map((n) => ({ name: `${n}`, bytes: disc })) })).rejects.toThrow(LimitExceeded);
  for (const mask of [small, black, Buffer.from('<svg/>'), half.subarray(0, 90)])
    await expect(make({ mask })).rejects.toThrow(MediaRefused);
  await expect(make({ task: 'CUT_OUT', inputs: [{ name: 'plain', bytes: black }] })).rejects.toThrow(MediaRefused);
  await expect(make({ mask: half })).resolves.toBeDefined();
});
