import fc from 'fast-check';
import { keyOf, namedBy } from '../../../src/cli/assets/names';
import { PROJECT_KEY } from '../../../src/pipeline/workspace/project';

const UUID = '01a1ffde-fc91-76e3-89d9-a6cbc6bf817d';

test('ids are told by their type', () => {
  expect(namedBy(`Run_${UUID}`)).toEqual({ by: 'run', id: `Run_${UUID}` });
  expect(namedBy(`StructuredScript_${UUID}`)).toEqual({ by: 'script', id: `StructuredScript_${UUID}` });
  expect(namedBy(`Asset_${UUID}`)).toEqual({ by: 'unknownId', type: 'Asset' });
});

test('a name is a project first, then a folder here, then one of the old runs', () => {
  expect(namedBy('20260207_101747')).toEqual({
    by: 'name',
    projectKeys: ['20260207-101747'],
    folders: ['./20260207_101747', 'artifacts/video_production/20260207_101747', 'artifacts/runs/20260207_101747'],
  });
  expect(namedBy('heat-islands')).toMatchObject({ projectKeys: ['heat-islands'] });
});

test.each([
  ['./old run', './old run', 'old-run'],
  ['/data/Été 1/', '/data/Été 1/', 'ete-1'],
  ['artifacts\\runs\\A', 'artifacts\\runs\\A', 'a'],
])('the path %s is that folder alone, and the project of its last part', (word, folder, key) => {
  expect(namedBy(word)).toEqual({ by: 'name', projectKeys: [key], folders: [folder] });
});

test('every name makes a key that a project may have, and a key makes itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const key = keyOf(name);
      expect(key).toMatch(PROJECT_KEY);
      expect(keyOf(key)).toBe(key);
    }),
  );
});
