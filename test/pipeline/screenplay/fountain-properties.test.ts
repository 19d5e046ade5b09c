import fc from 'fast-check';
import { sourceOf } from '../../../src/pipeline/screenplay/fountain/fountain-document';
import { fountainSafe } from '../../../src/pipeline/screenplay/fountain/fountain-safe';
import { readFountain } from '../../../src/pipeline/screenplay/fountain/read-fountain';
import { screenplayOfFountain } from '../../../src/pipeline/screenplay/fountain/screenplay-of-fountain';
import { writeFountain } from '../../../src/pipeline/screenplay/fountain/write-fountain';
import { screenplay, tameScreenplay, wickedText } from './screenplays';

const anyText = fc.oneof(
  fc.array(wickedText, { maxLength: 20 }).map((parts) => parts.join('\n')),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...'[]/*_~!@#.=><()^:aA \t\r\n'), maxLength: 200 }),
);

test('the blocks of any text give back that text, character by character', () => {
  fc.assert(
    fc.property(anyText, (text) => expect(sourceOf(readFountain(text))).toBe(text)),
    { numRuns: 5_000 },
  );
});

test('what a text says is said by the Fountain that is written of it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const read = screenplayOfFountain(text);
      expect(screenplayOfFountain(writeFountain(read))).toEqual(fountainSafe(read));
    }),
    { numRuns: 1_500 },
  );
});

test('a screenplay that is written and read again is what Fountain can say of it', () => {
  fc.assert(
    fc.property(screenplay, (it) => expect(screenplayOfFountain(writeFountain(it))).toEqual(fountainSafe(it))),
    { numRuns: 1_000 },
  );
});

test('what Fountain can say of a screenplay it says whole the second time', () => {
  fc.assert(
    fc.property(screenplay, (it) => {
      const safe = fountainSafe(it);
      expect(fountainSafe(safe)).toEqual(safe);
    }),
    { numRuns: 500 },
  );
});

test('a screenplay without marks comes back as it went', () => {
  fc.assert(
    fc.property(tameScreenplay, (it) => expect(screenplayOfFountain(writeFountain(it))).toEqual(it)),
    { numRuns: 1_000 },
  );
});
