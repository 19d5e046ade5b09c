import * as fc from 'fast-check';
import { keptNames } from '../../../../src/pipeline/shots/identities/kept-names';

const rae = { id: '1', key: 'rae_calder', name: 'Rae Calder', shotIds: ['a', 'b', 'c'] };
const manny = { id: '2', key: 'eduardo_reyes', name: 'Eduardo Reyes', shotIds: ['b', 'c', 'd'] };

test('a key that stayed keeps its id, whatever shots it is in now', () => {
  expect(
    keptNames(
      [rae, manny],
      [
        { ...manny, shotIds: ['a'] },
        { ...rae, shotIds: [] },
      ],
    ),
  ).toEqual(['2', '1']);
});

test('a renamed one is known by the shots it is in', () => {
  const nora = { key: 'nora_voss', name: 'Nora Voss', shotIds: ['a', 'b', 'c'] };
  expect(keptNames([rae, manny], [nora, manny])).toEqual(['1', '2']);
});

test('two renamed ones who are in the same shots are told apart by what is left of their names', () => {
  const [lena, otto] = [
    { id: '1', key: 'lena_marsh', name: 'Lena Marsh', shotIds: ['a', 'b'] },
    { id: '2', key: 'otto_brandt', name: 'Otto Brandt', shotIds: ['a', 'b'] },
  ];
  const drafts = [
    { key: 'oskar_brandt', name: 'Oskar Brandt', shotIds: ['a', 'b'] },
    { key: 'lea_marsh', name: 'Lea Marsh', shotIds: ['a', 'b'] },
  ];
  expect(keptNames([lena, otto], drafts)).toEqual(['2', '1']);
});

test('somebody new is not whoever is gone from other shots', () => {
  expect(keptNames([rae, manny], [manny, { key: 'guard', name: 'guard', shotIds: ['d', 'e'] }])).toEqual(['2', null]);
});

const name = fc.record({
  key: fc.constantFrom('rae', 'manny', 'zoe', 'otto', 'guard', ''),
  name: fc.string(),
  shotIds: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')),
});
const names = fc.array(name, { maxLength: 8 });

test('no id is given twice, and what did not change keeps its own', () => {
  fc.assert(
    fc.property(names, names, (before, now) => {
      const known = before.map((one, at) => ({ ...one, id: `${at}` }));
      const ids = keptNames(known, now).flatMap((id) => id ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      expect(keptNames(known, before)).toEqual(known.map(({ id }) => id));
    }),
  );
});
