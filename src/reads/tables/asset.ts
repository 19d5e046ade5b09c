import { LOCKED_STATUSES } from '../../pipeline/library/asset';
import { type AssetTerms, assetConditions, containing } from '../../pipeline/library/asset-conditions';
import { multirange, numbersIn } from '../../pipeline/library/numbers';
import { understood } from '../bad-input';
import { literal } from '../pieces';
import type { Arguments, MediaLink, Order, Paged, Place, Row, Tables } from '../table';
import { anyOf, embed, list, money, NEWEST, OLDEST, one, page, plain, sql, toOne } from '../table';
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

/** A path, not `jsonb_array_elements`: what is no list is one strange stretch, whose fields are missing, and not a failed statement. */
const stretches = (column: string) => ({
  from: (row: Row) =>
    `(SELECT i.said, i.ordinality FROM jsonb_path_query(${row(column)}, '$[*]') WITH ORDINALITY i(said, ordinality))`,
  order: (stretch: Row) => stretch('ordinality'),
});

/** A range as people type it, as a multirange. */
export const numbersOf = (args: Arguments, path: string[]): string =>
  args.value(
    path,
    'int4multirange',
    understood((text: string) => multirange(numbersIn(text))),
  );

/** The conditions of an `AssetFilter` under `where`, in a list of a project's assets. */
export const assetFilter: NonNullable<Paged['where']> = (asset, { args, scope }, project) => {
  const given = (name: string, term: (path: string[]) => string) =>
    args.given('where', name) ? term(['where', name]) : undefined;
  const id = (name: string, type: string) => given(name, (path) => args.rowId(path, type));
  const oneOf = (name: string) => given(name, (path) => anyOf(args, path));
  const flag = (name: string) => (args.given('where', name) ? args.word('where', name) === true : undefined);
  const terms: AssetTerms = {
    projectId: id('projectId', 'Project'),
    scriptId: id('scriptId', 'StructuredScript'),
    runId: id('runId', 'Run'),
    originRunId: given('originRunId', (path) => args.value(path, 'text')),
    types: oneOf('types'),
    statuses: oneOf('statuses'),
    tags: given('tags', (path) => args.value(path, 'text[]')),
    intents: oneOf('intents'),
    numbers: given('numbers', (path) => numbersOf(args, path)),
    figureNumbers: given('figureNumbers', (path) => numbersOf(args, path)),
    pattern: given('text', (path) => args.value(path, 'text', containing)),
    stale: flag('stale'),
    current: flag('current'),
  };
  return assetConditions(asset, terms, { project: project('id'), wall: scope });
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
      sentences: list(stretches('sentences')),
      words: list({ ...stretches('words'), present: (row) => `jsonb_typeof(${row('words')}) <> 'null'` }),
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
      mimeType: plain('mime_type'),
      url: sql(signedUrl),
      size: embed({}, (row) => `${row('width')} IS NOT NULL AND ${row('height')} IS NOT NULL`),
    },
  },
  SpokenStretch: {
    project: null, // its rows come out of a row that was walled already
    fields: {
      text: sql((row) => textIn(row('said'), 'text')),
      startSeconds: sql((row) => numberIn(row('said'), 'startSeconds')),
      endSeconds: sql((row) => numberIn(row('said'), 'endSeconds')),
    },
  },
  SkippedAsset: { made: true },
  Review: {},
  Staleness: {},
  Recipe: { fields: { inputs: inputList } },
  AuditVerdict: { made: true },
  AuditEntry: {
    from: 'audit_entry',
    fields: {
      asset: one((entry, asset) => `${asset('id')} = ${entry('asset_id')}`),
      from: sql((row) => row('from_status')),
      to: sql((row) => row('to_status')),
    },
  },
};

/** After all that have a number; a cursor holds no null. */
const NO_NUMBER = 2_147_483_647;

/** By the segments that they are for. */
const NUMBER: Order = {
  from: `(SELECT a.*, coalesce(g.idx, ${NO_NUMBER}) AS place FROM asset a
    LEFT JOIN slot s ON s.id = a.slot_id AND s.project_id = a.project_id
    LEFT JOIN segment g ON g.id = s.owner_id AND g.project_id = a.project_id)`,
  keys: [
    { column: 'place', type: 'int' },
    { column: 'id', type: 'uuid' },
  ],
};

export const ASSET_ORDERS = { NEWEST, OLDEST, NUMBER };
