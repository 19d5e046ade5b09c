import fc from 'fast-check';
import { assemblyManifest } from '../../../src/pipeline/library/assembly-manifest';
import type { Place, ScriptLibrary, Take } from '../../../src/pipeline/library/script-library';
import { CARD_SECONDS } from '../../../src/pipeline/production/film-frame';
import { type FoundSegment, screened } from '../../../src/pipeline/production/screened-segments';
import type { Cut } from '../../../src/pipeline/timeline/cut';
import { explainerCut } from '../../../src/pipeline/timeline/explainer-cut';
import { anyLibrary, filled, libraryOf, place, sentBack, take, type Wanted } from './script-libraries';

const ANY = { onlyApproved: false, skipRejected: false };
const manifest = (wanted: Wanted[], options = {}, change: Partial<ScriptLibrary> = {}) =>
  assemblyManifest(libraryOf(wanted, change), { ...ANY, ...options });

const voice = (n: number): Wanted => ({ audio: filled(take(`voice ${n}`)) });
const still = (n: number): Wanted => ({ picture: filled(take(`still ${n}`)) });
const whole = (n: number): Wanted => ({ ...voice(n), ...still(n) });

test('a segment reaches to the start of the next, the film from its opening to its close', () => {
  const { items, durationFrames, complete } = manifest([whole(0), whole(1)]);
  expect(items).toMatchObject([
    { audioId: 'voice 0', pictureId: 'still 0', startFrame: 0, endFrameExclusive: 138, displayMode: 'DALL_E' },
    { audioId: 'voice 1', pictureId: 'still 1', startFrame: 138, endFrameExclusive: 138 + 114 + 48 },
  ]);
  expect([durationFrames, complete]).toEqual([300, true]);
});

test('what is missing is named, and a segment without narration lasts as long as it is estimated', () => {
  const { items, missingSlotIds, complete } = manifest([still(0), voice(1), whole(2)]);
  expect(missingSlotIds).toEqual(['audio 0', 'picture 1']);
  expect(items[0]?.endFrameExclusive).toBe(24 + 6 + 144 + 12);
  expect(items[1]).toMatchObject({ pictureId: null, displayMode: 'DALL_E' });
  expect(complete).toBe(false);
});

test('whoever carries the picture forward needs none, and whoever shows text has a card', () => {
  const modes = (['CARRY_FORWARD', 'TEXT_ONLY'] as const).map((displayMode, n) => ({ ...voice(n + 1), displayMode }));
  const { items, missingSlotIds } = manifest([whole(0), ...modes]);
  expect(missingSlotIds).toEqual(['picture 2']);
  expect(items.map(({ pictureId }) => pictureId)).toEqual(['still 0', 'still 0', null]);
  expect(items.map(({ displayMode }) => displayMode)).toEqual(['DALL_E', 'CARRY_FORWARD', 'TEXT_ONLY']);
});

test('a rejected picture is left out and the one before holds; a rejected narration takes its segment along', () => {
  const wanted = [whole(0), { ...voice(1), picture: sentBack() }, { audio: sentBack(), ...still(2) }, whole(3)];
  const { items, leftOutSlotIds, complete } = manifest(wanted, { skipRejected: true });
  expect(items.map(({ idx, pictureId }) => [idx, pictureId])).toEqual([
    [0, 'still 0'],
    [1, 'still 0'],
    [3, 'still 3'],
  ]);
  expect(items[1]?.displayMode).toBe('CARRY_FORWARD');
  expect([leftOutSlotIds, complete]).toEqual([['picture 1', 'audio 2'], true]);
  expect(manifest(wanted)).toMatchObject({
    missingSlotIds: ['picture 1', 'audio 2'],
    leftOutSlotIds: [],
    complete: false,
  });
});

test('where the first picture is left out, the first there is stands from the start', () => {
  const { items } = manifest([{ ...voice(0), picture: sentBack() }, whole(1)], { skipRejected: true });
  expect(items.map(({ pictureId }) => pictureId)).toEqual(['still 1', 'still 1']);
});

test('of approved takes alone, what is not approved is missing, the ambience too', () => {
  const approved = (name: string) => filled(take(name, { status: 'APPROVED' }));
  const segment = { audio: approved('voice'), picture: approved('still') };
  const draft = place('ambience', 'ambience', filled(take('rain')));
  expect(manifest([segment, whole(1)], { onlyApproved: true }, { ambience: draft }).missingSlotIds).toEqual([
    'audio 1',
    'picture 1',
    'ambience',
  ]);
  const rain = place('ambience', 'ambience', approved('rain'));
  expect(manifest([segment], { onlyApproved: true }, { ambience: rain }).complete).toBe(true);
  expect(manifest([segment], { onlyApproved: true }).complete).toBe(false);
});

const said = 'Cities are hot. See Fig. 2, and Table 1.';
/** A word half a second, after a second of silence. */
const words = said.split(' ').map((text, index) => {
  return { text, startSeconds: 1 + index / 2, endSeconds: 1.5 + index / 2 };
});
const sentences = [
  { text: 'Cities are hot.', startSeconds: 0, endSeconds: 2 },
  { text: 'See Fig. 2, and Table 1.', startSeconds: 2, endSeconds: 4 },
];
const named = [
  { kind: 'FIGURE', number: 2, figureId: 'f' },
  { kind: 'FIGURE', number: 2, figureId: 'f' },
  { kind: 'TABLE', number: 7, figureId: 't' },
  { kind: 'TABLE', number: 1, figureId: null },
] as const;
const shown = { text: said, figures: named, displayMode: 'FIGURE_SYNC' } as const;
const spansOf = (narration: Partial<Take> | null, change: Partial<ScriptLibrary> = {}) =>
  manifest([{ ...shown, ...still(0), audio: narration ? filled(take('voice', narration)) : {} }], {}, change).items.map(
    ({ figureSpans }) => figureSpans.map(({ startFrame, endFrameExclusive }) => [startFrame, endFrameExclusive]),
  );

test('a figure is spoken of from the word that names it to the end of its segment', () => {
  expect(spansOf({ sentences, words, durationSeconds: 6 })).toEqual([
    [
      [24 + 6 + 24 + 4 * 12, 234],
      [0, 234],
    ],
  ]);
});

test('where words were not timed it is as far into its sentence, or into the whole, as it stands in the text', () => {
  const share = said.indexOf('Fig.') / said.length;
  const intoSecond = 'See '.length / 'See Fig. 2, and Table 1.'.length;
  expect(spansOf({ sentences })[0]?.[0]?.[0]).toBe(30 + Math.round(24 * (2 + 2 * intoSecond)));
  expect(spansOf({})[0]?.[0]?.[0]).toBe(30 + Math.round(24 * 4 * share));
  expect(spansOf(null)[0]?.[0]?.[0]).toBe(30 + Math.round(24 * 6 * share));
});

test('behind a title, and spoken faster to fit, it is where the cut turns to it', () => {
  const card = (name: string) => place(name, 'picture', filled(take(name)));
  const cards = { title: card('title'), end: card('end') };
  const timed = { sentences, words, durationSeconds: 6 };
  expect(spansOf(timed, { cards })[0]?.[0]).toEqual([84 + 6 + 24 + 48, 84 + 6 + 144 + 12]);
  const fitted = spansOf(timed, { cards, targetSeconds: 10 })[0]?.[0]?.[0] ?? Number.NaN;
  expect(fitted).toBe(84 + 2 + Math.round((24 * 3) / 1.15));
});

test('figures without a picture are named', () => {
  const figures = [
    { id: 'f1', slotId: 's1', assetId: 'a' },
    { id: 'f2', slotId: 's2', assetId: null },
  ];
  expect(manifest([whole(0)], {}, { figures })).toMatchObject({ unregisteredFigureIds: ['f2'], complete: true });
});

test('an empty script has an empty manifest', () => {
  expect(manifest([])).toMatchObject({ items: [], durationFrames: 0, complete: false });
});

/** The same library as the cut finds it in the database. */
function foundIn({ segments }: ScriptLibrary, onlyApproved: boolean): FoundSegment[] {
  return segments.map(({ id, idx, displayMode, places: { audio, picture } }) => {
    const [voice, still] = [audio, picture].map((one) =>
      onlyApproved ? one.approved : one.current,
    ) as (Take | null)[];
    return {
      id,
      number: idx + 1,
      text: 'It is said.',
      displayMode,
      audio: voice
        ? {
            assetId: voice.assetId,
            sha256: 'v',
            loudnessLufs: -20,
            sentences: [],
            durationSeconds: voice.durationSeconds ?? 0,
          }
        : null,
      picture: still ? { assetId: still.assetId, sha256: 's', moves: true } : null,
      isAudioSentBack: audio.newest?.status === 'REJECTED',
      isPictureSentBack: picture.newest?.status === 'REJECTED',
    };
  });
}

/** Of many, some place is nearly always empty. */
const fewSegments = anyLibrary.map((library) => ({ ...library, segments: library.segments.slice(0, 3) }));
const options = fc.record({ onlyApproved: fc.boolean(), skipRejected: fc.boolean() });

/** A card lasts as many frames at 24000/1001: what is begun is a whole one. */
const ROUND_RATE = 24;
const takeIn = ({ current, approved }: Place, { onlyApproved }: { onlyApproved: boolean }): Take | null =>
  onlyApproved ? approved : current;

test('spans follow each other without gaps from the title to the end', () => {
  fc.assert(
    fc.property(anyLibrary, options, (library, asked) => {
      const { items, durationFrames } = assemblyManifest(library, asked);
      const [title, end] = [library.cards.title, library.cards.end].map((card) => card && takeIn(card, asked));
      let free = title && items.length > 0 ? CARD_SECONDS.title * ROUND_RATE : 0;
      for (const { startFrame, endFrameExclusive, figureSpans } of items) {
        expect(startFrame).toBe(free);
        expect(endFrameExclusive).toBeGreaterThan(startFrame);
        for (const span of figureSpans) {
          expect(span.startFrame).toBeGreaterThanOrEqual(startFrame);
          expect(span.endFrameExclusive).toBe(endFrameExclusive);
        }
        free = endFrameExclusive;
      }
      expect(free).toBe(durationFrames - (end && items.length > 0 ? CARD_SECONDS.end * ROUND_RATE : 0));
    }),
  );
});

test('what lacks nothing is cut to exactly these frames, with these pictures and without what is left out', () => {
  let cuts = 0;
  fc.assert(
    fc.property(fewSegments, options, (library, asked) => {
      const { items, durationFrames, missingSlotIds, leftOutSlotIds } = assemblyManifest(library, asked);
      fc.pre(missingSlotIds.length === 0 && items.some(({ pictureId }) => pictureId !== null));
      cuts += 1;
      const { segments, leftOut } = screened(foundIn(library, asked.onlyApproved), { ...asked, allowMissing: false });
      const { rate, targetSeconds } = library;
      const cards = { title: cardOf(library.cards, 'title', asked), end: cardOf(library.cards, 'end', asked) };
      const cut = explainerCut({
        segments,
        ambience: null,
        ...cards,
        targetSeconds,
        rate,
        size: { width: 2, height: 2 },
      });
      expect(cut.durationFrames).toBe(durationFrames);
      const beside = ['title', 'end'].filter((slotId) => leftOutSlotIds.includes(slotId));
      expect(leftOut).toHaveLength(leftOutSlotIds.length - beside.length);
      expect(cut.narration.map(({ assetId }) => assetId)).toEqual(items.map(({ audioId }) => audioId));
      for (const { startFrame, endFrameExclusive, pictureId } of items) {
        expect(pictureAt(cut, startFrame)).toBe(pictureId);
        expect(pictureAt(cut, endFrameExclusive - 1)).toBe(pictureId);
      }
    }),
    { numRuns: 200 },
  );
  expect(cuts).toBeGreaterThan(20);
});

function cardOf(cards: ScriptLibrary['cards'], part: 'title' | 'end', asked: { onlyApproved: boolean }) {
  const found = cards[part] && takeIn(cards[part], asked);
  return found ? { ownerId: 'film', assetId: found.assetId, sha256: part, seconds: CARD_SECONDS[part] } : null;
}

function pictureAt({ picture }: Cut, frame: number): string | null | undefined {
  return picture.findLast(({ startFrame }) => startFrame <= frame)?.assetId;
}
