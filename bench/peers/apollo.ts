/**
 * What most would build: Apollo Server 5 on Express, resolvers by hand, one DataLoader a relation and request. It reads just the
 * columns it may need and no row twice; times are spelled by Postgres, since a Date would cut their microseconds.
 */
import { createServer } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import DataLoader from 'dataloader';
import express from 'express';
import { Pool } from 'pg';
import { environment, listen } from './peer';
import { rowIdAfter, rowIdOf } from './statements';

const { url, poolSize, options } = environment();
const pool = new Pool({ connectionString: url, max: poolSize, options });

type Row = Readonly<Record<string, unknown>> & { readonly id: string };
type Relation = DataLoader<string, Row[]>;

const ASSET = `a.id, a.slot_id, a.take, a.status, a.tags, a.sha256, a.mime_type AS "mimeType", a.bytes::float8 AS bytes,
  a.duration_seconds AS "durationSeconds", a.width, a.height, a.cost_micros::float8 AS "costMicros",
  to_json(a.approved_at)#>>'{}' AS "approvedAt", a.approved_by AS "approvedBy", a.rejected_reason AS "rejectedReason"`;

const pointed = (column: string): string =>
  `SELECT ${ASSET} FROM slot s JOIN asset a ON a.id = s.${column} WHERE s.id = ANY($1)`;

const SHOT = 't.id, t.key, t.number, t.shot_type AS "shotType", t.duration_frames AS "durationFrames"';

/** Name → the statement that reads the relation for many parents at once, and the column that names the parent. */
const RELATIONS = {
  segments: {
    parent: 'script_id',
    sql: 'SELECT id, script_id, idx + 1 AS number, text, intent, estimated_seconds AS "estimatedSeconds" FROM segment WHERE script_id = ANY($1) ORDER BY idx',
  },
  shots: {
    parent: 'shot_list_id',
    sql: `SELECT ${SHOT}, t.shot_list_id FROM unnest($1::uuid[]) l(id), LATERAL (
      SELECT t.* FROM shot t JOIN scene c ON c.id = t.scene_id WHERE t.shot_list_id = l.id ORDER BY c.number, t.number LIMIT 50) t`,
  },
  scenes: {
    parent: 'shot_list_id',
    sql: 'SELECT id, shot_list_id, number, slugline FROM scene WHERE shot_list_id = ANY($1) ORDER BY number',
  },
  shotsOfScene: {
    parent: 'scene_id',
    sql: `SELECT ${SHOT}, t.scene_id FROM shot t WHERE t.scene_id = ANY($1) ORDER BY t.number`,
  },
  slots: { parent: 'owner_id', sql: 'SELECT id, owner_id, part FROM slot WHERE owner_id = ANY($1)' },
  current: { parent: 'slot_id', sql: pointed('current_id') },
  approved: { parent: 'slot_id', sql: pointed('approved_id') },
  audit: {
    parent: 'asset_id',
    sql: `SELECT asset_id, id, seq, to_json(at)#>>'{}' AS at, actor, from_status AS "from", to_status AS "to", reason
      FROM audit_entry WHERE asset_id = ANY($1) ORDER BY seq`,
  },
} as const;

type Loaders = Readonly<Record<keyof typeof RELATIONS, Relation>>;

async function childrenOf(ids: readonly string[], name: keyof Loaders): Promise<Row[][]> {
  const { sql, parent } = RELATIONS[name];
  const { rows } = await pool.query<Row>({ name, text: sql, values: [ids] });
  const groups = new Map<unknown, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[parent]);
    if (group) group.push(row);
    else groups.set(row[parent], [row]);
  }
  return ids.map((id) => groups.get(id) ?? []);
}

function loaders(): Loaders {
  const names = Object.keys(RELATIONS) as (keyof Loaders)[];
  const entries = names.map((name) => [name, new DataLoader<string, Row[]>((ids) => childrenOf(ids, name))]);
  return Object.fromEntries(entries) as Loaders;
}

const typeDefs = `
  type Query { script(id: ID!): StructuredScript shotList(id: ID!): ShotList project(key: String!): Project }
  type Project { assets(where: AssetFilter!, first: Int!, after: String): AssetConnection! }
  input AssetFilter { types: [AssetType!]! statuses: [AssetStatus!]! tags: [String!]! }
  enum AssetType { AUDIO IMAGE FIGURE VIDEO }
  enum AssetStatus { DRAFT REVIEW APPROVED REJECTED REVISED PUBLISHED }
  type AssetConnection { nodes: [Asset!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! }
  type StructuredScript { id: ID! name: String! segments(first: Int): SegmentConnection! }
  type SegmentConnection { nodes: [Segment!]! }
  type Segment { id: ID! number: Int! text: String! intent: String! estimatedSeconds: Float! audio: Slot! picture: Slot! video: Slot! }
  type ShotList { id: ID! title: String! shots(first: Int): ShotConnection! scenes(first: Int): SceneConnection! }
  type ShotConnection { nodes: [Shot!]! }
  type SceneConnection { nodes: [Scene!]! }
  type Scene { id: ID! number: Int! slugline: String! shots(first: Int): ShotConnection! }
  type Shot { id: ID! key: String! number: Int! shotType: String! durationFrames: Int! still: Slot! clip: Slot! }
  type Slot { id: ID! current: Asset approved: Asset }
  type Asset { id: ID! take: Int! status: String! tags: [String!]! media: Media! review: Review! cost: Money! audit(first: Int): AuditEntryConnection! }
  type Media { sha256: String! mimeType: String! bytes: Float! durationSeconds: Float size: Size }
  type Size { width: Int! height: Int! }
  type Review { approvedAt: String approvedBy: String rejectedReason: String }
  type Money { amount: String! currency: String! }
  type AuditEntryConnection { nodes: [AuditEntry!]! }
  type AuditEntry { seq: Int! at: String! actor: String! from: String to: String! reason: String }`;

type Resolve = (row: Row, args: Readonly<Record<string, string>>, loaders: Loaders) => unknown;

const idOf =
  (type: string): Resolve =>
  ({ id }) =>
    `${type}_${id}`;
const connection =
  (relation: keyof Loaders): Resolve =>
  async ({ id }, _args, { [relation]: loader }) => ({ nodes: await loader.load(id) });
const slot =
  (name: string): Resolve =>
  async ({ id }, _args, { slots }) =>
    (await slots.load(id)).find(({ part }) => part === name);
const firstOf =
  (relation: keyof Loaders): Resolve =>
  async ({ id }, _args, { [relation]: loader }) =>
    (await loader.load(id))[0] ?? null;
const rowOf =
  (table: string): Resolve =>
  async (_root, { id }) => {
    const values = [rowIdOf({ id, key: null, after: null })];
    return (await pool.query<Row>({ name: table, text: `SELECT * FROM ${table} WHERE id = $1`, values })).rows[0];
  };

interface LibraryArgs {
  readonly where: Readonly<Record<'types' | 'statuses' | 'tags', string[]>>;
  readonly first: number;
  readonly after?: string | null;
}

const LIBRARY = `
  SELECT ${ASSET} FROM asset a
  WHERE a.project_id = $1 AND a.type = ANY($2) AND a.status = ANY($3) AND a.tags @> $4
    AND a.id < coalesce($5::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
  ORDER BY a.id DESC LIMIT $6`;

async function assetsOf({ id }: Row, { where: { types, statuses, tags }, first, after }: LibraryArgs) {
  const values = [id, types, statuses, tags, rowIdAfter({ id, key: null, after }), first + 1];
  const { rows } = await pool.query<Row>({ name: 'library', text: LIBRARY, values });
  return { nodes: rows.slice(0, first), pageInfo: { hasNextPage: rows.length > first } };
}

async function projectBy(_root: unknown, { key }: { key: string }): Promise<Row | undefined> {
  return (await pool.query<Row>({ name: 'project', text: 'SELECT id FROM project WHERE key = $1', values: [key] }))
    .rows[0];
}

const resolvers = {
  Project: { assets: assetsOf },
  Query: {
    project: projectBy,
    script: rowOf('structured_script'),
    shotList: rowOf('shot_list'),
  },
  StructuredScript: { id: idOf('StructuredScript'), segments: connection('segments') },
  Segment: { id: idOf('Segment'), audio: slot('audio'), picture: slot('picture'), video: slot('video') },
  ShotList: { id: idOf('ShotList'), shots: connection('shots'), scenes: connection('scenes') },
  Scene: { id: idOf('Scene'), shots: connection('shotsOfScene') },
  Shot: { id: idOf('Shot'), still: slot('still'), clip: slot('clip') },
  Slot: { id: idOf('Slot'), current: firstOf('current'), approved: firstOf('approved') },
  Asset: {
    id: idOf('Asset'),
    media: (row: Row) => ({ ...row, size: row.width === null ? null : row }),
    review: (row: Row) => row,
    cost: ({ costMicros }: Row) => ({ amount: (Number(costMicros) / 1e6).toFixed(4), currency: 'USD' }),
    audit: connection('audit'),
  },
};

async function main(): Promise<void> {
  const apollo = new ApolloServer<Loaders>({ typeDefs, resolvers });
  await apollo.start();
  const app = express().use('/graphql', express.json(), expressMiddleware(apollo, { context: async () => loaders() }));
  listen(createServer(app));
}

void main();
