import { createCanvas } from '@napi-rs/canvas';
import { InvalidInput, LimitExceeded, MediaRefused } from '../../../src/pipeline/errors';
import { openOfflineVision } from '../../../src/providers/vision/offline';
import type { Frame, VisionRequest } from '../../../src/providers/vision/vision';
import { madeBy } from '../../support/providers';
import { never, workerExecArgv } from '../../support/suppliers';

const supplier = openOfflineVision({ workerExecArgv });
afterAll(() => supplier.close?.());

type Context = ReturnType<ReturnType<typeof createCanvas>['getContext']>;
interface Drawing {
  readonly width?: number;
  readonly height?: number;
  readonly type?: 'image/png' | 'image/jpeg';
}

function frame(
  draw: (context: Context) => void,
  { width = 640, height = 360, type = 'image/png' }: Drawing = {},
): Frame {
  const canvas = createCanvas(width, height);
  draw(canvas.getContext('2d'));
  const bytes = type === 'image/png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg', 95);
  return { bytes, size: { width, height }, atSeconds: 0 };
}

function filled(context: Context, color: string): void {
  context.fillStyle = color;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
}

const sunset =
  (shift = 0) =>
  (context: Context) => {
    filled(context, '#16306e');
    context.fillStyle = '#f08c28';
    for (let row = 0; row < 360; row += 60) context.fillRect(40 + shift + row, row, 400, 40);
  };

const look = (order: Partial<VisionRequest>, signal = never) =>
  madeBy(
    supplier,
    { frames: [frame(sunset())], prompt: 'a park', narrative: null, style: null, legible: null, ...order },
    { signal },
  );

test('a picture is described by what was measured, in plain words', async () => {
  const seen = await look({ prompt: 'an orange sunset over dark blue hills' });
  expect(seen.basis).toBe('MEASURED');
  expect(seen.description).toMatch(
    /^A picture: .*sharp.*mostly dark blue and orange\. Measured, not seen by anybody\.$/,
  );
  expect(seen.scores).toMatchObject({ visualAccuracy: 100, styleConsistency: null, narrativeFit: null });
  expect(seen).toMatchObject({ issues: [], suggestions: [], costMicros: 0n });
});

test('its figures are told by name, as JSON', async () => {
  const { measured } = await look({});
  const told = {
    light: { mean: expect.any(Number) },
    sharpness: { acuity: expect.any(Number) },
    colours: { orange: expect.any(Number) },
  };
  expect(JSON.parse(JSON.stringify(measured))).toMatchObject({ frames: [told], motion: null });
});

test('the same frames give the same answer, as PNG and nearly so as JPEG', async () => {
  const [first, again, jpeg] = await Promise.all([
    look({}),
    look({}),
    look({ frames: [frame(sunset(), { type: 'image/jpeg' })] }),
  ]);
  expect(again).toEqual(first);
  expect(Math.abs((jpeg?.scores.overall ?? 0) - (first?.scores.overall ?? 0))).toBeLessThan(5);
});

test.each<[string, Frame, RegExp]>([
  ['black', frame((context) => filled(context, '#050505')), /is black/],
  ['too bright', frame((context) => filled(context, '#ffffff')), /too bright/],
  [
    'too dark',
    frame((context) => {
      filled(context, '#040404');
      context.fillStyle = '#404040';
      context.fillRect(0, 0, 300, 60);
    }),
    /too dark/,
  ],
  [
    'flat',
    frame((context) => {
      filled(context, '#808080');
      context.fillStyle = '#868686';
      context.fillRect(0, 0, 300, 300);
    }),
    /flat/,
  ],
  [
    'in black bars',
    frame((context) => {
      sunset()(context);
      context.fillStyle = '#000';
      context.fillRect(0, 0, 640, 45);
      context.fillRect(0, 315, 640, 45);
    }),
    /black bars.*25 %/,
  ],
])('a picture that is %s is told so, with what may help', async (_name, bad, issue) => {
  const good = await look({});
  const seen = await look({ frames: [bad] });
  expect(seen.issues.join('\n')).toMatch(issue);
  expect(seen.suggestions.length).toBeGreaterThan(0);
  expect(seen.scores.overall).toBeLessThan(good.scores.overall);
});

test('a blurred picture is told from a sharp one at every size', async () => {
  for (const width of [320, 1280, 2560]) {
    const drawn = (blur: string) =>
      frame(
        (context) => {
          context.filter = blur;
          filled(context, '#303030');
          context.fillStyle = '#d0d0d0';
          for (let x = 0; x < width; x += width / 8) context.fillRect(x, 0, width / 16, width);
        },
        { width, height: width / 2 },
      );
    const [sharp, soft] = await Promise.all([
      look({ frames: [drawn('none')] }),
      look({ frames: [drawn(`blur(${width / 200}px)`)] }),
    ]);
    expect(sharp.issues).toEqual([]);
    expect(soft.scores.technicalQuality).toBeLessThan(sharp.scores.technicalQuality ?? 0);
  }
});

test('a clip whose frames are alike is frozen; one that moves is not', async () => {
  const frozen = await look({ frames: [frame(sunset()), frame(sunset()), frame(sunset())] });
  const moving = await look({ frames: [frame(sunset()), frame(sunset(40)), frame(sunset(80))] });
  expect(frozen.issues).toEqual(['100 % of the frames are like the one before.']);
  expect(moving.issues).toEqual([]);
  expect(moving.description).toMatch(/^3 frames: .*things move/);
  expect(frozen.scores.overall).toBeLessThan(moving.scores.overall);
});

test('words that must be legible are looked for as strokes, large and plain enough or not', async () => {
  const words = (size: number, color: string) =>
    frame((context) => {
      filled(context, '#ffffff');
      context.fillStyle = color;
      for (let y = 0; y < 360; y += size * 2)
        for (let x = 0; x < 640; x += size) context.fillRect(x, y, size / 4, size);
    });
  const legible = 'Trees cool cities';
  const plain = await look({ frames: [words(20, '#000000')], legible });
  const faint = await look({ frames: [words(20, '#cfcfcf')], legible });
  const none = await look({ frames: [frame((context) => filled(context, '#888888'))], legible });
  expect(plain.issues).toEqual([]);
  expect(faint.issues.join()).toMatch(/hard to read: .* contrast of 1\.\d to 1/);
  expect(none.issues.join()).toMatch(/without anything that looks like writing/);
});

test('refuses no frames, too many, and what is no picture or breaks off, by its number', async () => {
  const broken = { ...frame(sunset()), bytes: frame(sunset()).bytes.subarray(0, 200) };
  await expect(look({ frames: [] })).rejects.toThrow(InvalidInput);
  await expect(look({ frames: Array.from({ length: 101 }, () => frame(sunset())) })).rejects.toThrow(LimitExceeded);
  await expect(look({ prompt: 'a'.repeat(20_001) })).rejects.toThrow(LimitExceeded);
  for (const bytes of [Buffer.from('<svg/>'), broken.bytes]) {
    const refusal = look({ frames: [frame(sunset()), { ...broken, bytes }] });
    await expect(refusal).rejects.toThrow(MediaRefused);
    await expect(refusal).rejects.toThrow('Frame 2');
  }
  await expect(look({})).resolves.toBeDefined();
});

test('an order that is taken back ends with its reason, and the next is served', async () => {
  const taken = new AbortController();
  const long = look({ frames: Array.from({ length: 20 }, () => frame(sunset())) }, taken.signal);
  setImmediate(() => taken.abort(new Error('taken back')));
  await expect(long).rejects.toThrow('taken back');
  await expect(look({})).resolves.toBeDefined();
});
