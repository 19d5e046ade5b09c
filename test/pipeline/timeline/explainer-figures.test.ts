import fc from 'fast-check';
import { piecesOf } from '../../../src/pipeline/render/pieces';
import { cardHash } from '../../../src/pipeline/timeline/cards';
import type { Cut } from '../../../src/pipeline/timeline/cut';
import { explainerCut, type NarratedSegment } from '../../../src/pipeline/timeline/explainer-cut';

const FILM = { numerator: 24, denominator: 1 };
const FRAME = { ambience: null, rate: FILM, size: { width: 1920, height: 1080 } };

/** Half a second a word. */
function narrated(id: string, text: string, more: Partial<NarratedSegment> = {}): NarratedSegment {
  const words = text
    .split(' ')
    .map((word, index) => ({ text: word, startSeconds: index / 2, endSeconds: index / 2 + 0.5 }));
  const durationSeconds = words.length / 2;
  const audio = {
    ...{ assetId: `voice ${id}`, sha256: `voice ${id}`, loudnessLufs: -20, durationSeconds, words },
    sentences: [{ text, startSeconds: 0, endSeconds: durationSeconds }],
  };
  return { id, text, audio, picture: null, ...more };
}

const still = (name: string) => ({ assetId: name, sha256: name, moves: true });
const page = (number: number, kind: 'FIGURE' | 'TABLE' = 'FIGURE') => {
  const name = `${kind.toLowerCase()} ${number}`;
  return { kind, number, assetId: name, sha256: name };
};
const track = ({ picture }: Cut) => picture.map(({ sha256, startFrame }) => [sha256, startFrame]);

/** Where the voice of the first segment begins: after a second, and a quarter. */
const VOICE = 30;

test('a figure is seen from the word that names it on, and the picture before until then', () => {
  const segments = [
    narrated('a', 'Nobody knew it.', { picture: still('drawn') }),
    narrated('b', 'So we measured and Figure 3 shows what came.', { pages: [page(3)] }),
    narrated('c', 'And that was that.', { picture: still('last') }),
  ];
  const cut = explainerCut({ ...FRAME, segments });
  const second = VOICE + 36 + 12 + 6;
  expect(cut.picture.map(({ sha256, startFrame }) => [sha256, startFrame])).toEqual([
    ['drawn', 0],
    ['figure 3', second + 4 * 12],
    ['last', second + 9 * 12 + 12],
  ]);
  expect(cut.picture[1]).toMatchObject({ motion: null, dissolveFrames: 0 });
});

test('several figures in one segment each get their moment, one that is named again another', () => {
  const text = 'Figure 1 rises while Table 2 falls but Figure 1 wins here.';
  const segments = [narrated('a', text, { pages: [page(1), page(2, 'TABLE')] })];
  const cut = explainerCut({
    ...FRAME,
    segments,
    title: { ownerId: 't', assetId: 'title', sha256: 'title', seconds: 3 },
  });
  const voice = 72 + 6;
  expect(track(cut)).toEqual([
    ['title', 0],
    ['figure 1', voice],
    ['table 2', voice + 48],
    ['figure 1', voice + 8 * 12],
  ]);
});

test('figures that one word names share the time until the next', () => {
  const pages = [page(7), page(8), page(9)];
  const segments = [
    narrated('a', 'It was.', { picture: still('drawn') }),
    narrated('b', 'In Figures 7–9 it is plain to see for all.', { pages }),
  ];
  const [, seven, eight, nine] = track(explainerCut({ ...FRAME, segments }));
  const voice = VOICE + 24 + 12 + 6;
  const [from, until] = [voice + 24, voice + 10 * 12 + 12 + 48];
  expect([seven, eight, nine]).toEqual([
    ['figure 7', voice + 12],
    ['figure 8', from],
    ['figure 9', from + Math.round((until - 48 - from) / 2)],
  ]);
});

test('a page whose figure no word names stands from the start of its segment', () => {
  const segments = [
    narrated('a', 'It was.', { picture: still('drawn') }),
    narrated('b', 'What you see is plain.', { pages: [page(4)] }),
  ];
  expect(track(explainerCut({ ...FRAME, segments }))[1]).toEqual(['figure 4', VOICE + 24 + 12]);
});

test('a title stands before the film and its sources behind it, and both make it longer by what they last', () => {
  const segments = [narrated('a', 'It was so.', { picture: still('drawn') })];
  const card = (name: string, seconds: number) => ({ ownerId: 'film', assetId: name, sha256: name, seconds });
  const cut = explainerCut({ ...FRAME, segments, title: card('title', 3), end: card('end', 4) });
  const endFrame = 72 + 6 + 36 + 12;
  expect(cut.durationFrames).toBe(endFrame + 96);
  expect(track(cut)).toEqual([
    ['title', 0],
    ['drawn', 72],
    ['end', endFrame],
  ]);
  expect(cut.picture.map(({ dissolveFrames }) => dissolveFrames)).toEqual([0, 12, 12]);
});

test('what failed keeps its time, with its words on a card', () => {
  const segments = [
    narrated('a', 'It was.', { picture: still('drawn') }),
    {
      ...narrated('b', 'Nobody can hear this.'),
      audio: null,
      estimatedSeconds: 5,
      failed: { audio: true, picture: false },
    },
    narrated('c', 'Nobody can see this.', { failed: { audio: false, picture: true } }),
    narrated('d', 'It is.', { picture: still('drawn too') }),
  ];
  const cut = explainerCut({ ...FRAME, segments });
  const whole = explainerCut({
    ...FRAME,
    segments: [segments[0], narrated('b', 'one two three four five six seven eight nine ten'), segments[2], segments[3]]
      .filter((segment) => segment !== undefined)
      .map((segment) => ({ ...segment, picture: still(segment.id) })),
  });
  expect(cut.durationFrames).toBe(whole.durationFrames);
  expect(cut.narration.map(({ ownerId, startFrame }) => [ownerId, startFrame])).toEqual(
    whole.narration.filter(({ ownerId }) => ownerId !== 'b').map(({ ownerId, startFrame }) => [ownerId, startFrame]),
  );
  const [, second, third] = cut.picture;
  expect(second).toMatchObject({ assetId: null, card: { kind: 'MISSING', text: 'Nobody can hear this.' } });
  expect(third?.sha256).toBe(third?.card && cardHash(third.card));
  expect(cut.captions.some(({ text }) => text === 'Nobody can hear this.')).toBe(true);
});

test('what was left out and did not fail lets the picture before it stand', () => {
  const failed = { audio: false, picture: false };
  const segments = [narrated('a', 'It was.', { picture: still('drawn'), failed }), narrated('b', 'It is.', { failed })];
  expect(track(explainerCut({ ...FRAME, segments }))).toEqual([['drawn', 0]]);
});

test('a clip is shown instead of the picture, and moves by itself', () => {
  const clip = { assetId: 'clip', sha256: 'clip' };
  const cut = explainerCut({ ...FRAME, segments: [narrated('a', 'It was.', { picture: still('drawn'), clip })] });
  expect(cut.picture).toMatchObject([{ sha256: 'clip', medium: 'CLIP', motion: null }]);
});

test('chapters begin where the section changes, the first with the film, and none is shorter than ten seconds', () => {
  const long = Array.from({ length: 24 }, () => 'so').join(' ');
  const told = (id: string, chapter: string | null, text = long) => narrated(id, text, { chapter, picture: still(id) });
  const cut = explainerCut({
    ...FRAME,
    segments: [
      told('a', 'Abstract'),
      told('b', null),
      told('c', 'Method'),
      told('d', 'Aside', 'so'),
      told('e', 'Results'),
    ],
  });
  expect(cut.chapters?.map(({ title }) => title)).toEqual(['Abstract', 'Method', 'Results']);
  expect(cut.chapters?.[0]?.startFrame).toBe(0);
  expect(explainerCut({ ...FRAME, segments: [told('a', 'Only')] })).not.toHaveProperty('chapters');
});

test('whatever is shown, the picture covers the film without a gap, and every page that is shown is one of its segment', () => {
  const word = fc.constantFrom('Figure 1', 'Figures 1–3', 'Table 2', 'we', 'see.', 'Nothing', 'Figure 2');
  const segments = fc.array(
    fc.record({
      words: fc.array(word, { minLength: 1, maxLength: 12 }),
      shows: fc.subarray([page(1), page(2), page(3), page(2, 'TABLE')]),
      picture: fc.boolean(),
      isTimed: fc.boolean(),
      failed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(segments, fc.boolean(), (wanted, hasTitle) => {
      const told = wanted.map(({ words, shows, picture, isTimed, failed }, index) => {
        const one = narrated(`${index}`, words.join(' '), {
          pages: shows,
          picture: picture ? still(`still ${index}`) : null,
        });
        const audio = one.audio && { ...one.audio, words: isTimed ? one.audio.words : null };
        return { ...one, audio, failed: { audio: false, picture: failed } };
      });
      const title = { ownerId: 'film', assetId: 'title', sha256: 'title', seconds: 3 };
      const cut = explainerCut({ ...FRAME, segments: told, title: hasTitle || !told[0]?.picture ? title : null });
      const pieces = piecesOf(cut);
      expect(pieces.reduce((sum, piece) => sum + piece.durationFrames, 0)).toBe(cut.durationFrames);
      for (const clip of cut.picture) {
        if (!/^(figure|table) /.test(clip.sha256)) continue;
        const owner = told.find(({ id }) => id === clip.ownerId);
        expect(owner?.pages?.some(({ sha256 }) => sha256 === clip.sha256)).toBe(true);
      }
    }),
  );
});
