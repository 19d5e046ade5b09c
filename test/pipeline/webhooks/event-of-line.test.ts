import { ASSET_STATUSES, type AssetStatus } from '../../../src/pipeline/library/asset';
import { RUN_STATUSES } from '../../../src/pipeline/runner/run';
import { eventOfLine } from '../../../src/pipeline/webhooks/event-of-line';
import { PROJECT_EVENT_KINDS } from '../../../src/pipeline/workspace/project';

const NONE = { facts: {}, bornStatus: null };

test('a run that ends is finished or failed; every other state of it is no news', () => {
  const told = RUN_STATUSES.map((status) => [
    status,
    eventOfLine({ kind: 'RUN_STATUS_CHANGED', facts: { status }, bornStatus: null }),
  ]);
  expect(Object.fromEntries(told.filter(([, event]) => event))).toEqual({
    SUCCEEDED: 'RUN_FINISHED',
    PARTIAL: 'RUN_FINISHED',
    CANCELLED: 'RUN_FINISHED',
    FAILED: 'RUN_FAILED',
  });
});

test('an asset that comes to be in REVIEW needs one, and what is decided after it is told', () => {
  const decided = (to: AssetStatus) => eventOfLine({ kind: 'ASSET_DECIDED', facts: { to }, bornStatus: null });
  expect(Object.fromEntries(ASSET_STATUSES.map((to) => [to, decided(to)]))).toEqual({
    DRAFT: null,
    REVISED: null,
    REVIEW: 'ASSET_NEEDS_REVIEW',
    APPROVED: 'ASSET_DECIDED',
    REJECTED: 'ASSET_DECIDED',
    PUBLISHED: 'ASSET_DECIDED',
  });
});

test('of assets that come in only those born in REVIEW are news', () => {
  const born = ASSET_STATUSES.filter((bornStatus) => eventOfLine({ kind: 'ASSET_REGISTERED', facts: {}, bornStatus }));
  expect(born).toEqual(['REVIEW']);
});

test('every other kind of line, and a line that says nothing, is none', () => {
  expect(PROJECT_EVENT_KINDS.filter((kind) => eventOfLine({ kind, ...NONE }))).toEqual([]);
});
