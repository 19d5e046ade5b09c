import fc from 'fast-check';
import { movedDraft } from '../../../../src/pipeline/planner/repair/moved-draft';
import type { JsonValue } from '../../../../src/pipeline/values/canonical-json';

const move = (from: string, to: string) => ({ from, to });

test('a part goes where it belongs, as a whole or piece by piece', () => {
  const draft = { film: { scenes: [{ narration: 'Go.' }] }, lines: ['One.', 'Two.'] };
  expect(movedDraft(draft, [move('/film/scenes', '/scenes')]).draft).toMatchObject({ scenes: [{ narration: 'Go.' }] });
  const moves = [move('/lines/1', '/scenes/1/narration'), move('/lines/0', '/scenes/0/narration')];
  expect(movedDraft(draft, moves)).toMatchObject({
    ...{ moved: 2, refused: 0 },
    draft: { scenes: [{ narration: 'One.' }, { narration: 'Two.' }] },
  });
});

test('what stands in the way and can hold nothing makes room', () => {
  const { draft, moved } = movedDraft({ scenes: ['One.'] }, [move('/scenes/0', '/scenes/0/narration')]);
  expect([draft, moved]).toEqual([{ scenes: [{ narration: 'One.' }] }, 1]);
});

test('a list is a draft, too', () => {
  expect(movedDraft(['One.'], [move('/0', '/scenes/0/narration')]).draft).toEqual({ scenes: [{ narration: 'One.' }] });
});

const DRAFT: JsonValue = {
  scenes: [{ narration: 'Right here.', purpose: 'hook' }],
  says: 'Go.',
  'a/b~c': 'Odd.',
  brand: { gen_logo: { source: 'user' } },
};

test.each([
  ['from nowhere', '/said', '/scenes/0/notes'],
  ['to no place', '/says', '/scenes/0/voiceover'],
  ['to what is the server’s', '/says', '/userId'],
  ['to jobs', '/says', '/jobs/0/id'],
  ['onto what is right', '/says', '/scenes/0/narration'],
  ['from where it is right', '/scenes/0/narration', '/scenes/1/narration'],
  ['to a name that the draft does not have', '/brand/gen_logo', '/assets/gen_other'],
  ['to the name of what all objects have', '/brand/gen_logo', '/assets/__proto__'],
  ['to the 201st of a list', '/says', '/scenes/200/narration'],
  ['to no pointer', '/says', 'scenes'],
  ['from all of it', '', '/scenes/0/notes'],
])('nothing is moved %s', (_says, from, to) => {
  expect(movedDraft(DRAFT, [move(from, to)])).toMatchObject({ draft: DRAFT, moved: 0, refused: 1 });
});

test('names of the draft, and its escaped keys, can be used; each thing is moved once', () => {
  const moves = [
    move('/brand/gen_logo', '/assets/gen_logo'),
    move('/a~1b~0c', '/scenes/0/notes'),
    move('/a~1b~0c', '/scenes/1/notes'),
  ];
  expect(movedDraft(DRAFT, moves)).toMatchObject({
    ...{ moved: 2, refused: 1 },
    draft: { assets: { gen_logo: { source: 'user' } }, scenes: [{ narration: 'Right here.', notes: 'Odd.' }] },
  });
});

const key = fc.constantFrom(
  'scenes',
  'narration',
  'assets',
  'x',
  '0',
  '1',
  '__proto__',
  'metadata',
  'platform',
  'id',
  '',
);
const pointer = fc.array(key, { maxLength: 4 }).map((keys) => keys.map((one) => `/${one}`).join(''));

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

test('whatever is moved, no text comes in that was not there, and the draft itself stays as it was', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.array(fc.record({ from: pointer, to: pointer }), { maxLength: 6 }),
      (value, moves) => {
        const draft = value as JsonValue;
        const before = JSON.stringify(draft);
        const { draft: after, moved, refused } = movedDraft(draft, moves);
        expect(moved + refused).toBe(moves.length);
        expect(textsIn(draft)).toEqual(expect.arrayContaining([...new Set(textsIn(after))]));
        expect(JSON.stringify(draft)).toBe(before);
      },
    ),
    { numRuns: 500 },
  );
});
