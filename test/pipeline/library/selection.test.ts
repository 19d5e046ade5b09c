import { type AssetSelection, MOST_SELECTED, wantedBy } from '../../../src/pipeline/library/selection';

const id = '00000000-0000-7000-8000-000000000001';
const ids = (count: number) => Array.from({ length: count }, (_, index) => `id ${index}`);

test('a selection in one way is taken as it is, each id once', () => {
  expect(wantedBy({ ids: ['b', 'a', 'b'] })).toEqual({ by: 'ids', ids: ['b', 'a'] });
  expect(wantedBy({ slotIds: ['a'], ids: null, where: null })).toEqual({ by: 'slotIds', ids: ['a'] });
  expect(wantedBy({ where: { scriptId: id, types: ['IMAGE'] }, asOfSeq: 0 })).toMatchObject({ by: 'where' });
  expect(wantedBy({ ids: ids(MOST_SELECTED) })).toMatchObject({ by: 'ids' });
});

test.each<[string, AssetSelection, string, string]>([
  ['no way', {}, 'INVALID_INPUT', 'none of them'],
  ['no way but a number', { asOfSeq: 3 }, 'INVALID_INPUT', 'none of them'],
  ['two ways', { ids: ['a'], slotIds: ['b'] }, 'INVALID_INPUT', 'ids and slotIds'],
  ['two ways, one empty', { ids: [], where: { scriptId: id } }, 'INVALID_INPUT', 'ids and where'],
  ['an empty list', { ids: [] }, 'INVALID_INPUT', 'none'],
  ['an empty list of slots', { slotIds: [] }, 'INVALID_INPUT', 'none'],
  ['an empty filter', { where: {} }, 'INVALID_INPUT', 'nothing'],
  ['a filter without bounds', { where: { statuses: ['DRAFT'], tags: [] } }, 'INVALID_INPUT', 'statuses, tags'],
  ['a filter with a NUL', { where: { scriptId: id, text: 'a\0' } }, 'INVALID_INPUT', 'a NUL character'],
  ['a number below zero', { ids: ['a'], asOfSeq: -1 }, 'INVALID_INPUT', '-1'],
  ['10,001 ids', { ids: ids(MOST_SELECTED + 1) }, 'LIMIT_EXCEEDED', '10001 assets'],
])('%s is refused, never taken for all', (_what, selection, code, got) => {
  expect(() => wantedBy(selection)).toThrow(expect.objectContaining({ code, got, remedy: expect.any(String) }));
});
