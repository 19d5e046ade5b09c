import fc from 'fast-check';
import { ASSET_STATUSES, type MediaType } from '../../../../src/pipeline/library/asset';
import {
  type ManifestSegment,
  type ManifestTake,
  manifestV2,
  planSegment,
  productionState,
  syncStatus,
  takePath,
} from '../../../../src/pipeline/library/legacy/manifest-v2';
import { Members } from '../../../../src/pipeline/library/legacy/member-paths';
import type { LegacyEntry } from '../../../../src/pipeline/library/legacy/plan';

const SEED = {
  run_id: '20260207_101747',
  production_state: 'review',
  segments: {
    segment_001: {
      paragraph_text: 'Welcome back to another deep dive...',
      audio: {
        path: 'audio/audio_000.mp3',
        status: 'approved',
        duration_sec: 12.5,
        voice: 'lily',
        generated_at: '2026-02-07T10:18:00Z',
      },
      image: {
        path: 'images/scene_000.png',
        status: 'review',
        source: 'dalle',
        prompt: 'Technical diagram of UAV positioning...',
        generated_at: '2026-02-07T10:17:00Z',
      },
      video: null,
      sync_status: 'ready',
      notes: "Image style doesn't match - too cartoonish",
    },
  },
};

type Document = typeof SEED;

function read(document: object, members: Members): LegacyEntry[] {
  const { run_id: runId, segments } = document as Document;
  const head = { runId, document: 'asset_manifest.json', folder: '' };
  return Object.entries(segments).flatMap(([key, value]) =>
    planSegment(key, value, { members, head }).map((one) => {
      if ('reason' in one) throw new Error(`${one.path}: ${one.reason}`);
      return one;
    }),
  );
}

/** What an export is made of, out of what an import was read into. */
function back(document: object, members: Members): ManifestSegment[] {
  const entries = read(document, members);
  return Object.entries((document as Document).segments).map(([key, said]) => {
    const idx = Number(key.slice('segment_'.length)) - 1;
    const own = entries.filter(({ segmentIdx }) => segmentIdx === idx);
    const of = (type: MediaType): ManifestTake | null => own.find((entry) => entry.type === type) ?? null;
    return {
      ...{ idx, text: said.paragraph_text, audio: of('AUDIO'), image: of('IMAGE'), video: of('VIDEO') },
      ...{ isStale: said.sync_status === 'stale', isTimed: said.sync_status === 'synced' },
      notes: own.find(({ notes }) => notes)?.notes ?? '',
    };
  });
}

test("the seed's manifest is read and written as it is", () => {
  const members = new Members(['audio/audio_000.mp3', 'images/scene_000.png']);
  expect(manifestV2({ runId: SEED.run_id, segments: back(SEED, members) })).toEqual(SEED);
});

test('keys count from 1 and files from 0', () => {
  const members = new Members(['audio/audio_000.mp3', 'images/scene_000.png']);
  expect(read(SEED, members).map(({ type, segmentIdx }) => [type, segmentIdx])).toEqual([
    ['AUDIO', 0],
    ['IMAGE', 0],
  ]);
  expect(takePath('AUDIO', 11, 'audio/wav')).toBe('audio/audio_011.wav');
});

const word = fc.option(fc.string({ minLength: 1 }), { nil: null });
const take = (type: MediaType, idx: number): fc.Arbitrary<ManifestTake | null> =>
  fc.option(
    fc.record({
      path: fc.constant(takePath(type, idx, 'any')),
      status: fc.constantFrom(...ASSET_STATUSES),
      durationSeconds: type === 'IMAGE' ? fc.constant(null) : fc.double({ min: 0, max: 1e4, noNaN: true }),
      voice: type === 'AUDIO' ? word : fc.constant(null),
      source: type === 'AUDIO' ? fc.constant('elevenlabs') : fc.string({ minLength: 1 }),
      prompt: type === 'AUDIO' ? fc.constant(null) : word,
      generatedAt: fc.option(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), {
        nil: null,
      }),
    }),
    { nil: null },
  );
const segment = (idx: number): fc.Arbitrary<ManifestSegment> =>
  fc
    .record({ audio: take('AUDIO', idx), image: take('IMAGE', idx), video: take('VIDEO', idx), text: fc.string() })
    .chain((takes) => {
      const hasOne = [takes.audio, takes.image, takes.video].some(Boolean);
      const rest = { isStale: fc.boolean(), isTimed: fc.boolean(), notes: hasOne ? fc.string() : fc.constant('') };
      return fc.record(rest).map((facts) => ({ idx, ...takes, ...facts }));
    });
const SEGMENTS = fc
  .nat({ max: 5 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, idx) => segment(idx))));

test('what was exported, imported and exported again is the same', () => {
  fc.assert(
    fc.property(SEGMENTS, (segments) => {
      const takes = segments.flatMap(({ audio, image, video }) => [audio, image, video].flatMap((one) => one ?? []));
      const members = new Members(takes.map(({ path }) => path));
      const first = JSON.parse(JSON.stringify(manifestV2({ runId: 'run', segments })));
      const again = manifestV2({ runId: 'run', segments: back(first, members) });
      expect(JSON.parse(JSON.stringify(again))).toEqual(first);
    }),
    { numRuns: 500 },
  );
});

test.each([
  [['PUBLISHED', 'APPROVED'], 'APPROVED'],
  [['APPROVED', 'REVIEW', 'PUBLISHED'], 'REVIEW'],
  [['REVIEW', 'REVISED'], 'REVISED'],
  [['REVISED', 'DRAFT'], 'DRAFT'],
  [['DRAFT', 'REJECTED'], 'REJECTED'],
  [[], 'DRAFT'],
] as const)('a production of %j is %s', (statuses, state) => expect(productionState(statuses)).toBe(state));

const some = {
  path: 'x',
  status: 'DRAFT',
  durationSeconds: 1,
  voice: null,
  source: 's',
  prompt: null,
  generatedAt: null,
} as const;
const facts = { text: '', notes: '', audio: some, image: some, video: null, isStale: false, isTimed: false };

test.each([
  ['pending', { audio: null, isTimed: true }],
  ['pending', { image: null, isStale: true }],
  ['ready', {}],
  ['ready', { image: null, video: some }],
  ['synced', { isTimed: true }],
  ['stale', { isStale: true, isTimed: true }],
])('it is %s with %j', (status, change) => expect(syncStatus({ ...facts, ...change })).toBe(status));

test.each([
  ['segment_000', SEED.segments.segment_001],
  ['paragraph_001', SEED.segments.segment_001],
  ['segment_001', 'text'],
  ['segment_001', { audio: { path: 3 } }],
  ['segment_001', { audio: { path: 'audio/audio_000.mp3', status: 'finished' } }],
  ['segment_001', { audio: { path: 'audio/audio_000.mp3', generated_at: 'yesterday' } }],
  ['segment_001', { audio: { path: 'audio/audio_009.mp3' } }],
])('%s of %j is listed', (key, value) => {
  const head = { runId: 'run', document: 'asset_manifest.json', folder: '' };
  const planned = planSegment(key, value, { members: new Members(['audio/audio_000.mp3']), head });
  expect(planned).toEqual([{ path: expect.any(String), reason: expect.any(String) }]);
});
