import fc from 'fast-check';
import type { Library, PlaceRow, TakeRow } from '../../../src/cli/assets/library';
import { seedLibrary } from '../../../src/cli/assets/seed-library';
import { ASSET_STATUSES } from '../../../src/pipeline/library/asset';

const text = fc.option(fc.constantFrom('', 'A "street"', '\u2028'));
const takes: fc.Arbitrary<Omit<TakeRow, 'id' | 'take' | 'type'>> = fc.record({
  status: fc.constantFrom(...ASSET_STATUSES),
  source: fc.constantFrom('dalle', 'manual'),
  ...{ text, voice: text, prompt: text, caption: text, notes: text, describes: text, originRunId: text },
  tags: fc.array(fc.constantFrom('a', 'b')),
  figureNumber: fc.constant(null),
  externalId: fc.option(fc.constantFrom('aud_001', 'img_001', 'img_fig6_v2', '../x', 'fig_002')),
  cost: fc.constantFrom({ amount: '0.0000' }, { amount: '0.080001' }),
  generatedBy: text,
  revisionOf: fc.option(fc.record({ id: fc.constantFrom('Asset_000', 'Asset_007', 'Asset_999') })),
  createdAt: fc.constant('2026-02-07T10:18:00Z'),
  generatedAt: fc.option(fc.constant('2026-02-07T10:17:00Z')),
  staleness: fc.constant(null),
  review: fc.record({ rejectedReason: text, approvedAt: fc.constant(null), approvedBy: text }),
  run: fc.constant(null),
  media: fc.record({
    ...{ bytes: fc.nat(), mimeType: fc.constantFrom('image/png', 'audio/mpeg'), sha256: fc.constant('a'.repeat(64)) },
    ...{ durationSeconds: fc.option(fc.constant(2.5)), size: fc.option(fc.constant({ width: 16, height: 9 })) },
  }),
});
const PARTS = { audio: 'AUDIO', picture: 'IMAGE', figure: 'FIGURE', film: 'VIDEO' } as const;

const libraries: fc.Arbitrary<Library> = fc
  .array(fc.tuple(fc.constantFrom('audio', 'picture', 'figure', 'film'), fc.array(takes, { maxLength: 3 })), {
    maxLength: 6,
  })
  .map((drawn) => {
    let count = 0;
    const places = drawn.map(([part, rows], n): PlaceRow => {
      const type = PARTS[part];
      const own = rows.map((row, index): TakeRow => {
        count += 1;
        return { ...row, type, take: index + 1, id: `Asset_${String(count).padStart(3, '0')}` };
      });
      const number = part === 'film' ? null : n + 1;
      return { ...{ id: `Slot_${n}`, key: `${n}`, part, type, number }, currentId: null, segmentIdxs: [n], takes: own };
    });
    const ids = {
      projectId: 'Project_1',
      projectKey: 'p',
      scriptId: 'StructuredScript_1',
      scriptName: 'S',
      lastSeq: 1,
    };
    return { ...ids, segments: [], places };
  });

test('every take has a record of its own, a file at the path of its record, and metadata that say the same', () => {
  fc.assert(
    fc.property(libraries, (library) => {
      const { files, texts } = seedLibrary(library, 'all');
      const { assets } = JSON.parse(texts['library.json'] ?? '');
      expect(files).toHaveLength(library.places.reduce((sum, place) => sum + place.takes.length, 0));
      expect(Object.values(assets).map((record) => (record as { path: string }).path)).toEqual(
        files.map(({ path }) => path),
      );
      expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
      for (const [id, record] of Object.entries(assets)) {
        expect(JSON.parse(texts[`metadata/${id}.json`] ?? '')).toEqual(record);
        expect((record as { path: string }).path).toMatch(/^(audio|images|figures|videos)\/[\w.-]+$/);
      }
    }),
  );
});

test('with only what is approved, nothing else is in it, and what it revises is named by its id there', () => {
  fc.assert(
    fc.property(libraries, (library) => {
      const { files, texts } = seedLibrary(library, 'approved');
      expect(files.every(({ take }) => ['APPROVED', 'PUBLISHED'].includes(take.status))).toBe(true);
      const assets = JSON.parse(texts['library.json'] ?? '').assets as Record<string, { revision_of: string | null }>;
      for (const { revision_of } of Object.values(assets))
        expect(revision_of === null || revision_of in assets).toBe(true);
    }),
  );
});
