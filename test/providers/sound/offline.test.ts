import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { InvalidInput, LimitExceeded } from '../../../src/pipeline/errors';
import { ambienceArguments } from '../../../src/providers/sound/ambience';
import { offlineSound } from '../../../src/providers/sound/offline';
import type { SoundProvider, SoundRequest } from '../../../src/providers/sound/sound';
import { packagedFfmpeg } from '../../support/ffmpeg';
import { madeBy } from '../../support/providers';
import { never, workerExecArgv } from '../../support/suppliers';
import { parseWave } from '../../support/waves';

const open = () => [offlineSound(packagedFfmpeg, { workerExecArgv })];
const suppliers = open().map((supplier): [string, SoundProvider] => [supplier.name, supplier]);
type Ordered = SoundRequest & { readonly signal: AbortSignal };
const compose = async (supplier: SoundProvider, { signal, ...request }: Ordered) => {
  const { media } = await madeBy(supplier, request, { signal });
  if (!(media instanceof Uint8Array)) throw new Error('It is a file.');
  return { wav: media };
};

const ordered = (order: Partial<Ordered> = {}): Ordered => ({
  kind: 'AMBIENCE',
  ...{ prompt: 'A calm park', durationSeconds: 2, variation: 0, signal: never },
  ...order,
});

/** Root of the mean square of one side, as a share of the loudest possible. */
function loudness(values: Int16Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 2) sum += ((values[at] ?? 0) / 32768) ** 2;
  return Math.sqrt(sum / ((to - from) / 2));
}

afterAll(async () => {
  await Promise.all(suppliers.map(([, supplier]) => supplier.close?.()));
});

/** Every place that a prompt may name, by one of its words. */
const PLACES = [
  ...['thunder', 'rain', 'wind', 'sea', 'river', 'fire', 'city'],
  ...['forest', 'night', 'room tone', 'crowd', 'machine'],
];

/** How often the sound goes through nothing: the brighter it is, the oftener. */
function crossings(values: Int16Array): number {
  let count = 0;
  for (let at = 2; at < values.length; at += 2) count += Number((values[at] ?? 0) < 0 !== (values[at - 2] ?? 0) < 0);
  return count / (values.length / 2 / 48_000);
}

test('there is a supplier of sound', () => expect(suppliers.length).toBeGreaterThan(0));

describe.each(suppliers)('%s', (_name, supplier) => {
  test.each([
    ...[1, 1.00001, 2.5, 61].map((seconds) => [seconds, 'AMBIENCE'] as const),
    ...[1, 1.00001, 2.5, 61].map((seconds) => [seconds, 'MUSIC'] as const),
  ])('%d seconds of %s last as long to the sample, in stereo at 48 kHz', async (durationSeconds, kind) => {
    const sound = await compose(supplier, ordered({ durationSeconds, kind }));
    const wave = parseWave(sound.wav);
    expect(wave).toMatchObject({ format: 1, channels: 2, bits: 16, rate: 48_000 });
    expect(wave.frames).toBe(Math.round(durationSeconds * 48_000));
  });

  const moods = ['calm', 'tense war', 'bright morning', 'night sky', '', '🎬 \'":;[],'];
  test.each([
    ...[...moods, ...PLACES, 'a storm at sea', 'hope in the forest'].map((prompt) => [prompt, 'AMBIENCE'] as const),
    ...moods.map((prompt) => [prompt, 'MUSIC'] as const),
  ])('a prompt of %j (%s) is heard on both sides and never clipped', async (prompt, kind) => {
    // Thunder is silent for longer than that.
    const durationSeconds = prompt === 'thunder' ? 20 : 6;
    const { values } = parseWave((await compose(supplier, ordered({ prompt, kind, durationSeconds }))).wav);
    for (const side of [0, 1]) {
      expect(loudness(values, side, values.length)).toBeGreaterThan(0.01);
      expect(loudness(values, side, values.length)).toBeLessThan(0.3);
    }
    expect(values.every((value) => Math.abs(value) < 32_700)).toBe(true);
  });

  test.each<Partial<Ordered>>([
    {},
    { prompt: 'waves on a beach' },
    { kind: 'MUSIC' },
    { kind: 'MUSIC', prompt: 'upbeat' },
  ])('%o: its end runs on into its beginning: the step between them is as small as any other', async (order) => {
    const { values } = parseWave((await compose(supplier, ordered({ durationSeconds: 8, ...order }))).wav);
    const step = (a: number, b: number) => Math.abs((values[a] ?? 0) - (values[b] ?? 0));
    let largest = 0;
    for (let at = 2; at < values.length; at += 1) largest = Math.max(largest, step(at, at - 2));
    expect(step(values.length - 2, 0)).toBeLessThanOrEqual(largest);
    expect(step(values.length - 1, 1)).toBeLessThanOrEqual(largest);
    const second = 2 * 48_000;
    expect(loudness(values, 0, second)).toBeGreaterThan(loudness(values, 0, values.length) / 3);
  });

  test.each<Partial<Ordered>>([{}, { prompt: 'A forest in the rain' }, { kind: 'MUSIC' }])(
    '%o: the same order gives the same bytes, another variation or prompt gives others',
    async (order) => {
      const orders = [ordered(order), ordered(order), ordered({ ...order, variation: 1 })].concat(
        ordered({ ...order, prompt: `${order.prompt ?? ''} A calm lake` }),
      );
      const sounds = await Promise.all(orders.map(async (order) => Buffer.from((await compose(supplier, order)).wav)));
      expect(sounds[0]?.equals(sounds[1] ?? Buffer.alloc(0))).toBe(true);
      expect(new Set(sounds.map((sound) => sound.toString('base64'))).size).toBe(3);
    },
  );

  test('places sound like themselves: rain is brighter than a river, that than the sea, and thunder is the darkest', async () => {
    const orders = ['rain', 'river', 'sea', 'thunder'].map((prompt) => ordered({ prompt, durationSeconds: 8 }));
    const sounds = await Promise.all(orders.map(async (order) => parseWave((await compose(supplier, order)).wav)));
    const heights = sounds.map(({ values }) => crossings(values));
    expect([...heights].sort((a, b) => b - a)).toEqual(heights);
  });

  test('waves come and go, and a room is always the same', async () => {
    const spread = async (prompt: string) => {
      const { values } = parseWave((await compose(supplier, ordered({ prompt, durationSeconds: 20 }))).wav);
      const seconds = Array.from({ length: 20 }, (_, at) => loudness(values, at * 96_000, (at + 1) * 96_000));
      return Math.max(...seconds) / Math.min(...seconds);
    };
    expect(await spread('waves')).toBeGreaterThan(1.5);
    expect(await spread('thunder')).toBeGreaterThan(4);
    expect(await spread('room tone')).toBeLessThan(1.4);
  });

  test('refuses what lasts too short or too long, and a prompt over its limit', async () => {
    for (const durationSeconds of [0, 0.99, 600.1, Number.NaN, -1, Number.POSITIVE_INFINITY]) {
      await expect(compose(supplier, ordered({ durationSeconds }))).rejects.toThrow(InvalidInput);
    }
    await expect(compose(supplier, ordered({ prompt: 'a'.repeat(20_001) }))).rejects.toThrow(LimitExceeded);
  });

  test('an aborted order ends with its reason', async () => {
    for (const kind of ['AMBIENCE', 'MUSIC'] as const) {
      const taken = new AbortController();
      const long = compose(supplier, ordered({ kind, durationSeconds: 600, signal: taken.signal }));
      setImmediate(() => taken.abort(new Error('taken back')));
      await expect(long).rejects.toThrow('taken back');
      await expect(compose(supplier, ordered({ kind, signal: taken.signal }))).rejects.toThrow('taken back');
    }
    await expect(compose(supplier, ordered({ kind: 'MUSIC' }))).resolves.toBeDefined();
  });
});

test('what a prompt that names no place asks of FFmpeg stays as it is: takes of it are kept by their hash', () => {
  const asked = (prompt: string) => ambienceArguments({ prompt, samples: 96_000, seed: 7 }).join(' ');
  const known = {
    'calm, warm and unobtrusive': '7d39aaff33b61a48',
    'bright morning': 'efd8d2af60e5f8c6',
    'deep space': '74e62fbb0f59d3f4',
    '': '1ba8bde57646ec92',
  };
  for (const [prompt, hash] of Object.entries(known))
    expect(createHash('sha256').update(asked(prompt)).digest('hex').slice(0, 16)).toBe(hash);
});

test('no word of a prompt ever reaches the filters of FFmpeg', () => {
  const nasty = fc.oneof(
    fc.string({ maxLength: 200, unit: 'grapheme' }),
    fc.constantFrom('movie=/etc/passwd', '%{pts}', "rain';movie=x", '[out];amovie=http://a', 'night\\:sea,volume=99'),
  );
  fc.assert(
    fc.property(fc.array(nasty, { minLength: 1, maxLength: 3 }), (words) => {
      const graph = ambienceArguments({ prompt: words.join(' '), samples: 96_000, seed: 1 }).join(' ');
      expect(graph).not.toMatch(/movie|%\{|http|etc|[^\x20-\x7e]|volume=99/);
    }),
    { numRuns: 2_000 },
  );
});
