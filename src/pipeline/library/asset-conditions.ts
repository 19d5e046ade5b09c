/** The SQL of a column of the row at hand. */
type Row = (column: string) => string;

/** An `AssetFilter` with SQL for values: parameters with their types. What is not given narrows nothing. */
export interface AssetTerms {
  readonly projectId?: string;
  readonly scriptId?: string;
  readonly runId?: string;
  readonly originRunId?: string;
  /** What `=` is asked of: `ANY($1)`, or one word, for which an index is walked in order. */
  readonly types?: string;
  readonly statuses?: string;
  readonly intents?: string;
  readonly tags?: string;
  /** Multiranges of numbers that count from 1. */
  readonly numbers?: string;
  readonly figureNumbers?: string;
  /** For ILIKE. */
  readonly pattern?: string;
  readonly stale?: boolean;
  readonly current?: boolean;
}

export interface Bounds {
  /** ` AND t.project_id = …` for every access to a table; nothing where the caller may see all. */
  readonly wall: (alias: string) => string;
  /** The project that the assets are of anyway: segments are looked for in its scripts alone. */
  readonly project: string;
}

const SEARCHED = ['text', 'prompt', 'describes', 'caption'];

/** The one meaning of an `AssetFilter`, for those who read and for those who decide. */
export function assetConditions(asset: Row, terms: AssetTerms, bounds: Bounds): string[] {
  const { scriptId, numbers, intents, stale, current } = terms;
  const isOfSegments = numbers !== undefined || intents !== undefined;
  const conditions = [
    terms.projectId && `${asset('project_id')} = ${terms.projectId}`,
    isOfSegments && inSegments(asset, terms, bounds),
    scriptId && !isOfSegments && inScript(asset, scriptId, bounds),
    terms.runId && ofRun(asset, terms.runId, bounds),
    terms.originRunId && `${asset('origin_run_id')} = ${terms.originRunId}`,
    terms.types && `${asset('type')} = ${terms.types}`,
    terms.statuses && `${asset('status')} = ${terms.statuses}`,
    terms.tags && `${asset('tags')} @> ${terms.tags}`,
    terms.figureNumbers && `${asset('figure_number')} <@ ${terms.figureNumbers}`,
    stale !== undefined && `${stale ? '' : 'NOT '}(${asset('wish_hash')} <> ${ofSlot(asset, 'wish_hash', bounds)})`,
    current !== undefined &&
      `${asset('id')} IS ${current ? 'NOT ' : ''}DISTINCT FROM ${ofSlot(asset, 'current_id', bounds)}`,
    terms.pattern && `(${SEARCHED.map((column) => `${asset(column)} ILIKE ${terms.pattern}`).join(' OR ')})`,
  ];
  return conditions.filter((condition) => typeof condition === 'string');
}

const ofSlot = (asset: Row, column: string, { wall }: Bounds): string =>
  `(SELECT w.${column} FROM slot w WHERE w.id = ${asset('slot_id')}${wall('w')})`;

/**
 * The slots first, as arrays that are known before the list is walked. An EXISTS in each row took 140 ms for a page out of
 * 100,000 assets, since the list is walked until enough of them fit.
 */
const inSlotsOf = (asset: Row, owners: string, { wall }: Bounds): string =>
  `${asset('slot_id')} = ANY(ARRAY(SELECT s.id FROM slot s WHERE s.owner_id = ANY(ARRAY(${owners}))${wall('s')}))`;

/** Of the script itself, its segments, its figures, those of its sources, and its cut. */
function inScript(asset: Row, script: string, bounds: Bounds): string {
  const owned = ['segment', 'figure', 'timeline'].map(
    (table) => `SELECT o.id FROM ${table} o WHERE o.script_id = ${script}${bounds.wall('o')}`,
  );
  const sources = `SELECT x.document_id FROM script_document x WHERE x.script_id = ${script}${bounds.wall('x')}`;
  owned.push(`SELECT o.id FROM figure o WHERE o.document_id IN (${sources})${bounds.wall('o')}`);
  return inSlotsOf(asset, [`SELECT ${script}`, ...owned].join(' UNION ALL '), bounds);
}

/**
 * Where a run bounds the list already, its few rows look for their segments: 4 ms for a page out of 100,000 assets, where the
 * array of all slots with these numbers took 90 ms.
 */
function inSegments(asset: Row, terms: AssetTerms, bounds: Bounds): string {
  const { scriptId, numbers, intents, runId, originRunId } = terms;
  const { project, wall } = bounds;
  const scripts = `SELECT c.id FROM structured_script c WHERE c.project_id = ${project}${wall('c')}`;
  const isFew = !scriptId && (runId || originRunId);
  const conditions = [
    scriptId && `g.script_id = ${scriptId}`,
    isFew && `g.id = (SELECT s.owner_id FROM slot s WHERE s.id = ${asset('slot_id')}${wall('s')})`,
    !scriptId && !isFew && `g.script_id = ANY(ARRAY(${scripts}))`,
    numbers && `(g.idx + 1) <@ ${numbers}`,
    intents && `g.intent = ${intents}`,
  ];
  const segments = `FROM segment g WHERE ${conditions.filter(Boolean).join(' AND ')}${wall('g')}`;
  return isFew ? `EXISTS (SELECT 1 ${segments})` : inSlotsOf(asset, `SELECT g.id ${segments}`, bounds);
}

/**
 * Made by it, or used by it again. One array of both: with an OR the list is walked, and a page out of 100,000 assets takes
 * 30 to 590 ms instead of 1.
 */
function ofRun(asset: Row, run: string, { wall }: Bounds): string {
  const made = `SELECT m.id FROM asset m WHERE m.run_id = ${run}${wall('m')}`;
  const used = `SELECT j.result_id FROM job j WHERE j.run_id = ${run} AND j.result_id IS NOT NULL${wall('j')}`;
  return `${asset('id')} = ANY(ARRAY(${made} UNION ${used}))`;
}

/** Text that a person typed, to be found as it is: `%` and `_` are no wildcards. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
