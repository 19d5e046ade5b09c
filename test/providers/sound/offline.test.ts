import { InvalidInput, LimitExceeded } from '../../../src/pipeline/errors';
import { offlineSound } from '../../../src/providers/sound/offline';
import type { SoundProvider, SoundRequest } from '../../../src/providers/sound/sound';
import { packagedFfmpeg } from '../../support/ffmpeg';
import { madeBy } from '../../support/providers';
import { never } from '../../support/suppliers';
import { parseWave } from '../../support/waves';

const open = () => [offlineSound(packagedFfmpeg)];
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

test('there is a supplier of sound', () => expect(suppliers.length).toBeGreaterThan(0));

describe.each(suppliers)('%s', (_name, supplier) => {
  test.each([1, 1.00001, 2.5, 61])(
    '%d seconds last as long to the sample, in stereo at 48 kHz',
    async (durationSeconds) => {
      const sound = await compose(supplier, ordered({ durationSeconds }));
      const wave = parseWave(sound.wav);
      expect(wave).toMatchObject({ format: 1, channels: 2, bits: 16, rate: 48_000 });
      expect(wave.frames).toBe(Math.round(durationSeconds * 48_000));
    },
  );

  test.each(['calm', 'tense war', 'bright morning', 'night sky', '', '🎬 \'":;[],'])(
    'a prompt of %j is heard on both sides and never clipped',
    async (prompt) => {
      const { values } = parseWave((await compose(supplier, ordered({ prompt, durationSeconds: 20 }))).wav);
      for (const side of [0, 1]) {
        expect(loudness(values, side, values.length)).toBeGreaterThan(0.01);
        expect(loudness(values, side, values.length)).toBeLessThan(0.3);
      }
      expect(values.every((value) => Math.abs(value) < 32_700)).toBe(true);
    },
  );

  test('its end runs on into its beginning: the step between them is as small as any other', async () => {
    const { values } = parseWave((await compose(supplier, ordered({ durationSeconds: 8 }))).wav);
    const step = (a: number, b: number) => Math.abs((values[a] ?? 0) - (values[b] ?? 0));
    let largest = 0;
    for (let at = 2; at < values.length; at += 1) largest = Math.max(largest, step(at, at - 2));
    expect(step(values.length - 2, 0)).toBeLessThanOrEqual(largest);
    expect(step(values.length - 1, 1)).toBeLessThanOrEqual(largest);
    const second = 2 * 48_000;
    expect(loudness(values, 0, second)).toBeGreaterThan(loudness(values, 0, values.length) / 3);
  });

  test('the same order gives the same bytes, another variation or prompt gives others', async () => {
    const orders = [ordered(), ordered(), ordered({ variation: 1 }), ordered({ prompt: 'A calm lake' })];
    const sounds = await Promise.all(orders.map(async (order) => Buffer.from((await compose(supplier, order)).wav)));
    expect(sounds[0]?.equals(sounds[1] ?? Buffer.alloc(0))).toBe(true);
    expect(new Set(sounds.map((sound) => sound.toString('base64'))).size).toBe(3);
  });

  test('refuses what lasts too short or too long, and a prompt over its limit', async () => {
    for (const durationSeconds of [0, 0.99, 600.1, Number.NaN, -1, Number.POSITIVE_INFINITY]) {
      await expect(compose(supplier, ordered({ durationSeconds }))).rejects.toThrow(InvalidInput);
    }
    await expect(compose(supplier, ordered({ prompt: 'a'.repeat(20_001) }))).rejects.toThrow(LimitExceeded);
  });

  test('an aborted order ends with its reason', async () => {
    const taken = new AbortController();
    const long = compose(supplier, ordered({ durationSeconds: 600, signal: taken.signal }));
    setImmediate(() => taken.abort(new Error('taken back')));
    await expect(long).rejects.toThrow('taken back');
    await expect(compose(supplier, ordered({ signal: taken.signal }))).rejects.toThrow('taken back');
  });
});
