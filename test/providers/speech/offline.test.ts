import { InvalidInput, LimitExceeded } from '../../../src/pipeline/errors';
import { openOfflineSpeech } from '../../../src/providers/speech/offline';
import type { Speech, SpeechProvider, SpeechRequest } from '../../../src/providers/speech/speech';
import { madeBy } from '../../support/providers';
import { never, workerExecArgv } from '../../support/suppliers';
import { parseWave } from '../../support/waves';

const TEXT = 'Cities are warming. Trees help, as Fig. 3 shows, by 3.5 degrees! Dr. Green planted them.';

const open = async (searchPath: string) => [await openOfflineSpeech({ searchPath, signal: never, workerExecArgv })];

const heard = (speech: Speech) => ({ ...speech, sentences: speech.sentences ?? [] });

type Ordered = SpeechRequest & { readonly signal: AbortSignal };
const speak = (supplier: SpeechProvider, { signal, ...request }: Ordered) => madeBy(supplier, request, { signal });

/** With the system's programs and without: two engines where the machine has eSpeak NG. */
const machines: [string, string][] = [['with nothing but packages', '']];
if (process.env.PATH) machines.push(['with the programs of the system', process.env.PATH]);

describe.each(machines)('every supplier of speech, on a machine %s', (_name, searchPath) => {
  let suppliers: SpeechProvider[];

  beforeAll(async () => {
    suppliers = await open(searchPath);
  });

  afterAll(async () => {
    await Promise.all(suppliers.map((supplier) => supplier.close?.()));
  });

  const ordered = (order: Partial<Ordered> = {}): Ordered => ({
    ...{ text: TEXT, voice: null, language: 'en', before: null, after: null, variation: 0, signal: never },
    ...order,
  });

  const each = (check: (supplier: SpeechProvider) => Promise<void>) => async () => {
    expect(suppliers.length).toBeGreaterThan(0);
    for (const supplier of suppliers) await check(supplier);
  };

  test(
    'speaks a text as 16-bit PCM that lasts as long as it says',
    each(async (supplier) => {
      const speech = await speak(supplier, ordered());
      const wave = parseWave(speech.wav);
      expect(wave).toMatchObject({ format: 1, channels: 1, bits: 16 });
      expect(speech.durationSeconds).toBeCloseTo(wave.frames / wave.rate, 9);
      expect(speech.durationSeconds).toBeGreaterThan(3);
      expect(wave.values.some((value) => value > 3000)).toBe(true);
      expect(speech.voice).not.toBe('');
    }),
  );

  test(
    'tells where each sentence is heard: in order, within the speech, holding the words of the text',
    each(async (supplier) => {
      const { sentences, durationSeconds } = heard(await speak(supplier, ordered()));
      expect(sentences.map(({ text }) => text).join(' ')).toBe(TEXT);
      expect(sentences).toHaveLength(3);
      const moments = sentences.flatMap(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]);
      expect(moments).toEqual([...moments].sort((a, b) => a - b));
      expect(new Set(moments).size).toBe(moments.length);
      expect(moments[0]).toBeGreaterThanOrEqual(0);
      expect(moments.at(-1)).toBeLessThanOrEqual(durationSeconds);
    }),
  );

  test(
    'is silent between sentences and heard within them',
    each(async (supplier) => {
      const { sentences, wav } = heard(await speak(supplier, ordered()));
      const { values, rate } = parseWave(wav);
      const peak = (from = 0, to = 0) =>
        values
          .subarray(Math.ceil(from * rate), Math.floor(to * rate))
          .reduce((most, v) => Math.max(most, Math.abs(v)), 0);
      for (const [index, { startSeconds, endSeconds }] of sentences.entries()) {
        expect(peak(startSeconds, endSeconds)).toBeGreaterThan(3000);
        const next = sentences[index + 1];
        if (next) expect(peak(endSeconds, next.startSeconds)).toBe(0);
      }
    }),
  );

  test(
    'gives the same bytes for the same order, also from a supplier opened anew and many at once',
    each(async (supplier) => {
      const again = (await open(searchPath)).find(({ name }) => name === supplier.name);
      const orders = [supplier, supplier, again, again].map((its) => its && speak(its, ordered()));
      const [first, ...others] = (await Promise.all(orders)).map((speech) => Buffer.from(speech?.wav ?? []));
      for (const other of others) expect(other.equals(first ?? Buffer.alloc(0))).toBe(true);
      await again?.close?.();
    }),
  );

  test.each([
    '-x is no option',
    '--help',
    '<speak>tags & entities &lt; <break/></speak>',
    'An emoji 🎬 within.',
    '[[h@l]]',
  ])('speaks %j as it stands', (text) =>
    each(async (supplier) => {
      const { sentences, durationSeconds } = heard(await speak(supplier, ordered({ text })));
      expect(sentences.map((sentence) => sentence.text).join(' ')).toBe(text);
      expect(durationSeconds).toBeGreaterThan(0.3);
    })(),
  );

  test(
    'markup is spoken, not obeyed: a break in it adds words, not the pause that it asks for',
    each(async (supplier) => {
      const { durationSeconds } = await speak(supplier, ordered({ text: 'Wait <break time="60s"/> here.' }));
      expect(durationSeconds).toBeLessThan(20);
    }),
  );

  test.each(['', '   \n ', '—', '…'])('refuses %j, in which there is nothing to be heard', (text) =>
    each(async (supplier) => {
      const refusal = await speak(supplier, ordered({ text })).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(InvalidInput);
      expect(refusal).toMatchObject({
        expected: expect.any(String),
        got: expect.any(String),
        remedy: expect.any(String),
      });
    })(),
  );

  test(
    'refuses a text over its limit, a voice it lacks, and what is no language',
    each(async (supplier) => {
      await expect(speak(supplier, ordered({ text: 'a '.repeat(10_001) }))).rejects.toThrow(LimitExceeded);
      await expect(speak(supplier, ordered({ voice: '-w /etc/passwd' }))).rejects.toThrow(InvalidInput);
      await expect(speak(supplier, ordered({ language: 'not a language' }))).rejects.toThrow(InvalidInput);
      await expect(speak(supplier, ordered({ language: 'tlh' }))).rejects.toThrow(InvalidInput);
    }),
  );

  test(
    'an aborted order ends at once with its reason, and the next order is served',
    each(async (supplier) => {
      const taken = new AbortController();
      const long = speak(supplier, ordered({ text: `${'word '.repeat(3_900)}.`, signal: taken.signal }));
      setImmediate(() => taken.abort(new Error('taken back')));
      await expect(long).rejects.toThrow('taken back');
      await expect(speak(supplier, ordered({ signal: taken.signal }))).rejects.toThrow('taken back');
      await expect(speak(supplier, ordered({ text: 'Next.' }))).resolves.toMatchObject({ voice: expect.any(String) });
    }),
  );
});
