import type { ExplainerJob } from './explainer';

/** A job that a run has already. */
export interface RunJob {
  readonly key: string;
  readonly slotId: string | null;
  /** OPEN: it is to be done, or to be done again. HOLDS: it is done, and what its place has now is used as it is. OVER: neither. */
  readonly is: 'OPEN' | 'HOLDS' | 'OVER';
}

/**
 * What a run needs besides the jobs that it has. Nothing is planned twice that is still to be done, or is done and holds; what an edit
 * or a review has overtaken is a job once more, by the next free name: `cut (2)`.
 */
export function furtherJobs(planned: readonly ExplainerJob[], there: readonly RunJob[]): ExplainerJob[] {
  const known = knownBy(there);
  const taken = new Set(there.map(({ key }) => key));
  const names = new Map<string, string>();
  const further: ExplainerJob[] = [];
  for (const job of planned) {
    const own = known.get(placeOf(job)) ?? [];
    const standing = own.find((one) => stands(one, job, further.length > 0));
    const key = standing?.key ?? freeName(job.key, taken);
    names.set(job.key, key);
    if (standing) continue;
    taken.add(key);
    further.push({ ...renamed(job, names), key, ...(job.slotId === null ? following(job, names, own) : {}) });
  }
  return further;
}

/** A job that only writes rows writes what those before it made: where one of them is new, one that was planned without it will not do. */
function stands({ is }: RunJob, { slotId, comesTo }: ExplainerJob, isAfterNew: boolean): boolean {
  if (is === 'OPEN') return slotId !== null || !isAfterNew;
  return is === 'HOLDS' && comesTo === 'REUSED';
}

type Placed = Pick<RunJob, 'key' | 'slotId'>;

/** The place that a job fills, or its name where it fills none. */
const placeOf = ({ key, slotId }: Placed): string => slotId ?? key.replace(/ \(\d+\)$/, '');

function knownBy(there: readonly RunJob[]): ReadonlyMap<string, readonly RunJob[]> {
  const known = new Map<string, RunJob[]>();
  for (const job of there) {
    const own = known.get(placeOf(job));
    if (own) own.push(job);
    else known.set(placeOf(job), [job]);
  }
  return known;
}

function freeName(key: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? key : `${key} (${n})`;
    if (!taken.has(name)) return name;
  }
}

type Names = ReadonlyMap<string, string>;
const named = (keys: readonly string[], names: Names): string[] => keys.map((key) => names.get(key) ?? key);

function renamed(job: ExplainerJob, names: Names): ExplainerJob {
  return { ...job, dependsOn: named(job.dependsOn, names) };
}

/** Of two that write the same rows the later one has the last word. */
function following(
  { follows = [] }: ExplainerJob,
  names: Names,
  own: readonly RunJob[],
): Pick<ExplainerJob, 'follows'> {
  const open = own.filter(({ is }) => is === 'OPEN').map(({ key }) => key);
  return { follows: [...new Set([...named(follows, names), ...open])] };
}
