import type { Field, Place, Row, Tables } from '../table';
import { list, money, sql } from '../table';

interface Grouping {
  readonly label: string;
  /** Where the line stands; those of one place in the order of their first calls. */
  readonly place: string;
}

const LAST = 2_147_483_647;
/** What became of the money, in the order of the lines. */
const FATES = ['used', 'rejected', 'replaced', 'failed', 'lost', 'open', 'not billed'];

/** Used: whatever holds its bytes is what some place of the project shows, itself or as a copy. */
const fate = ({ scope }: Place): string => `CASE
  WHEN c.status IN ('RESERVED', 'OVERDUE') THEN 'open' WHEN c.status = 'LOST' THEN 'lost'
  WHEN c.status = 'RELEASED' THEN 'not billed' WHEN c.asset_id IS NULL THEN 'failed'
  WHEN EXISTS (SELECT 1 FROM asset u JOIN slot w ON w.id = u.slot_id AND (w.current_id = u.id OR w.approved_id = u.id)${scope('w')}
    WHERE u.sha256 = a.sha256 AND u.project_id = a.project_id${scope('u')}) THEN 'used'
  WHEN a.status = 'REJECTED' THEN 'rejected' ELSE 'replaced' END`;

/** Of a project, a segment is named with its script. */
const segment = (of: Of): string =>
  `CASE WHEN g.id IS NULL THEN j.key ELSE concat(${of === 'PROJECT' ? "t.name, ': '," : ''} 'segment ', g.idx + 1) END`;

type Of = 'RUN' | 'PROJECT';

const GROUPINGS: Readonly<Record<string, (of: Of, place: Place) => Grouping>> = {
  PROVIDER: () => ({ label: 'c.provider', place: '0' }),
  STAGE: () => ({ label: 'j.stage', place: '0' }),
  SEGMENT: (of) => ({ label: segment(of), place: `coalesce(g.idx, ${LAST})` }),
  STATUS: (_, place) => ({
    label: fate(place),
    place: `array_position(ARRAY[${FATES.map((word) => `'${word}'`).join(', ')}], ${fate(place)})`,
  }),
  PILOT: () => ({ label: "coalesce(j.pilot, 'no pilot')", place: '0' }),
};

/**
 * Of several jobs that wish for the same, one was planned to pay, and another may have asked first: what a wish was thought to cost
 * is the most that a job of the run thought, told once.
 */
const estimated = ({ scope }: Place): string => `CASE
  WHEN row_number() OVER (PARTITION BY c.run_id, c.wish_hash ORDER BY c.status = 'RELEASED', c.id) > 1 THEN 0
  ELSE greatest(c.estimate_micros, (SELECT max(o.estimate_micros) FROM job o
    WHERE o.run_id = c.run_id AND o.wish_hash = c.wish_hash AND o.project_id = c.project_id${scope('o')})) END`;

function lines(of: Of, owner: Row, place: Place): string {
  const { scope, args } = place;
  const grouping = GROUPINGS[String(args.word('groupBy'))];
  if (!grouping) throw new Error(`Nothing is grouped by ${args.word('groupBy')}.`);
  const { label, place: stands } = grouping(of, place);
  return `(SELECT n.label, count(*)::int AS count, sum(n.estimated)::bigint AS estimated_micros, sum(n.spent)::bigint AS spent_micros,
      min(n.place) AS place, min(n.id::text) AS begun
    FROM (SELECT c.id, ${label} AS label, ${stands} AS place, coalesce(c.actual_micros, 0) AS spent, ${estimated(place)} AS estimated
      FROM charge c JOIN job j ON j.id = c.job_id${scope('j')}
        LEFT JOIN slot s ON s.id = j.slot_id${scope('s')}
        LEFT JOIN segment g ON g.id = s.owner_id AND s.owner_type = 'SEGMENT'${scope('g')}
        LEFT JOIN structured_script t ON t.id = g.script_id${scope('t')}
        LEFT JOIN asset a ON a.id = c.asset_id${scope('a')}
      WHERE c.${of === 'RUN' ? 'run_id' : 'project_id'} = ${owner('id')}${scope('c')}) n
    GROUP BY n.label)`;
}

export const costReport = (of: Of): Field =>
  list({
    from: (owner, place) => lines(of, owner, place),
    order: (line) => `${line('place')}, ${line('begun')}`,
  });

/** Those of the whole first, then by what they are of. */
const budgetOrder = (budget: Row): string =>
  `${budget('label')} <> '', ${budget('kind')} COLLATE "C", ${budget('label')} COLLATE "C"`;

export const budgetsOfRun = list({
  on: (run, budget) => `${budget('run_id')} = ${run('id')}`,
  order: budgetOrder,
});
export const budgetsOfProject = list({
  on: (project, budget) => `${budget('project_id')} = ${project('id')} AND ${budget('run_id')} IS NULL`,
  order: budgetOrder,
});

export const suppliers = list({ on: () => 'true', order: (supplier) => `${supplier('name')} COLLATE "C"` });

export const costTables: Tables = {
  CostLine: { project: null, fields: { estimated: money('estimated_micros'), spent: money('spent_micros') } },
  Provider: { made: true },
  ProviderModel: { made: true },
  ProviderSetting: { made: true },
  Supplier: {
    from: 'supplier_state',
    project: null,
    fields: {
      lastError: sql((row, place) => {
        const seesAll = place.moment(({ caller }) => caller.projects === 'all', 'boolean');
        return `CASE WHEN ${seesAll} THEN ${row('last_error')} END`;
      }),
    },
  },
};
