import * as fc from 'fast-check';
import { speechParts } from '../../../src/pipeline/production/speech-parts';

const letters = fc.constantFrom('a', 'B', 'ü', '字', '🙂', '.', '. ', '? ', ' ', ' ', '\n', '\n\n', '1', ',');
const text = fc.array(letters, { minLength: 1, maxLength: 300 }).map((all) => all.join(''));
const mostCharacters = fc.integer({ min: 2, max: 80 });
const without = (blanks: string) => blanks.replace(/\s+/g, '');

test('no letter of a text is lost, doubled or cut in half, and no part is longer than one call may be', () => {
  fc.assert(
    fc.property(text, mostCharacters, (said, most) => {
      const parts = speechParts(said, { language: 'en', mostCharacters: most });
      expect(without(parts.join(''))).toBe(without(said));
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(most);
        expect(Buffer.from(part).toString()).toBe(part);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('words stay whole where they fit into a call', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,8}[.?]?$/), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(words, fc.integer({ min: 9, max: 60 }), (said, most) => {
      const parts = speechParts(said.join(' '), { language: 'en', mostCharacters: most });
      expect(parts.flatMap((part) => part.split(' '))).toEqual(said);
    }),
  );
});

test('of two neighbours that fit into one call none is by itself', () => {
  fc.assert(
    fc.property(text, mostCharacters, (said, most) => {
      const parts = speechParts(said, { language: 'en', mostCharacters: most });
      for (const [index, part] of parts.slice(1).entries())
        expect((parts[index]?.length ?? 0) + 1 + part.length).toBeGreaterThan(most);
    }),
  );
});

test('what fits is spoken as it stands', () => {
  expect(speechParts('  One.  Two. ', { language: 'en', mostCharacters: 13 })).toEqual(['  One.  Two. ']);
});

test('sentences are not torn apart where they need not be', () => {
  const parts = speechParts('One two. Three four. Five six.', { language: 'en', mostCharacters: 21 });
  expect(parts).toEqual(['One two. Three four.', 'Five six.']);
});

test('blanks alone are a part without words, for whoever speaks to refuse', () => {
  expect(speechParts('     ', { language: 'en', mostCharacters: 3 })).toEqual(['']);
});
