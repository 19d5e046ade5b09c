import fc from 'fast-check';
import { keyless } from '../../src/pipeline/values/keyless';
import { Secrets } from '../../src/providers/secrets';

const masking = (values: Record<string, string>) => new Secrets(new Map(Object.entries(values))).mask;

test('a key is replaced by the name of its setting, wherever and however often it is told', () => {
  const mask = masking({ ACME_API_KEY: 'sk-acme-12345' });
  expect(mask('Incorrect key sk-acme-12345. (sk-acme-12345)')).toBe('Incorrect key [ACME_API_KEY]. ([ACME_API_KEY])');
});

test('a key is known within a URL and within JSON', () => {
  const mask = masking({ KEY: 'a/b+c"d\\e==' });
  expect(mask(`https://made.test/?key=${encodeURIComponent('a/b+c"d\\e==')}&x`)).toBe('https://made.test/?key=[KEY]&x');
  expect(mask(JSON.stringify({ said: 'a/b+c"d\\e==' }))).toBe('{"said":"[KEY]"}');
});

test('of a key that begins with another one nothing is left', () => {
  const mask = masking({ SHORT: 'sk-acme-12345', LONG: 'sk-acme-12345-and-more' });
  expect(mask('sk-acme-12345-and-more, sk-acme-12345')).toBe('[LONG], [SHORT]');
});

test('words that are too short for a key stay words', () => {
  expect(masking({ REGION: 'eu', MODE: 'fast' })('fast, in the eu')).toBe('fast, in the eu');
});

test('a key is found among bytes, also where two pieces of them meet', async () => {
  const secrets = new Secrets(new Map([['KEY', 'sk-acme-12345']]));
  const passed = async (...pieces: string[]) => {
    const source = async function* () {
      for (const piece of pieces) yield Buffer.from(piece);
    };
    const bytes: Uint8Array[] = [];
    for await (const piece of keyless(source(), secrets)) bytes.push(piece);
    return Buffer.concat(bytes).toString();
  };
  await expect(passed('all is ', 'well')).resolves.toBe('all is well');
  await expect(passed('it is sk-acme-12345.')).rejects.toThrow('A key of this server is in it.');
  await expect(passed('it is sk-', 'acme', '-12345.')).rejects.toThrow('A key');
});

test('no text tells a key, and a text without one stays as it is', () => {
  const key = fc.string({ minLength: 8, maxLength: 40, unit: fc.constantFrom(...'abcABC012-_/+=.') });
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), fc.array(fc.string()), (keys, words) => {
      const mask = new Secrets(new Map(keys.map((value, at) => [`SETTING_${at}`, value]))).mask;
      const told = words.flatMap((word, at) => [word, keys[at % keys.length] ?? '']).join(' ');
      for (const one of keys) expect(mask(told)).not.toContain(one);
      if (!keys.some((one) => words.join(' ').includes(one))) expect(mask(words.join(' '))).toBe(words.join(' '));
    }),
  );
});
