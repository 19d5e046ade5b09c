import fc from 'fast-check';
import { InvalidInput } from '../../../../src/pipeline/errors';
import { type JsonPart, JsonParts } from '../../../../src/pipeline/library/legacy/json-parts';

/** Cut wherever the numbers say, also within a word, an escape or a surrogate pair. */
function chunksOf(text: string, cuts: readonly number[]): string[] {
  const at = [...new Set([0, ...cuts.map((cut) => cut % (text.length + 1)), text.length])].sort((a, b) => a - b);
  return at.slice(1).map((end, index) => text.slice(at[index], end));
}

function read(text: string, cuts: readonly number[] = [], mostCharacters?: number): JsonPart[] {
  const parts = new JsonParts({ within: 'assets', mostCharacters });
  return [...chunksOf(text, cuts).flatMap((chunk) => [...parts.take(chunk)]), ...parts.end()];
}

/** The document that the parts are of; of a key that comes twice the last. */
function whole(parts: readonly JsonPart[], within: unknown): unknown {
  const root = parts.find(({ of }) => of === 'root');
  if (root && 'value' in root) return root.value;
  const document = Object.create(null) as Record<string, unknown>;
  const elements = Array.isArray(within) ? [] : (Object.create(null) as Record<string, unknown>);
  if (typeof within === 'object' && within !== null) document.assets = elements;
  for (const part of parts) {
    if (part.of === 'root' || !('value' in part)) continue;
    (part.of === 'member' ? document : (elements as Record<string, unknown>))[part.key] = part.value;
  }
  return document;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const CUTS = fc.array(fc.nat(), { maxLength: 12 });
const ANY = fc.jsonValue({ maxDepth: 4 });
const DOCUMENT = fc.oneof(
  ANY,
  fc
    .tuple(fc.dictionary(fc.string(), ANY), fc.oneof(fc.array(ANY), fc.dictionary(fc.string(), ANY), ANY))
    .map(([rest, assets]) => ({ ...rest, assets })),
);
const SPACES = fc.constantFrom(undefined, 1, 2, '\t');

test('the parts of a document are what JSON.parse finds in it, wherever its text is cut', () => {
  fc.assert(
    fc.property(DOCUMENT, SPACES, CUTS, (document, spaces, cuts) => {
      const text = JSON.stringify(document, null, spaces);
      const parsed = JSON.parse(text);
      const within = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed.assets : null;
      expect(plain(whole(read(text, cuts), within))).toEqual(plain(parsed));
    }),
    { numRuns: 2_000 },
  );
});

test('it takes what JSON.parse takes, and nothing else', () => {
  const letters = fc.constantFrom(...'{}[]:,"\\ \n\t-+.0123456789eEtruefalsnu/b\u0001é'.split(''));
  const broken = fc
    .tuple(DOCUMENT, fc.nat(), letters, fc.constantFrom(0, 1, 2))
    .map(([document, at, letter, removed]) => {
      const text = JSON.stringify(document);
      const place = at % (text.length + 1);
      return text.slice(0, place) + letter + text.slice(place + removed);
    });
  const soup = fc.array(letters, { maxLength: 12 }).map((all) => all.join(''));
  fc.assert(
    fc.property(fc.oneof(broken, soup), CUTS, (text, cuts) => {
      const isJson = passes(() => JSON.parse(text));
      expect([text, passes(() => read(text, cuts))]).toEqual([text, isJson]);
    }),
    { numRuns: 5_000 },
  );
});

function passes(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof InvalidInput) return false;
    throw error;
  }
}

test.each([
  ['{"assets":[1,2,}', 15],
  ['{"a":01}', 6],
  ['{"a" 1}', 5],
  ['{"a":nul}', 8],
  ['{"a":"\n"}', 6],
  ['{"a":1} x', 8],
  ['{"a":1', 6],
  ['', 0],
])('%j is refused at character %i', (text, offset) => {
  expect(() => read(text)).toThrow(`from character ${offset} on`);
  expect(() => read(text, [1, 3, 5, 7])).toThrow(`from character ${offset} on`);
});

test('a part that is too long is passed over, and its neighbours are not', () => {
  const text = JSON.stringify({ long: 'x'.repeat(100), assets: [1, 'y'.repeat(100), { z: 3 }] });
  expect(read(text, [7, 40, 150], 50)).toEqual([
    { of: 'member', key: 'long', tooLong: 102 },
    { of: 'element', key: 0, value: 1 },
    { of: 'element', key: 1, tooLong: 102 },
    { of: 'element', key: 2, value: { z: 3 } },
  ]);
});

test('levels are bounded, and what they cost with them', () => {
  expect(() => read('['.repeat(10_000))).toThrow('from character 256 on');
});

test('ten megabytes of elements are read in a second, one by one', () => {
  const parts = new JsonParts({ within: 'assets' });
  const element = JSON.stringify({ id: 'aud_001', text: 'word '.repeat(100), tags: ['a', 'b'], n: 1.5e-3 });
  const startMs = performance.now();
  let count = [...parts.take('{"assets":[')].length;
  for (let at = 0; at < 20_000; at += 1) count += [...parts.take(`${at > 0 ? ',' : ''}${element}`)].length;
  count += [...parts.take(']}')].length + [...parts.end()].length;
  expect(count).toBe(20_000);
  expect(performance.now() - startMs).toBeLessThan(5_000);
});
