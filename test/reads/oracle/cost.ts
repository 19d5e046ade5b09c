import type { Row } from './memory';
import { bestTake, takeOf } from './slot';
import { money, type Resolve } from './types';
import type { View } from './view';

const FATES = ['used', 'rejected', 'replaced', 'failed', 'lost', 'open', 'not billed'];

interface Told {
  readonly label: string;
  readonly place: number;
}

/** Whether some place shows these bytes. */
function isShown(asset: Row, view: View): boolean {
  return view.all('asset', { sha256: asset.sha256, project_id: asset.project_id }).some((twin) => {
    const slot = view.one('slot', { id: twin.slot_id });
    if (!slot) return false;
    const approved = bestTake(slot, view, ['PUBLISHED', 'APPROVED']);
    return [takeOf(slot, view)?.id, approved?.id].includes(twin.id);
  });
}

function fateOf(charge: Row, view: View): string {
  if (charge.status !== 'SETTLED') {
    return { LOST: 'lost', RELEASED: 'not billed' }[String(charge.status)] ?? 'open';
  }
  const asset = charge.asset_id && view.one('asset', { id: charge.asset_id });
  if (!asset) return 'failed';
  if (isShown(asset, view)) return 'used';
  return asset.status === 'REJECTED' ? 'rejected' : 'replaced';
}

function toldOf(charge: Row, view: View, { groupBy, isOfRun }: { groupBy: string; isOfRun: boolean }): Told {
  const job = view.one('job', { id: charge.job_id }) ?? {};
  if (groupBy === 'PROVIDER') return { label: charge.provider, place: 0 };
  if (groupBy === 'STAGE') return { label: job.stage, place: 0 };
  if (groupBy === 'PILOT') return { label: job.pilot ?? 'no pilot', place: 0 };
  if (groupBy === 'STATUS') {
    const label = fateOf(charge, view);
    return { label, place: FATES.indexOf(label) };
  }
  const slot = view.one('slot', { id: job.slot_id });
  const segment = slot?.owner_type === 'SEGMENT' ? view.one('segment', { id: slot.owner_id }) : null;
  if (!segment) return { label: job.key, place: Number.MAX_SAFE_INTEGER };
  const script = view.one('structured_script', { id: segment.script_id });
  const name = `segment ${segment.idx + 1}`;
  return { label: isOfRun ? name : `${script?.name}: ${name}`, place: segment.idx };
}

/** The estimate of a wish in a run, told with the first of its calls that was not given back. */
function estimateOf(charge: Row, charges: readonly Row[], view: View): bigint {
  const alike = charges
    .filter((other) => other.run_id === charge.run_id && other.wish_hash === charge.wish_hash)
    .sort((a, b) => Number(a.status === 'RELEASED') - Number(b.status === 'RELEASED') || (a.id < b.id ? -1 : 1));
  if (alike[0]?.id !== charge.id) return 0n;
  const jobs = view.all('job', { run_id: charge.run_id }).filter((job) => job.wish_hash === charge.wish_hash);
  let most: bigint = charge.estimate_micros; // Math.max takes no bigints
  for (const { estimate_micros: estimate } of jobs) if (estimate > most) most = estimate;
  return most;
}

export const costReport =
  (column: 'run_id' | 'project_id'): Resolve =>
  ({ id }, { groupBy }, view) => {
    const charges = view.all('charge', { [column]: id }).sort((a, b) => (a.id < b.id ? -1 : 1));
    const lines = new Map<string, { place: number; count: number; estimated: bigint; spent: bigint }>();
    for (const charge of charges) {
      const { label, place } = toldOf(charge, view, { groupBy, isOfRun: column === 'run_id' });
      const line = lines.get(label) ?? { place, count: 0, estimated: 0n, spent: 0n };
      lines.set(label, {
        place: Math.min(line.place, place),
        count: line.count + 1,
        estimated: line.estimated + estimateOf(charge, charges, view),
        spent: line.spent + (charge.actual_micros ?? 0n),
      });
    }
    return [...lines]
      .sort(([, a], [, b]) => a.place - b.place) // stable: of one place, in the order of the first calls
      .map(([label, { count, estimated, spent }]) => ({
        label,
        count,
        estimated: money(estimated),
        spent: money(spent),
      }));
  };

const ofTheWholeFirst = (a: Row, b: Row): number => {
  const key = ({ kind, label }: Row) => `${label === '' ? 0 : 1} ${kind} ${label}`;
  return Buffer.compare(Buffer.from(key(a)), Buffer.from(key(b)));
};

export const budgetsOf =
  (column: 'run_id' | 'project_id'): Resolve =>
  ({ id }, _, view) =>
    view
      .all('budget', { [column]: id })
      .filter((budget) => column === 'run_id' || budget.run_id === null)
      .sort(ofTheWholeFirst);

export const suppliers: Resolve = (_, __, view) =>
  view
    .all('supplier_state')
    .map((supplier) => ({ ...supplier, last_error: view.caller.projects === 'all' ? supplier.last_error : null }))
    .sort((a, b) => Buffer.compare(Buffer.from((a as Row).name), Buffer.from((b as Row).name)));
