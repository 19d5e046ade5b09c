import { movedSubtitles, spokenSubtitles } from '../../../src/pipeline/planner/subtitles';

const span = { startMs: 2_000, durationMs: 3_000 };

test('each sentence is read as long as its share of the characters', () => {
  expect(spokenSubtitles('Four! Sixteen letters, no.', 'en', span)).toEqual([
    { text: 'Four!', start: 2, end: 2.6 },
    { text: 'Sixteen letters, no.', start: 2.6, end: 5 },
  ]);
});

test('what is too much to be read one by one is read at once', () => {
  expect(spokenSubtitles('One. Two. Three.', 'en', { startMs: 0, durationMs: 100 })).toEqual([
    { text: 'One. Two. Three.', start: 0, end: 0.1 },
  ]);
});

test('a language that is none splits like its beginning', () => {
  expect(spokenSubtitles('One.', 'en-XX-YY', span)).toEqual([{ text: 'One.', start: 2, end: 5 }]);
});

test('when their scene is scaled they are scaled with it', () => {
  const was = { startMs: 0, durationMs: 6_000 };
  expect(movedSubtitles([{ text: 'a', start: 1, end: 5 }], was, span)).toEqual([{ text: 'a', start: 2.5, end: 4.5 }]);
});

test('those that lay outside their scene are laid over it anew', () => {
  const outside = [
    { text: 'ab', start: 90, end: 99 },
    { text: 'abcd', start: 3, end: 1 },
  ];
  const anew = [
    { text: 'ab', start: 2, end: 3 },
    { text: 'abcd', start: 3, end: 5 },
  ];
  expect(movedSubtitles(outside, span, span)).toEqual(anew);
  expect(movedSubtitles(outside, null, span)).toEqual(anew);
  expect(movedSubtitles(anew, span, span)).toEqual(anew);
});
