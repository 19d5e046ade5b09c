import fc from 'fast-check';
import { ASSET_STATUSES } from '../../../src/pipeline/library/asset';
import type { LibrarySegment, Place, ScriptLibrary, Take } from '../../../src/pipeline/library/script-library';
import { plainWish } from '../../../src/pipeline/library/wish';
import { DISPLAY_MODES, SEGMENT_INTENTS } from '../../../src/pipeline/script/segment';

export const take = (assetId: string, change: Partial<Take> = {}): Take => ({
  assetId,
  status: 'DRAFT',
  isFresh: true,
  isCard: false,
  causes: [],
  durationSeconds: 4,
  sentences: [],
  words: null,
  ...change,
});

export const EMPTY = { current: null, approved: null, newest: null, equal: null };

const CAPABILITIES = { audio: 'SPEECH', picture: 'IMAGE', video: 'VIDEO', ambience: 'SOUND' } as const;

export function place(slotId: string, part: keyof typeof CAPABILITIES, change: Partial<Place> = {}): Place {
  return { slotId, wish: plainWish(CAPABILITIES[part], slotId), ...EMPTY, ...change };
}

/** A place that one take fills. */
export function filled(asset: Take): Partial<Place> {
  const isApproved = asset.status === 'APPROVED' || asset.status === 'PUBLISHED';
  return {
    current: asset,
    approved: isApproved ? asset : null,
    newest: { status: asset.status, rejectedReason: null },
    equal: asset.isFresh ? { assetId: asset.assetId, isHere: true } : null,
  };
}

export const sentBack = (rejectedReason: string | null = 'wrong style'): Partial<Place> => ({
  newest: { status: 'REJECTED', rejectedReason },
});

export interface Wanted extends Partial<Omit<LibrarySegment, 'places'>> {
  readonly audio?: Partial<Place>;
  readonly picture?: Partial<Place>;
  readonly video?: Partial<Place>;
}

export function libraryOf(wanted: readonly Wanted[], change: Partial<ScriptLibrary> = {}): ScriptLibrary {
  return {
    project: { mode: 'OFFLINE', offlineFor: [], providerOrder: {} },
    rate: { numerator: 24, denominator: 1 },
    segments: wanted.map(segmentOf),
    figures: [],
    ambience: null,
    cards: { title: null, end: null },
    targetSeconds: null,
    ...change,
  };
}

function segmentOf({ audio, picture, video, ...change }: Wanted, idx: number): LibrarySegment {
  return {
    id: `segment ${idx}`,
    idx,
    text: 'It is said.',
    intent: 'BACKGROUND',
    importance: 0.5,
    displayMode: 'DALL_E',
    directedMode: null,
    estimatedSeconds: 6,
    figures: [],
    places: {
      audio: place(`audio ${idx}`, 'audio', audio),
      picture: place(`picture ${idx}`, 'picture', picture),
      video: place(`video ${idx}`, 'video', video),
    },
    ...change,
  };
}

const anyPlace = (part: string) =>
  fc.oneof(
    fc.constant<Partial<Place>>(EMPTY),
    fc.constant(sentBack()),
    fc
      .record({
        id: fc.uuid(),
        status: fc.constantFrom(...ASSET_STATUSES.filter((status) => status !== 'REJECTED')),
        isFresh: fc.boolean(),
        durationSeconds: fc.double({ min: 0.01, max: 30, noNaN: true }),
        isSentBack: fc.boolean(),
      })
      .map(({ id, isSentBack, ...change }) => ({
        ...filled(take(`${part} ${id}`, change)),
        ...(isSentBack ? sentBack() : {}),
      })),
  );

const anyCard = (part: 'title' | 'end') =>
  fc.option(
    anyPlace(part).map((change) => place(part, 'picture', change)),
    { freq: 1 },
  );

const anyFigure = fc.record({
  kind: fc.constantFrom('FIGURE' as const, 'TABLE' as const),
  number: fc.integer({ min: 1, max: 4 }),
});

export const anyLibrary: fc.Arbitrary<ScriptLibrary> = fc
  .record({
    wanted: fc.array(
      fc.record({
        intent: fc.constantFrom(...SEGMENT_INTENTS),
        importance: fc.double({ min: 0, max: 1, noNaN: true }),
        displayMode: fc.constantFrom(null, ...DISPLAY_MODES),
        figures: fc.array(anyFigure, { maxLength: 2 }),
        audio: anyPlace('audio'),
        picture: anyPlace('picture'),
        video: anyPlace('video'),
      }),
      { maxLength: 40 },
    ),
    project: fc.constant({ mode: 'OFFLINE', offlineFor: [], providerOrder: {} } as const),
    rate: fc.constantFrom({ numerator: 24, denominator: 1 }, { numerator: 24_000, denominator: 1_001 }),
    known: fc.integer({ min: 0, max: 4 }),
    cards: fc.record({ title: anyCard('title'), end: anyCard('end') }),
    targetSeconds: fc.option(fc.integer({ min: 10, max: 300 }), { freq: 2 }),
  })
  .map(({ wanted, rate, known, cards, targetSeconds }) => {
    const figures = Array.from({ length: known }, (_, index) => ({
      id: `FIGURE ${index + 1}`,
      slotId: `figure slot ${index + 1}`,
      assetId: index % 2 === 0 ? `figure take ${index + 1}` : null,
    }));
    const named = wanted.map((segment) => ({
      ...segment,
      figures: segment.figures.map(({ kind, number }) => {
        const id = `${kind} ${number}`;
        return { kind, number, figureId: figures.some((figure) => figure.id === id) ? id : null };
      }),
    }));
    return libraryOf(named, { rate, figures, cards, targetSeconds });
  });
