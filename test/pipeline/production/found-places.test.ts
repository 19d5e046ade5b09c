import {
  type FoundPlace,
  type FoundTake,
  type SegmentPlaces,
  segmentFound,
} from '../../../src/pipeline/production/found-places';

const take = (name: string, change: Partial<FoundTake> = {}): FoundTake => ({
  ...{ assetId: name, sha256: name, durationSeconds: null, loudnessLufs: null, sentences: [], words: null },
  ...{ isApproved: false, task: null, isDrawn: true },
  ...change,
});

const place = (part: string, its: FoundTake | null, input: string | null = null): FoundPlace => ({
  ...{ slotId: part, part, take: its, isSentBack: false, hasFailed: false },
  wanted: { hash: `wish of ${part}`, task: null, input },
});

const segment = (places: readonly FoundPlace[], change: Partial<SegmentPlaces> = {}) =>
  segmentFound({
    ...{ id: 'a', number: 1, text: 'It is said.', displayMode: 'DALL_E', estimatedSeconds: 2, isClip: false },
    ...{ chapter: null, places, ...change },
  });

test('a place that wants a figure has a page, its picture first and the further ones by their numbers', () => {
  const page = (part: string, input: string) => place(part, take(`${part} of ${input}`), input);
  const { picture, pages } = segment([
    page('page:10', 'figure/7'),
    page('page:2', 'table/4'),
    page('picture', 'figure/3'),
    place('page:3', null, 'figure/9'),
  ]);
  expect(picture).toBeNull();
  expect(pages?.map(({ kind, number, sha256 }) => [kind, number, sha256])).toEqual([
    ['FIGURE', 3, 'picture of figure/3'],
    ['TABLE', 4, 'page:2 of table/4'],
    ['FIGURE', 7, 'page:10 of figure/7'],
  ]);
});

test('a clip is shown where one is wanted or approved, and one that is not there leaves the picture', () => {
  const still = place('picture', take('still'));
  const clip = (its: FoundTake | null) => [still, place('video', its)];
  expect(segment(clip(take('clip')), { isClip: true }).clip).toEqual({ assetId: 'clip', sha256: 'clip' });
  expect(segment(clip(take('clip', { isApproved: true }))).clip).toMatchObject({ sha256: 'clip' });
  expect(segment(clip(take('clip'))).clip).toBeNull();
  expect(segment(clip(null), { isClip: true })).toMatchObject({ clip: null, picture: { sha256: 'still' } });
});

test.each([
  [{}, 'DALL_E', true],
  [{ task: 'CARD' }, 'TEXT_ONLY', false],
  [{ task: 'PAGE' }, 'DALL_E', false],
  [{}, 'FIGURE_SYNC', true],
  [{ isDrawn: false }, 'FIGURE_SYNC', false],
  [{ isDrawn: false }, 'DALL_E', true],
] as const)('a picture %j of a segment that is %s moves: %s', (change, displayMode, moves) => {
  const { picture } = segment([place('picture', take('still', change))], { displayMode });
  expect(picture).toEqual({ assetId: 'still', sha256: 'still', moves });
});

test('what was sent back and what failed is told of narration and picture', () => {
  const empty = { ...place('audio', null), isSentBack: true };
  const failed = { ...place('picture', null), hasFailed: true };
  expect(segment([empty, failed])).toMatchObject({
    ...{ audio: null, isAudioSentBack: true, isPictureSentBack: false },
    failed: { audio: false, picture: true },
  });
});
