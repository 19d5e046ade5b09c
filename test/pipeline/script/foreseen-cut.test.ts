import fc from 'fast-check';
import {
  type FoundPlace,
  type FoundTake,
  type SegmentPlaces,
  segmentFound,
} from '../../../src/pipeline/production/found-places';
import { screened } from '../../../src/pipeline/production/screened-segments';
import { newPieces } from '../../../src/pipeline/render/new-pieces';
import { piecesOf } from '../../../src/pipeline/render/pieces';
import { type ForeseenFilm, foreseenCut } from '../../../src/pipeline/script/foreseen-cut';
import { foreseenSeconds, paceOf } from '../../../src/pipeline/script/foreseen-seconds';
import { explainerCut } from '../../../src/pipeline/timeline/explainer-cut';

const card = (name: string, seconds: number) => ({ ownerId: 'film', assetId: name, sha256: name, seconds });
const BARE: ForeseenFilm = {
  ...{ title: null, end: null, targetSeconds: null, captionStyle: null },
  rate: { numerator: 24, denominator: 1 },
  size: { width: 320, height: 180 },
};
const FULL: ForeseenFilm = { ...BARE, title: card('title', 3.5), end: card('end', 4.5) };

const seen = (name: string, change: Partial<FoundTake> = {}): FoundTake => ({
  ...{ assetId: name, sha256: name, durationSeconds: null, loudnessLufs: null, sentences: [], words: null },
  ...{ isApproved: false, task: null, isDrawn: true },
  ...change,
});

/** Each word lasts so long. */
function spoken(name: string, text: string, wordSeconds: number): FoundTake {
  const words = text.split(' ').map((word, index) => {
    return { text: word, startSeconds: index * wordSeconds, endSeconds: (index + 1) * wordSeconds };
  });
  const durationSeconds = words.length * wordSeconds;
  return seen(name, { words, durationSeconds, sentences: [{ text, startSeconds: 0, endSeconds: durationSeconds }] });
}

function place(part: string, take: FoundTake | null, input: string | null = null): FoundPlace {
  const wanted = { hash: `wish of ${take?.sha256 ?? part}`, task: input && 'PAGE', input };
  return { slotId: part, part, take, wanted, isSentBack: false, hasFailed: false };
}

interface Wanted {
  readonly text: string;
  /** By number. */
  readonly figures?: readonly number[];
  readonly change?: Partial<SegmentPlaces>;
  readonly wordSeconds?: number;
}

function row({ text, figures = [], change = {}, wordSeconds = 0.4 }: Wanted, index: number): SegmentPlaces {
  const pages = figures.map((figure, nth) =>
    place(nth === 0 ? 'picture' : `page:${nth + 1}`, seen(`page of ${figure}`, { task: 'PAGE' }), `figure/${figure}`),
  );
  const shown = pages.length > 0 ? pages : [place('picture', seen(`drawing ${index}`))];
  return {
    ...{ id: `${index}`, number: index + 1, text, displayMode: pages.length > 0 ? 'FIGURE_SYNC' : 'DALL_E' },
    ...{ estimatedSeconds: text.split(' ').length * 0.4, isClip: false, chapter: null },
    places: [place('audio', spoken(`voice ${index}`, text, wordSeconds)), ...shown],
    ...change,
  };
}

/** A narration that is still to be spoken. */
function unspoken({ places, ...its }: SegmentPlaces, text: string, pace = 1): SegmentPlaces {
  const before = places.find(({ part }) => part === 'audio')?.take?.durationSeconds ?? null;
  return {
    ...{ ...its, text, estimatedSeconds: foreseenSeconds(text, { pace, beforeSeconds: before }) },
    places: places.map((one) =>
      one.part === 'audio' ? { ...one, take: null, wanted: { ...one.wanted, hash: `wish of ${text}` } } : one,
    ),
  };
}

const long = (start: string) => `${start} and so it went on for a good while until it was over.`;
const TWO = 'Parks stay cool as Figure 1 shows for an evening and rivers most of all which Figure 2 makes plain here.';

function piecesAfter(rows: readonly SegmentPlaces[], after: readonly SegmentPlaces[], film = BARE): number {
  const cut = foreseenCut(after, film);
  return cut ? newPieces(foreseenCut(rows, film), cut) : Number.NaN;
}

test('other words for a segment of two figures are another length of both, and of the picture before them', () => {
  const rows = [row({ text: long('One') }, 0), row({ text: TWO, figures: [1, 2] }, 1), row({ text: long('Three') }, 2)];
  const after = rows.map((one, index) => (index === 1 ? unspoken(one, TWO.replace('Parks', 'Wide gardens')) : one));
  expect(piecesAfter(rows, after)).toBe(3);
  expect(piecesAfter(rows, rows)).toBe(0);
});

test('between a title and the sources the pictures after the edit stay what they are', () => {
  const rows = [row({ text: long('One') }, 0), row({ text: long('Two') }, 1), row({ text: long('Three') }, 2)];
  const after = rows.map((one, index) => (index === 0 ? unspoken(one, long('One more')) : one));
  expect(piecesAfter(rows, after, FULL)).toBe(piecesAfter(rows, after) + 1);
  const fitted = { ...FULL, targetSeconds: 24 };
  expect(piecesAfter(rows, after, fitted)).toBeGreaterThan(piecesAfter(rows, after, FULL));
});

test('where captions are burned in, other words are another piece though nothing else changed', () => {
  const rows = [row({ text: long('One') }, 0), row({ text: long('Two') }, 1), row({ text: long('Three') }, 2)];
  const words = long('Ten');
  const after = rows.map((one, index) =>
    index === 1
      ? { ...row({ text: words }, 1), places: [place('audio', spoken('other', words, 0.4)), ...one.places.slice(1)] }
      : one,
  );
  expect(piecesAfter(rows, after)).toBe(0);
  expect(piecesAfter(rows, after, { ...BARE, captionStyle: 'BURNED' })).toBe(1);
});

test('a script that would show nothing makes no pieces, and one that showed nothing has them all before it', () => {
  const carrying = { change: { displayMode: 'CARRY_FORWARD' as const } };
  const dark = [row({ text: long('One'), ...carrying }, 0), row({ text: long('Two'), ...carrying }, 1)];
  expect(foreseenCut(dark, BARE)).toBeNull();
  const seenAgain = [row({ text: long('One') }, 0), row({ text: long('Two'), ...carrying }, 1)];
  expect(piecesAfter(dark, seenAgain)).toBe(1);
});

test('equal wishes come to equal pictures, and an approved clip stays before a drawing that is to come', () => {
  const missing = place('picture', null);
  const clip = place('video', seen('clip', { isApproved: true }));
  const rows = [row({ text: long('One') }, 0), row({ text: long('Two') }, 1), row({ text: long('Three') }, 2)];
  const waiting = rows.map((one, index) =>
    index === 0
      ? one
      : {
          ...one,
          displayMode: 'TEXT_ONLY' as const,
          places: [one.places[0], { ...missing, wanted: { ...missing.wanted, task: 'CARD' } }].flatMap(
            (some) => some ?? [],
          ),
        },
  );
  expect(foreseenCut(waiting, BARE)?.picture.map(({ sha256 }) => sha256)).toEqual([
    'drawing 0',
    'to come: wish of picture',
  ]);
  const moving = rows.map((one) => ({ ...one, places: [...one.places.slice(0, 1), missing, clip] }));
  expect(foreseenCut(moving, BARE)?.picture.every(({ medium }) => medium === 'CLIP')).toBe(true);
});

test('other words take as long as the script is spoken, and never just as long as those before', () => {
  const rows = [row({ text: long('One'), wordSeconds: 0.8 }, 0)];
  expect(paceOf(rows)).toBeCloseTo(2);
  expect(paceOf(rows.map((one) => ({ ...one, places: [] })))).toBe(1);
  expect(foreseenSeconds('one two three four', { pace: 2, beforeSeconds: 9 })).toBeCloseTo(3.2);
  expect(foreseenSeconds('one two three four', { pace: 1, beforeSeconds: 1.5 })).toBe(2);
  expect(foreseenSeconds('one two three four', { pace: 1, beforeSeconds: null })).toBeCloseTo(1.6);
});

const anyWord = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('we', 'see', 'how', 'it', 'cools', 'and', 'slowly', 'overnight') },
  { weight: 1, arbitrary: fc.constantFrom('Figure 1', 'Figure 2', 'Figures 1 and 2') },
);
const anyText = fc.array(anyWord, { minLength: 8, maxLength: 24 }).map((words) => words.join(' '));
const anyWanted = fc.record({
  text: anyText,
  figures: fc.constantFrom<readonly number[]>([], [1], [2, 1], [1, 2]),
  wordSeconds: fc.double({ min: 0.25, max: 0.6, noNaN: true }),
  change: fc.constantFrom<Partial<SegmentPlaces>>({}, {}, { displayMode: 'CARRY_FORWARD' }, { isClip: true }),
});
const anyFilm = fc.record({
  title: fc.constantFrom(null, card('title', 3.5)),
  end: fc.constantFrom(null, card('end', 4.5)),
  targetSeconds: fc.constantFrom(null, 20, 60),
  captionStyle: fc.constantFrom(null, 'BURNED' as const, 'KARAOKE' as const),
});
const anyScript = fc.array(anyWanted, { minLength: 1, maxLength: 6 }).map((wanted) => {
  const clip = place('video', seen('clip'));
  return wanted.map(row).map((one) => (one.isClip ? { ...one, places: [...one.places, clip] } : one));
});

test('of a script that lacks nothing what is foreseen has exactly the pieces of the real cut', () => {
  fc.assert(
    fc.property(anyScript, anyFilm, (rows, film) => {
      const foreseen = foreseenCut(rows, { ...BARE, ...film });
      fc.pre(foreseen !== null);
      const { segments } = screened(rows.map(segmentFound), {
        onlyApproved: false,
        skipRejected: false,
        allowMissing: false,
      });
      const { captionStyle, ...frame } = { ...BARE, ...film };
      const cut = explainerCut({ ...frame, segments, ambience: null, ...(captionStyle && { captionStyle }) });
      expect(foreseen && piecesOf(foreseen)).toEqual(piecesOf(cut));
    }),
  );
});

/** Where a guess and the truth fall on one frame, or on either side of a second that a dissolve needs, they differ by a piece. */
const NEARLY_ALL = 0.95;

test('of nearly all edits as many pieces are foreseen as the narration that comes then makes, and of none many more', () => {
  const edits = fc.record({
    rows: anyScript,
    film: anyFilm.map((film) => ({ ...film, targetSeconds: null })),
    at: fc.nat(),
    text: anyText,
    wordSeconds: fc.double({ min: 0.25, max: 0.6, noNaN: true }),
  });
  const off = fc.sample(edits, { numRuns: 200, seed: 7 }).flatMap(({ rows, film: its, at, text, wordSeconds }) => {
    const index = at % rows.length;
    const film = { ...BARE, ...its };
    const after = rows.map((one, nth) => (nth === index ? unspoken(one, text, paceOf(rows)) : one));
    const take = spoken('spoken then', text, wordSeconds);
    const then = after.map((one) => ({
      ...one,
      places: one.places.map((some) => (some.take ? some : { ...some, take })),
    }));
    const [foreseen, real] = [piecesAfter(rows, after, film), piecesAfter(rows, then, film)];
    return Number.isNaN(real) ? [] : Math.abs(foreseen - real);
  });
  const exact = off.filter((pieces) => pieces === 0).length;
  expect(exact / off.length).toBeGreaterThan(NEARLY_ALL);
  expect(Math.max(...off)).toBeLessThanOrEqual(2);
});
