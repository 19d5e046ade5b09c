import type { EntityManager } from 'typeorm';
import { NotFound } from '../errors';
import type { Caller } from '../workspace/caller';
import type { Selected } from './locked-assets.verb';
import { type Numbers, numbersMissing } from './numbers';
import { listed, MOST_REASONS } from './reasons';
import type { BoundedWhere } from './selection';

/** Whoever names numbers means each of them: one that selects nothing refuses the whole, for they do not know what is there. */
export async function assertNumbersSelected(
  manager: EntityManager,
  caller: Caller,
  { where, assets }: { where: BoundedWhere; assets: readonly Selected[] },
): Promise<void> {
  const ids = assets.map(({ id }) => id);
  const segments = await missingNumbers(manager, where.numbers, [SEGMENTS_OF, ids]);
  if (segments)
    throw selectNothing('numbers', await segmentReasons(manager, caller, { where, missing: segments }), segments);
  const figures = await missingNumbers(manager, where.figureNumbers, [FIGURES_OF, ids]);
  const reasons = figures?.first.map((number) => `figure ${number} has no asset that fits`);
  if (figures) throw selectNothing('figureNumbers', reasons ?? [], figures);
}

const SEGMENTS_OF = `SELECT DISTINCT g.idx + 1 AS number FROM asset a JOIN slot s ON s.id = a.slot_id
  JOIN segment g ON g.id = s.owner_id WHERE a.id = ANY($1)`;
const FIGURES_OF = 'SELECT DISTINCT a.figure_number AS number FROM asset a WHERE a.id = ANY($1)';

type Missing = ReturnType<typeof numbersMissing>;

async function missingNumbers(
  manager: EntityManager,
  wanted: Numbers | null,
  [found, ids]: [string, readonly string[]],
): Promise<Missing | null> {
  if (wanted === null || wanted === 'all') return null;
  const rows = await manager.query<{ number: number }[]>(found, [ids]);
  const missing = numbersMissing(wanted, new Set(rows.map(({ number }) => number)), MOST_REASONS);
  return missing.count > 0 ? missing : null;
}

/** What is wrong with each number: there is no such segment, or none of its assets fits. */
async function segmentReasons(
  manager: EntityManager,
  { projects }: Caller,
  { where: { scriptId, runId, projectId }, missing: { first: numbers } }: { where: BoundedWhere; missing: Missing },
): Promise<string[]> {
  const rows = await manager.query<{ number: number }[]>(
    `SELECT DISTINCT g.idx + 1 AS number FROM structured_script c JOIN segment g ON g.script_id = c.id
     WHERE g.idx + 1 = ANY($1) AND ($2::uuid[] IS NULL OR c.project_id = ANY($2))
       AND ($3::uuid IS NULL OR c.id = $3) AND ($5::uuid IS NULL OR c.project_id = $5)
       AND ($4::uuid IS NULL OR c.id = (SELECT r.subject_id FROM run r WHERE r.id = $4))`,
    [numbers, projects === 'all' ? null : projects, scriptId ?? null, runId ?? null, projectId ?? null],
  );
  const known = new Set(rows.map(({ number }) => number));
  return numbers.map((number) =>
    known.has(number) ? `segment ${number} has no asset that fits` : `there is no segment ${number}`,
  );
}

function selectNothing(name: string, reasons: readonly string[], { count }: Missing): NotFound {
  return new NotFound(
    count === 1 ? 'One of these numbers selects nothing.' : `${count} of these numbers select nothing.`,
    {
      field: ['input', 'selection', 'where', name],
      expected: 'numbers that each select an asset',
      got: listed(reasons, count),
      remedy: 'Leave them out, or make first what is missing; nothing was changed.',
    },
  );
}
