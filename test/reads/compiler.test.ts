import type { Caller } from '../../src/pipeline/workspace/caller';
import { fillLibrary } from './library';
import { Reading } from './reading';

let reading: Reading;
let everyone: Caller;
beforeAll(async () => {
  reading = await Reading.open();
  const [all] = await fillLibrary(reading.store, 1);
  if (!all) throw new Error('The library has no callers.');
  everyone = all;
});
afterAll(() => reading.close());

const both = (query: string, variables?: Record<string, unknown>) => reading.both({ query, variables }, everyone);

const messages = (errors: readonly { message: string }[]) => errors.map(({ message }) => message);
const codes = (errors: readonly { extensions: Record<string, unknown> }[]) =>
  errors.map(({ extensions }) => extensions.code);

test('introspection is left to the slow path', async () => {
  const answer = await reading.front({ query: '{ __schema { queryType { name } } }' }, everyone);
  expect(answer).toBeNull();
});

test('a null in a variable that stands where none may be is a mistake of the client on both paths', async () => {
  const { front, errors } = await both('query ($key: String = "heat") { project(key: $key) { id } viewer { name } }', {
    key: null,
  });
  expect(front).toBeNull();
  expect(messages(errors)).toEqual([expect.stringContaining('"key"')]);
});

test('so it is deep in a document', async () => {
  const query = `query ($after: Int = 1) { project(key: "heat") { events(afterSeq: $after) { totalCount } } viewer { name } }`;
  const { front, slow, errors } = await both(query, { after: null });
  expect(front).toBeNull();
  expect(slow.viewer).toEqual({ name: everyone.name });
  expect(errors.map(({ path }) => path?.[0])).toEqual(['project']);
});

test('a null that a variable brings to a directive is left to the slow path', async () => {
  const query = 'query ($if: Boolean = true) { viewer { name @include(if: $if) } }';
  await expect(reading.front({ query, variables: { if: null } }, everyone)).resolves.toBeNull();
});

test('text that Postgres cannot hold is refused, not a fault of the server', async () => {
  const { front, errors } = await both('query ($key: String!) { project(key: $key) { id } }', { key: 'he\0at' });
  expect(front).toBeNull();
  expect(codes(errors)).toEqual(['INVALID_INPUT']);
});

test('at most 250 ids are read at once', async () => {
  const id = 'Asset_00000000-0000-7000-8000-000000000000';
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  expect((await both(query, { ids: Array(250).fill(id) })).front.nodes).toHaveLength(250);
  const { front, errors } = await both(query, { ids: Array(251).fill(id) });
  expect(front).toBeNull();
  expect(codes(errors)).toEqual(['LIMIT_EXCEEDED']);
});

test('fragments that spread each other many times are measured quickly', async () => {
  const levels = Array.from(
    { length: 5 },
    (_, level) => `fragment F${level} on Query { ${`...F${level + 1} `.repeat(60)} }`,
  );
  const query = `{ ...F0 } ${levels.join(' ')} fragment F5 on Query { viewer { name } }`;
  const begun = Date.now();
  expect(JSON.parse((await reading.front({ query }, everyone)) ?? 'null')).toEqual({ viewer: { name: everyone.name } });
  expect(Date.now() - begun).toBeLessThan(2_000);
});

test('an operation that is called by nothing and one that is called by the empty name are two things', async () => {
  const query = 'query A { viewer { name } }';
  expect(await reading.front({ query, operationName: '' }, everyone)).toBeNull();
  expect(await reading.front({ query }, everyone)).not.toBeNull();
});

test('a fact that is missing from a line of the log is an error with its path', async () => {
  await reading.store.query(`UPDATE project_event SET facts = '{}' WHERE seq = 1`);
  const query = '{ project(key: "heat") { events(first: 1) { nodes { seq ... on ProjectCreated { name } } } } }';
  const { front, slow, errors } = await both(query);
  expect(front).toBeNull();
  expect(slow).toEqual({ project: null });
  expect(errors.map(({ path }) => path)).toEqual([['project', 'events', 'nodes', 0, 'name']]);
});

test('a text is found within one field, not across two', async () => {
  await reading.store.query(
    `UPDATE asset SET text = 'zebra', caption = 'quagga' WHERE id = (SELECT max(id::text)::uuid FROM asset)`,
  );
  const query = 'query ($text: String) { projects { nodes { assets(where: { text: $text }) { totalCount } } } }';
  const found = async (text: string) => {
    const { front } = await both(query, { text });
    return front.projects.nodes.reduce(
      (sum: number, { assets }: { assets: { totalCount: number } }) => sum + assets.totalCount,
      0,
    );
  };
  expect(await found('ZEBRA')).toBe(1);
  expect(await found('zebra quagga')).toBe(0);
});

test('aliases may be called as JavaScript calls its own things', async () => {
  const { front, slow } = await both('{ __proto__: viewer { constructor: name __proto__: name toString: role } }');
  expect(JSON.stringify(slow)).toBe(JSON.stringify(front));
  expect(Object.keys(front)).toEqual(['__proto__']);
});

test('an order that a variable brings is a plan of its own', async () => {
  const query = `query ($by: AssetOrder!) { project(key: "heat") { assets(first: 250, orderBy: $by) { nodes { id } } } }`;
  const ids = async (by: string) =>
    (await both(query, { by })).front.project.assets.nodes.map(({ id }: { id: string }) => id);
  const newest = await ids('NEWEST');
  expect(newest.length).toBeGreaterThan(2);
  expect(await ids('OLDEST')).toEqual(newest.reverse());
});

test.each(['_', '%', '\\'])('%s is looked for as it is', async (text) => {
  const query = 'query ($text: String) { projects { nodes { assets(where: { text: $text }) { totalCount } } } }';
  const { front } = await both(query, { text });
  const [{ count }] = await reading.store.query(
    `SELECT count(*)::int FROM asset WHERE position($1 IN concat_ws(' ', text, prompt, describes, caption)) > 0`,
    [text],
  );
  const counts = front.projects.nodes.map(({ assets }: { assets: { totalCount: number } }) => assets.totalCount);
  expect(counts.reduce((sum: number, found: number) => sum + found, 0)).toBe(count);
});

test('what an asset was made from is looked for in its own project', async () => {
  const query = `{ projects(first: 3) { nodes { key assets(first: 250) { nodes {
    recipe { inputs { asset { project { key } } } } slot { wish { inputs { asset { project { key } } } } }
  } } } } }`;
  const { front } = await both(query);
  type Inputs = { inputs: { asset: { project: { key: string } } | null }[] } | null;
  type Nodes = { key: string; assets: { nodes: { recipe: Inputs; slot: { wish: Inputs } }[] } }[];
  const pairs = (front.projects.nodes as Nodes).flatMap(({ key, assets }) =>
    assets.nodes
      .flatMap(({ recipe, slot }) => [...(recipe?.inputs ?? []), ...(slot.wish?.inputs ?? [])])
      .flatMap(({ asset }) => (asset ? [[key, asset.project.key]] : [])),
  );
  expect(new Set(pairs.map(([of]) => of)).size).toBeGreaterThan(1);
  expect(pairs.filter(([of, found]) => of !== found)).toEqual([]);
});
