import fc from 'fast-check';
import { ASSET_STATUSES, MEDIA_TYPES } from '../../../../src/pipeline/library/asset';
import { Members } from '../../../../src/pipeline/library/legacy/member-paths';
import type { LegacyEntry } from '../../../../src/pipeline/library/legacy/plan';
import {
  dollarsOf,
  type LibraryRecord,
  libraryFiles,
  libraryJson,
  libraryPath,
  microsOf,
  planRecord,
} from '../../../../src/pipeline/library/legacy/seed-library';

const TIME = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const words = maybe(fc.string({ minLength: 1 }));
const RECORD: fc.Arbitrary<LibraryRecord> = fc
  .record({
    type: fc.constantFrom(...MEDIA_TYPES),
    number: fc.integer({ min: 1, max: 9_999 }),
    source: fc.constantFrom('dalle', 'elevenlabs', 'manual', 'web'),
    status: fc.constantFrom(...ASSET_STATUSES),
    describes: words,
    tags: fc.array(fc.string()),
    text: words,
    voice: words,
    durationSeconds: maybe(fc.double({ min: 0, max: 1e5, noNaN: true })),
    prompt: words,
    figureNumber: maybe(fc.integer({ min: 1, max: 99 })),
    caption: words,
    segmentIdx: maybe(fc.nat({ max: 50 })),
    originRunId: words,
    generatedAt: maybe(TIME),
    generatedBy: words,
    costMicros: fc.bigInt({ min: 0n, max: 10n ** 14n }),
    approvedAt: maybe(TIME),
    approvedBy: words,
    rejectedReason: words,
    revisionOf: words,
    notes: words,
  })
  .map(({ number, ...record }) => {
    const prefix = { AUDIO: 'aud', IMAGE: 'img', FIGURE: 'fig', VIDEO: 'vid' }[record.type];
    const id = `${prefix}_${String(number).padStart(4, '0')}`;
    const known = { usedInSegments: [], bytes: 3, width: null, height: null, scriptId: null };
    return { ...record, ...known, id, path: libraryPath(record.type, id, 'bin') };
  });
const LIBRARY = fc.record({
  projectId: fc.string(),
  createdAt: TIME,
  updatedAt: TIME,
  records: fc.uniqueArray(RECORD, { selector: ({ id }) => id }),
});

function entriesOf(assets: Record<string, unknown>, paths: readonly string[]): LegacyEntry[] {
  const library = { members: new Members(paths), document: 'library.json', folder: '' };
  return Object.entries(assets).flatMap(([key, value]) =>
    planRecord(key, value, library).map((one) => {
      if ('reason' in one) throw new Error(`${one.path}: ${one.reason}`);
      return one;
    }),
  );
}

test('every record of a library that was written comes back as it was', () => {
  fc.assert(
    fc.property(LIBRARY, (library) => {
      const { assets } = JSON.parse(JSON.stringify(libraryJson(library)));
      const entries = entriesOf(
        assets,
        library.records.map(({ path }) => path),
      );
      const expected = library.records.map(({ id, bytes: _, width: _w, height: _h, scriptId: _s, ...record }) => ({
        ...record,
        externalId: id,
        kind: 'FIGURE',
        document: 'library.json',
      }));
      expect(entries.sort(byId)).toEqual([...expected].sort(byId));
    }),
    { numRuns: 300 },
  );
});

const byId = (a: { externalId: string | null }, b: { externalId: string | null }) =>
  String(a.externalId) < String(b.externalId) ? -1 : 1;

test('money of floats is money to the micro-dollar', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 50n }), (micros) => {
      expect(microsOf(JSON.parse(JSON.stringify(dollarsOf(micros))))).toBe(micros);
    }),
  );
  expect(microsOf(0.1 + 0.2)).toBe(300_000n);
});

test('counters stand past every id, so that none is given twice', () => {
  fc.assert(
    fc.property(LIBRARY, (library) => {
      const json = libraryJson(library) as Record<string, unknown>;
      for (const { id, type } of library.records) {
        expect(Number(id.slice(4))).toBeLessThanOrEqual(Number(json[`_${type.toLowerCase()}_counter`]));
      }
    }),
  );
});

test('a library is an index and a file for each record', () => {
  const [record] = fc.sample(RECORD, { numRuns: 1, seed: 7 });
  if (!record) throw new Error('no sample');
  const at = new Date('2026-02-07T10:18:00Z');
  const files = libraryFiles({ projectId: 'p', createdAt: at, updatedAt: at, records: [record] });
  expect(files.map(({ path }) => path)).toEqual(['library.json', `metadata/${record.id}.json`]);
  expect(JSON.parse(files[0]?.text ?? '').assets[record.id]).toEqual(JSON.parse(files[1]?.text ?? ''));
});

const PLAIN = { asset_id: 'aud_001', asset_type: 'audio', source: 'elevenlabs', path: 'audio/aud_001.mp3' };
const plan = (change: object, key = 'aud_001') =>
  planRecord(
    key,
    { ...PLAIN, ...change },
    { members: new Members([PLAIN.path]), document: 'library.json', folder: '' },
  );

test('a record fills the place of each segment that uses it', () => {
  const planned = plan({ segment_idx: 3, used_in_segments: [3, 5] });
  expect(planned).toMatchObject([{ segmentIdx: 3 }, { segmentIdx: 5 }]);
  expect(plan({ used_in_segments: [] })).toMatchObject([{ segmentIdx: null }]);
});

test('the id that a record says goes before its key', () => {
  expect(plan({}, 'other')).toMatchObject([{ externalId: 'aud_001' }]);
  expect(plan({ asset_id: null }, 'other')).toMatchObject([{ externalId: 'other' }]);
});

test.each([
  ['a type that is none', { asset_type: 'smell' }],
  ['a state that is none', { status: 'finished' }],
  ['a time that is none', { approved_at: 'yesterday' }],
  ['a cost below nothing', { generation_cost: -1 }],
  ['tags that are no list', { tags: 'red' }],
  ['a segment before the first', { segment_idx: -1 }],
  ['a file that is not there', { path: 'audio/aud_002.mp3' }],
  ['a path that is no text', { path: null }],
])('%s is listed', (_what, change) => {
  expect(plan(change)).toEqual([{ path: expect.any(String), reason: expect.any(String) }]);
});

test.each(ASSET_STATUSES)('%s is read in small letters', (status) => {
  expect(plan({ status: status.toLowerCase() })).toMatchObject([{ status }]);
});
