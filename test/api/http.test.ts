import { auditServer } from 'graphql-http';
import { Client } from 'pg';
import request from 'supertest';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const post = () =>
  request(server.url)
    .post('/graphql')
    .set('authorization', `Bearer ${ADMIN_TOKEN}`)
    .set('content-type', 'application/json');

test('every check that GraphQL over HTTP makes a MUST passes', async () => {
  const fetchFn = (url: string, options?: RequestInit) =>
    fetch(url, { ...options, headers: { ...options?.headers, authorization: `Bearer ${ADMIN_TOKEN}` } });
  const results = await auditServer({ url: `${server.url}/graphql`, fetchFn });
  expect(results.length).toBeGreaterThan(50);
  expect(results.filter(({ status }) => status === 'error').map(({ name }) => name)).toEqual([]);
});

test.each([
  ['a body of 10 MB', { query: `{ viewer { name } } #${'x'.repeat(10_000_000)}` }, 413, 'LIMIT_EXCEEDED'],
  ['a document of 200,000 characters', { query: `{ viewer { name } } #${'x'.repeat(200_000)}` }, 413, 'LIMIT_EXCEEDED'],
  ['a document of 50 levels', { query: deep(50) }, 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['6,000 tokens', { query: `{ ${'viewer { name } '.repeat(1500)} }` }, 400, 'GRAPHQL_PARSE_FAILED'],
  [
    '60 aliases',
    { query: `{ ${Array.from({ length: 60 }, (_, n) => `a${n}: viewer { name }`).join(' ')} }` },
    400,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a page of 251', { query: '{ projects(first: 251) { nodes { id } } }' }, 400, 'LIMIT_EXCEEDED'],
  ['a page of -1', { query: '{ projects(first: -1) { nodes { id } } }' }, 400, 'LIMIT_EXCEEDED'],
  [
    '250 × 250 × 250 rows',
    {
      query:
        '{ projects(first: 250) { nodes { scripts(first: 250) { nodes { segments(first: 250) { nodes { id } } } } } } }',
    },
    400,
    'LIMIT_EXCEEDED',
  ],
  ['a malformed cursor', { query: '{ projects(after: "nonsense") { nodes { id } } }' }, 200, 'INVALID_INPUT'],
  ['a malformed id', { query: '{ script(id: "nonsense") { id } }' }, 200, 'INVALID_INPUT'],
  [
    'an id of another kind',
    { query: '{ script(id: "Project_00000000-0000-7000-8000-000000000000") { id } }' },
    200,
    'INVALID_INPUT',
  ],
  ['a field that is not there', { query: '{ viewer { nam } }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a variable of the wrong type',
    { query: 'query($f: Int) { projects(first: $f) { totalCount } }', variables: { f: 'x' } },
    400,
    'BAD_USER_INPUT',
  ],
  ['a batch', [{ query: '{ viewer { name } }' }], 400, 'BAD_REQUEST'],
])('%s gets a clear error with its code, and no stack', async (_what, body, status, code) => {
  const response = await post().send(JSON.stringify(body));
  const [error] = response.body.errors;
  expect([response.status, error.extensions.code]).toEqual([status, code]);
  expect(error.message).toMatch(/\w{4}/);
  expect(response.text).not.toMatch(/stacktrace|node_modules|\.[jt]s:\d+|select |postgres/i);
});

function deep(levels: number): string {
  return `{ project(key: "x") { ${'scripts { nodes { project { '.repeat(levels / 3)} id ${'} } }'.repeat(levels / 3)} } }`;
}

test('limits hold for variables as for literals', async () => {
  const { errors } = await server.query('query($n: Int) { projects(first: $n) { nodes { id } } }', { n: 1000 });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', expected: '0 to 250', got: '1000' });
});

test('an id that names nothing reads as null, and its neighbours are answered', async () => {
  const { data, errors } = await server.query(
    '{ a: node(id: "Segment_00000000-0000-7000-8000-000000000000") { id } viewer { role } }',
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ a: null, viewer: { role: 'ADMIN' } });
});

test('one bad field does not take its neighbours with it', async () => {
  const { data, errors } = await server.query('{ bad: script(id: "nonsense") { id } viewer { role } }');
  expect(data).toEqual({ bad: null, viewer: { role: 'ADMIN' } });
  expect(errors?.map(({ path }) => path)).toEqual([['bad']]);
});

test('a form that a foreign page could send is refused', async () => {
  const response = await request(server.url)
    .post('/graphql')
    .set('authorization', `Bearer ${ADMIN_TOKEN}`)
    .set('content-type', 'text/plain')
    .send('{"query":"{ viewer { name } }"}');
  expect(response.status).toBe(400);
  expect(response.text).toMatch(/CSRF/);
});

test('introspection is a setting, and without it nothing of the schema is suggested', async () => {
  const closed = await startServer({ WORKPRINT_INTROSPECTION: 'false' });
  const introspection = await closed.query('{ __schema { types { name } } }');
  const typo = await closed.query('{ viewer { nam } }');
  await closed.close();
  expect(introspection.errors?.[0]?.message).toMatch(/introspection/i);
  expect(typo.errors?.[0]?.message).not.toMatch(/name/);
  expect((await server.query<{ __schema: object }>('{ __schema { queryType { name } } }')).data.__schema).toEqual({
    queryType: { name: 'Query' },
  });
});

test('a fault that nobody expected is masked, and logged with the number that the client gets', async () => {
  const broken = await startServer();
  await broken.query('{ viewer { name } }');
  const client = new Client({ connectionString: broken.database.url });
  await client.connect();
  await client.query('ALTER TABLE project RENAME TO project_elsewhere');
  await client.end();
  const response = await request(broken.url)
    .post('/graphql')
    .set('authorization', `Bearer ${ADMIN_TOKEN}`)
    .set('x-request-id', 'number-7')
    .send({ query: '{ projects { nodes { name } } }' });
  await broken.close();
  expect(response.headers['x-request-id']).toBe('number-7');
  expect(response.body.errors[0]).toMatchObject({
    message: 'Something went wrong on the server.',
    extensions: { code: 'INTERNAL_SERVER_ERROR', remedy: expect.stringContaining('number-7') },
  });
  expect(broken.logged.some((line) => line.includes('number-7') && line.includes('does not exist'))).toBe(true);
});

test('health says that the process lives, readiness that it can answer', async () => {
  expect((await request(server.url).get('/healthz')).body).toEqual({ ok: true });
  expect((await request(server.url).get('/readyz')).body).toEqual({ ok: true });
  const nowhere = await request(server.url).get('/nowhere');
  expect([nowhere.status, nowhere.body.errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
});
