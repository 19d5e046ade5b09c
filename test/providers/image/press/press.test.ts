import { createCanvas, loadImage } from '@napi-rs/canvas';
import { InvalidInput, LimitExceeded, MediaRefused } from '../../../../src/pipeline/errors';
import { STYLE_PRESETS } from '../../../../src/pipeline/production/style-presets';
import { IMAGE_VENDORS, openImageProviders } from '../../../../src/providers/image';
import {
  type Card,
  DRAWING_TASKS,
  IMAGE_TASKS,
  type ImageRequest,
  SETTING_TASKS,
} from '../../../../src/providers/image/image';
import { openPress, PRESS } from '../../../../src/providers/image/press';
import { LOOKS } from '../../../../src/providers/image/press/looks';
import { madeBy } from '../../../support/providers';
import { never, workerExecArgv } from '../../../support/suppliers';

const press = openPress({ workerExecArgv });
afterAll(() => press.provider.close?.());

const plain = {
  ...{ prompt: '', style: null, size: { width: 640, height: 360 }, variation: 0 },
  ...{ inputs: [], mask: null, caption: null },
} as const;

const card = (words: Partial<Card>): Card => {
  return {
    kind: 'TEXT',
    heading: null,
    text: 'Cities hold the heat.',
    concepts: [],
    sources: [],
    madeWith: null,
    ...words,
  };
};

async function printed(order: Pick<ImageRequest, 'task'> & Partial<ImageRequest>): Promise<Uint8Array> {
  const { media } = await madeBy(press.provider, { ...plain, ...order });
  if (!(media instanceof Uint8Array)) throw new Error('It is a file.');
  return media;
}

/** A solid figure of one colour that no page has. */
function figure(width: number, height: number): { name: string; bytes: Uint8Array } {
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = '#ff0000';
  ctx.fillRect(0, 0, width, height);
  return { name: 'figure/1', bytes: canvas.toBuffer('image/png') };
}

async function pixels(png: Uint8Array) {
  const image = await loadImage(Buffer.from(png));
  const ctx = createCanvas(image.width, image.height).getContext('2d');
  ctx.drawImage(image, 0, 0);
  return ctx.getImageData(0, 0, image.width, image.height);
}

async function redBox(png: Uint8Array) {
  const { data, width } = await pixels(png);
  let [left, top, right, bottom] = [width, Number.MAX_SAFE_INTEGER, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    if ((data[at] ?? 0) < 240 || (data[at + 1] ?? 0) > 20 || (data[at + 2] ?? 0) > 20) continue;
    const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
  }
  return { width: right - left, height: bottom - top };
}

/** How many pixels differ between two pictures of one size. */
async function difference(a: Uint8Array, b: Uint8Array): Promise<number> {
  const [one, other] = await Promise.all([pixels(a), pixels(b)]);
  const [left, right] = [new Uint32Array(one.data.buffer), new Uint32Array(other.data.buffer)];
  return left.filter((pixel, at) => pixel !== right[at]).length;
}

test('the press alone makes pages and cards, and nothing else', () => {
  const { providers } = openImageProviders();
  for (const provider of providers) {
    const [model] = provider.models;
    if (!model) throw new Error('It has no model.');
    const served = IMAGE_TASKS.filter(
      (task) => provider.serves?.({ task, size: plain.size, prompt: '', inputs: [] }, model) ?? true,
    );
    const sets = served.filter((task) => (SETTING_TASKS as readonly string[]).includes(task));
    const draws = served.filter((task) => (DRAWING_TASKS as readonly string[]).includes(task));
    expect([provider.name, sets.length > 0]).toEqual([provider.name, provider.name === PRESS.name]);
    expect([provider.name, draws.length > 0]).toEqual([provider.name, provider.name !== PRESS.name]);
  }
  expect(IMAGE_VENDORS.map(({ name }) => name)).not.toContain(PRESS.name);
  expect(press.provider).toMatchObject({ reach: 'LOCAL', name: PRESS.name, settings: [], resend: 'FREE' });
});

test('every style that a project has is a look of its own', () => {
  expect(Object.keys(LOOKS)).toEqual(STYLE_PRESETS.map(({ name }) => name));
});

test.each(Object.keys(LOOKS))('a page of the style %s says that it is of this style', async (style) => {
  const {
    media,
    style: drawn,
    size,
    costMicros,
  } = await madeBy(press.provider, {
    ...{ ...plain, style, task: 'PAGE', inputs: [figure(300, 200)] },
    ...{ label: 'Figure 1', caption: 'Red.', source: 'Okafor and Lind, 2025, p. 4' },
  });
  expect([drawn, size, costMicros]).toEqual([style, plain.size, 0n]);
  expect(media).toBeInstanceOf(Uint8Array);
});

test.each([
  [300, 200],
  [1000, 100],
  [100, 1000],
  [4000, 3000],
])('a figure of %d × %d is not distorted', async (width, height) => {
  const png = await printed({ task: 'PAGE', inputs: [figure(width, height)], caption: 'Red.', label: 'Figure 1' });
  const box = await redBox(png);
  expect(Math.abs(box.width - (box.height * width) / height)).toBeLessThanOrEqual(Math.max(2, width / height + 1));
  // The edge that fills the page is as long as the page allows.
  expect(Math.max(box.width / 640, box.height / 360)).toBeGreaterThan(0.55);
});

test('a small figure is enlarged two and a half times at most', async () => {
  const box = await redBox(await printed({ task: 'PAGE', inputs: [figure(40, 20)], caption: 'Red.' }));
  expect(box).toEqual({ width: 100, height: 50 });
});

test('thin lines of a figure nine times as large do not break', async () => {
  const canvas = createCanvas(5400, 3600);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = '#ffffff';
  ctx.fillRect(0, 0, 5400, 3600);
  ctx.fillStyle = '#000000';
  for (let x = 0; x < 5400; x += 20) ctx.fillRect(x, 0, 4, 3600);
  const png = await printed({ task: 'PAGE', inputs: [{ name: 'figure', bytes: canvas.toBuffer('image/png') }] });
  const { data, width } = await pixels(png);
  const greys = Array.from({ length: 300 }, (_, n) => data[(180 * width + 170 + n) * 4] ?? 0);
  // A fifth of it is black: grey by its area, and never a line's breadth of paper alone.
  expect(Math.min(...greys)).toBeGreaterThan(160);
  expect(greys.some((grey, n) => grey > 235 && (greys[n + 1] ?? 0) > 235)).toBe(false);
  expect(greys.reduce((sum, grey) => sum + grey, 0) / greys.length).toBeCloseTo(204, -1);
});

test('the same order gives the same bytes, from a press opened anew', async () => {
  const order = { task: 'PAGE', inputs: [figure(80, 60)], caption: 'Red.', label: 'Figure 1', style: 'paper' } as const;
  const other = openPress({ workerExecArgv });
  try {
    const { media } = await madeBy(other.provider, { ...plain, ...order });
    expect(Buffer.from(media as Uint8Array).equals(Buffer.from(await printed(order)))).toBe(true);
  } finally {
    await other.provider.close?.();
  }
});

test('label, caption and source are each seen on the page', async () => {
  const whole = {
    task: 'PAGE',
    inputs: [figure(80, 60)],
    label: 'Figure 1',
    caption: 'Red.',
    source: 'Lind, p. 4',
  } as const;
  const png = await printed(whole);
  for (const part of ['label', 'caption', 'source'] as const)
    expect(await difference(png, await printed({ ...whole, [part]: null }))).toBeGreaterThan(20);
});

const LONG = 'The authors placed sixty stations in six districts, and read them every ten minutes. '.repeat(30);

test.each<[string, Partial<Card>]>([
  ['a short statement', {}],
  ['a long narration', { text: LONG, concepts: ['stations', 'districts'] }],
  ['a quotation', { text: '"We had not expected it." — Maria Lind' }],
  ['a word that is wider than the card', { text: 'Donau'.repeat(200) }],
  ['a title', { kind: 'TITLE', sources: [{ title: 'Heat', authors: 'M. Lind', detail: '2025' }] }],
  ['an end', { kind: 'END', text: 'Sources', sources: [{ title: 'Heat', authors: null, detail: null }] }],
  [
    'forty sources',
    { kind: 'END', text: 'Sources', sources: Array(40).fill({ title: LONG, authors: LONG, detail: null }) },
  ],
  ['what is missing', { kind: 'MISSING', heading: 'The picture of segment 7 is missing', text: LONG }],
])('there is a card of %s, in every shape', async (_, words) => {
  for (const size of [plain.size, { width: 360, height: 640 }, { width: 16, height: 16 }]) {
    const { width, height } = await loadImage(Buffer.from(await printed({ task: 'CARD', card: card(words), size })));
    expect({ width, height }).toEqual(size);
  }
});

test('type stays away from the edges', async () => {
  const bare = await pixels(await printed({ task: 'CARD', card: card({ text: '木' }) }));
  const { data, width, height } = await pixels(
    await printed({ task: 'CARD', card: card({ text: LONG, concepts: ['stations'] }) }),
  );
  for (let y = 0; y < height; y += 1) {
    for (const x of [0, 30, width - 31, width - 1]) {
      const at = (y * width + x) * 4;
      expect(data[at]).toBe(bare.data[at]);
    }
  }
});

test('a stand-in for a missing picture is drawn on call', async () => {
  const missing = { kind: 'MISSING', heading: 'Segment 7', text: 'What is said.', style: 'noir' } as const;
  const png = await press.drawCard(missing, { width: 320, height: 180 }, never);
  expect(await loadImage(Buffer.from(png))).toMatchObject({ width: 320, height: 180 });
  await expect(press.drawCard(missing, { width: 320, height: 180 }, AbortSignal.abort())).rejects.toThrow(/abort/i);
});

test('what cannot be set is refused', async () => {
  await expect(printed({ task: 'PAGE' })).rejects.toThrow(MediaRefused);
  await expect(printed({ task: 'PAGE', inputs: [{ name: 'figure', bytes: Buffer.from('GIF89a') }] })).rejects.toThrow(
    MediaRefused,
  );
  const torn = { name: 'figure', bytes: figure(80, 60).bytes.subarray(0, 60) };
  await expect(printed({ task: 'PAGE', inputs: [torn] })).rejects.toThrow(MediaRefused);
  await expect(printed({ task: 'CARD' })).rejects.toThrow(InvalidInput);
  await expect(printed({ task: 'CARD', card: card({ text: ' ' }) })).rejects.toThrow(InvalidInput);
  await expect(printed({ task: 'CARD', card: card({}), size: { width: 8, height: 8 } })).rejects.toThrow(LimitExceeded);
});
