import { choose, type Purpose, picksIn, takeFor } from '../../../src/cli/assets/choose';
import type { Library, PlaceRow, TakeRow } from '../../../src/cli/assets/library';
import { type Picked, parsePicked } from '../../../src/cli/assets/ranges';
import { parseWords } from '../../../src/cli/words/parse';
import type { AssetStatus } from '../../../src/pipeline/library/asset';

type Part = PlaceRow['part'];
const TYPES = {
  audio: 'AUDIO',
  picture: 'IMAGE',
  video: 'VIDEO',
  figure: 'FIGURE',
  ambience: 'AUDIO',
  film: 'VIDEO',
} as const;

/** A place with takes in these states, of which the current one is the last that was not rejected. */
function place(part: Part, number: number | null, ...statuses: AssetStatus[]): PlaceRow {
  const key = number === null ? `timeline / ${part}` : `segment ${number} / ${part}`;
  const takes = statuses.map((status, n) => take(`${key} ${n + 1}`, { status, number: n + 1, part }));
  const currentId = takes.findLast(({ status }) => status !== 'REJECTED')?.id ?? null;
  return { id: key, key, part, type: TYPES[part], number, currentId, segmentIdxs: [], takes };
}

function take(id: string, { status, number, part }: { status: AssetStatus; number: number; part: Part }): TakeRow {
  return {
    ...{ id, status, take: number, type: TYPES[part], source: 'manual', text: null, voice: null, prompt: null },
    ...{
      caption: null,
      notes: null,
      originRunId: null,
      externalId: null,
      describes: null,
      tags: [],
      figureNumber: null,
      cost: { amount: '0.0000' },
      generatedBy: null,
      revisionOf: null,
      createdAt: '2026-02-07T10:18:00Z',
      generatedAt: null,
      staleness: null,
      run: null,
    },
    review: { rejectedReason: null, approvedAt: null, approvedBy: null },
    media: { bytes: 1, mimeType: 'image/png', sha256: 'a'.repeat(64), durationSeconds: null, size: null },
  };
}

function library(...places: PlaceRow[]): Library {
  const segments = [1, 2, 3].map((number) => ({ id: `Segment_${number}`, number, text: 'x', displayMode: null }));
  const ids = { projectId: 'Project_1', projectKey: 'p', scriptId: 'StructuredScript_1', scriptName: 'S', lastSeq: 7 };
  return { ...ids, segments, places };
}

const LIBRARY = library(
  place('audio', 1, 'DRAFT'),
  place('audio', 2, 'APPROVED', 'REVISED'),
  place('audio', 3, 'APPROVED'),
  place('picture', 1, 'REJECTED'),
  place('picture', 2),
  place('picture', 3, 'REVIEW'),
  place('video', 1),
  place('video', 2),
  place('video', 3),
  place('ambience', null, 'DRAFT'),
);

function ids(flag: string, text: string, purpose: Purpose): string[] | string {
  const chosen = choose(LIBRARY, [{ flag, picked: parsePicked(flag, text) }], purpose);
  return 'code' in chosen ? (chosen.got ?? '') : chosen.takes.map(({ take: { id } }) => id);
}

test('numbers mean those places, and what stands as wished already is left as it is', () => {
  expect(ids('audio', '1-3', 'APPROVE')).toEqual(['segment 1 / audio 1', 'segment 2 / audio 2']);
});

test('all means whatever may be decided so, with the ambience; a state means that state', () => {
  expect(ids('audio', 'all', 'APPROVE')).toEqual([
    'segment 1 / audio 1',
    'segment 2 / audio 2',
    'timeline / ambience 1',
  ]);
  expect(ids('audio', 'revised', 'APPROVE')).toEqual(['segment 2 / audio 2']);
  expect(ids('image', 'all', 'APPROVE')).toEqual(['segment 3 / picture 1']);
  expect(ids('image', 'all', 'REGEN')).toEqual(['segment 1 / picture 1', 'segment 3 / picture 1']);
  expect(ids('audio', 'approved', 'COPY')).toEqual(['segment 2 / audio 1', 'segment 3 / audio 1']);
});

test('a number without a place, or a place without a take, chooses nothing at all', () => {
  expect(ids('audio', '2-5', 'APPROVE')).toBe('there is no segment 4-5');
  expect(ids('image', '1-3', 'APPROVE')).toBe('segment 2 / picture has no take');
  expect(ids('figure', '1', 'APPROVE')).toBe('there is no figure 1');
});

test('a segment means all that it has', () => {
  expect(ids('segment', '1,3', 'REJECT')).toEqual([
    'segment 1 / audio 1',
    'segment 3 / audio 1',
    'segment 3 / picture 1',
  ]);
});

test('two flags that mean the same take choose it once', () => {
  const one: Picked = parsePicked('audio', '1');
  const chosen = choose(
    LIBRARY,
    [
      { flag: 'audio', picked: one },
      { flag: 'segment', picked: one },
    ],
    'APPROVE',
  );
  expect('code' in chosen ? chosen : chosen.takes.map(({ take: { id } }) => id)).toEqual([
    'segment 1 / audio 1',
    'segment 1 / picture 1',
  ]);
});

test.each<[Purpose, AssetStatus[], number]>([
  ['APPROVE', ['APPROVED', 'REVISED'], 2],
  ['APPROVE', ['DRAFT', 'APPROVED'], 2],
  ['APPROVE', ['DRAFT', 'REJECTED'], 1],
  ['APPROVE', ['REJECTED'], 1],
  ['REJECT', ['APPROVED', 'REVISED'], 2],
  ['REJECT', ['APPROVED', 'REJECTED'], 2],
  ['REJECT', ['DRAFT', 'REJECTED'], 1],
  ['PUBLISH', ['APPROVED', 'DRAFT'], 1],
  ['REOPEN', ['REJECTED', 'APPROVED', 'REVISED'], 2],
  ['COPY', ['PUBLISHED', 'APPROVED', 'DRAFT'], 1],
  ['REGEN', ['REJECTED', 'REJECTED'], 2],
])('%s of %j is about take %i', (purpose, statuses, expected) => {
  expect(takeFor(place('picture', 1, ...statuses), purpose)?.take).toBe(expected);
});

test('the switches and flags of a command line become picks', () => {
  const words = parseWords(['assets', 'approve', 'p', '--audio', '1-2', '--image=all', '--ambience']);
  expect(picksIn(words)).toEqual([
    { flag: 'audio', picked: { by: 'numbers', ranges: [{ first: 1, last: 2 }] } },
    { flag: 'image', picked: { by: 'all' } },
    { flag: 'ambience', picked: { by: 'all' } },
  ]);
});
