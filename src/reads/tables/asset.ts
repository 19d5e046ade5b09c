import { LOCKED_STATUSES } from '../../pipeline/library/asset';
import { literal } from '../pieces';
import type { MediaLink, Paged, Place, Row, Tables } from '../table';
import { embed, list, money, NEWEST, OLDEST, one, page, sql, toOne } from '../table';
import { numberIn, textIn } from './json';
import { inputList } from './slot';
import { usesOfAsset } from './use';

const wished = (row: Row, place: Place, column: string): string =>
  `(SELECT w.${column} FROM slot w WHERE w.id = ${row('slot_id')}${place.scope('w')})`;

const isStale = (row: Row, place: Place): string => `${row('wish_hash')} <> ${wished(row, place, 'wish_hash')}`;

const terms = (row: Row, hash: string, { scope }: Place): string =>
  `(SELECT t.terms FROM wish t WHERE t.project_id = ${row('project_id')} AND t.hash = ${hash}${scope('t')})`;

const staleCauses = (row: Row, place: Place): string =>
  `workprint_wish_causes(${terms(row, row('wish_hash'), place)}, ${terms(row, wished(row, place, 'wish_hash'), place)})`;

/** `mediaLink` begins the HMAC, Postgres finishes it: H(outer ‖ H(inner ‖ message)), without pgcrypto and without the key. */
function signedUrl(row: Row, place: Place): string {
  const link = (pick: (link: MediaLink) => unknown, type: string) =>
    place.moment((moment, args) => pick(moment.mediaLink(Number(args.expiresInSeconds))), type);
  const expires = link(({ expiresAt }) => expiresAt, 'bigint');
  const message = `convert_to(concat(${row('sha256')}, ':', ${row('project_id')}, ':', ${expires}), 'UTF8')`;
  const inner = `sha256(${link(({ innerBlock }) => innerBlock, 'bytea')} || ${message})`;
  const signature = `encode(sha256(${link(({ outerBlock }) => outerBlock, 'bytea')} || ${inner}), 'hex')`;
  const base = link((picked) => picked.base, 'text');
  return `concat(${base}, '/media/', ${row('sha256')}, '?project=', ${row('project_id')}, '&expires=', ${expires}, '&signature=', ${signature})`;
}

/**
 * The slots first, as arrays that are known before the list is walked. An EXISTS in each row took 140 ms for a page out of
 * 100,000 assets, since the list is walked until enough of them fit.
 */
const inScript = (asset: Row, script: string, { scope }: Place): string => {
  const owners = `SELECT ${script} UNION ALL SELECT g.id FROM segment g WHERE g.script_id = ${script}${scope('g')}`;
  return `${asset('slot_id')} = ANY(ARRAY(SELECT s.id FROM slot s WHERE s.owner_id = ANY(ARRAY(${owners}))${scope('s')}))`;
};

/** Text that a person typed, to be found as it is: `%` and `_` are no wildcards. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** A path, not `jsonb_array_elements`: what is no list is one strange sentence, whose fields are missing, and not a failed statement. */
const sentences = (row: Row): string =>
  `(SELECT i.said, i.ordinality FROM jsonb_path_query(${row('sentences')}, '$[*]') WITH ORDINALITY i(said, ordinality))`;

const SEARCHED = ['text', 'prompt', 'describes', 'caption'];

/** The conditions of an `AssetFilter` under `where`. */
export const assetFilter: NonNullable<Paged['where']> = (asset, place) => {
  const { args } = place;
  const conditions: string[] = [];
  const add = (name: string, condition: () => string) => {
    if (args.given('where', name)) conditions.push(condition());
  };
  add('scriptId', () => inScript(asset, args.rowId(['where', 'scriptId'], 'StructuredScript'), place));
  add('types', () => `${asset('type')} = ANY(${args.value(['where', 'types'], 'text[]')})`);
  add('statuses', () => `${asset('status')} = ANY(${args.value(['where', 'statuses'], 'text[]')})`);
  add('tags', () => `${asset('tags')} @> ${args.value(['where', 'tags'], 'text[]')}`);
  add('runId', () => `${asset('run_id')} = ${args.rowId(['where', 'runId'], 'Run')}`);
  add('stale', () => `${args.word('where', 'stale') ? '' : 'NOT '}(${isStale(asset, place)})`);
  add('text', () => {
    const pattern = args.value(['where', 'text'], 'text', containing);
    return `(${SEARCHED.map((column) => `${asset(column)} ILIKE ${pattern}`).join(' OR ')})`;
  });
  return conditions;
};

export const assetTables: Tables = {
  Asset: {
    from: 'asset',
    fields: {
      project: toOne('project_id'),
      slot: toOne('slot_id'),
      locked: sql((row) => `${row('status')} IN (${LOCKED_STATUSES.map(literal).join(', ')})`),
      media: embed(),
      recipe: embed({ hash: (row) => row('recipe_hash') }, (row) => `${row('recipe_hash')} IS NOT NULL`),
      staleness: embed({ since: (row, place) => wished(row, place, 'wished_at'), causes: staleCauses }, isStale),
      revisionOf: toOne('revision_of_id'),
      revisions: page({
        on: (asset, revision) => `${revision('revision_of_id')} = ${asset('id')}`,
        orders: { default: OLDEST },
      }),
      run: toOne('run_id'),
      job: toOne('job_id'),
      sentences: list({ from: sentences, order: (sentence) => sentence('ordinality') }),
      cost: money('cost_micros'),
      review: embed({
        approval_covers_current_inputs: (row, place) =>
          `(CASE WHEN ${row('approved_wish_hash')} IS NULL THEN NULL ELSE ${row('approved_wish_hash')} = ${wished(row, place, 'wish_hash')} END)`,
      }),
      report: one((asset, report) => `${report('asset_id')} = ${asset('id')}`),
      audit: page({
        on: (asset, entry) => `${entry('asset_id')} = ${asset('id')}`,
        orders: { default: { keys: [{ column: 'seq', type: 'int' }] } },
      }),
      annotations: page({
        on: (asset, note) => `${note('asset_id')} = ${asset('id')}`,
        orders: { default: OLDEST },
        where: (note, { args }) =>
          args.given('resolved') ? [`${note('resolved_at')} IS ${args.word('resolved') ? 'NOT ' : ''}NULL`] : [],
      }),
      uses: usesOfAsset,
    },
  },
  Media: {
    fields: {
      url: sql(signedUrl),
      size: embed({}, (row) => `${row('width')} IS NOT NULL AND ${row('height')} IS NOT NULL`),
    },
  },
  SpokenSentence: {
    project: null, // its rows come out of a row that was walled already
    fields: {
      text: sql((row) => textIn(row('said'), 'text')),
      startSeconds: sql((row) => numberIn(row('said'), 'startSeconds')),
      endSeconds: sql((row) => numberIn(row('said'), 'endSeconds')),
    },
  },
  SkippedAsset: {
    project: null, // what a mutation says itself
    fields: {
      asset: one((skipped, asset) => `${asset('id')} = (${textIn(skipped('said'), 'assetId')})::uuid`),
      reason: sql((row) => textIn(row('said'), 'reason')),
    },
  },
  Review: {},
  Staleness: {},
  Recipe: { fields: { inputs: inputList } },
  AuditEntry: {
    from: 'audit_entry',
    fields: {
      asset: one((entry, asset) => `${asset('id')} = ${entry('asset_id')}`),
      from: sql((row) => row('from_status')),
      to: sql((row) => row('to_status')),
    },
  },
};

export const ASSET_ORDERS = { NEWEST, OLDEST };
