import { startServer, type TestServer } from '../support/server';

let server: TestServer;
let mine: string;
let theirs: string;
let scriptOfTheirs: string;

const project = async (key: string) => {
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    `mutation { createProject(input: { key: "${key}", name: "${key}", idempotencyKey: "${key}" }) { project { id } } }`,
  );
  return data.createProject.project.id;
};

interface Made {
  createToken: { token: string | null; tokenId: string | null; userErrors: { code: string; field: string[] | null }[] };
}
const CREATE_TOKEN =
  'mutation($input: CreateTokenInput!) { createToken(input: $input) { token tokenId userErrors { code field } } }';
const makeToken = async (input: object, as?: string) =>
  (await server.query<Made>(CREATE_TOKEN, { input }, as)).data.createToken;
const tokenFor = async (role: string, projectIds?: string[]) => {
  const { token } = await makeToken({ name: role, role, projectIds });
  return token ?? '';
};

beforeAll(async () => {
  server = await startServer();
  [mine, theirs] = [await project('mine'), await project('theirs')];
  const { data } = await server.query<{ importScript: { script: { id: string } } }>(
    'mutation($p: ID!) { importScript(input: { projectId: $p, name: "s", text: "One.", idempotencyKey: "s" }) { script { id } } }',
    { p: theirs },
  );
  scriptOfTheirs = data.importScript.script.id;
});
afterAll(() => server.close());

test.each([
  ['no token', undefined],
  ['a wrong token', 'Bearer wrong-token-wrong-token'],
  ['another scheme', 'Basic dXNlcjpwYXNz'],
])('%s gets a 401 that says how to ask, and no stack', async (_what, authorization) => {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    body: '{"query":"{ viewer { name } }"}',
  });
  const text = await response.text();
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toBe('Bearer');
  expect(JSON.parse(text).errors[0].extensions).toMatchObject({ code: 'UNAUTHENTICATED', remedy: expect.any(String) });
  expect(text).not.toMatch(/ at |node_modules|\.ts/);
});

test('the viewer is the token', async () => {
  const { data } = await server.query('{ viewer { name role } }', {}, await tokenFor('REVIEWER'));
  expect(data).toEqual({ viewer: { name: 'REVIEWER', role: 'REVIEWER' } });
});

test('a role that is too small is refused in the payload with the role that is needed', async () => {
  const { data } = await server.query<{ createProject: { userErrors: object[] } }>(
    'mutation { createProject(input: { key: "x", name: "x", idempotencyKey: "x" }) { userErrors { code expected got remedy } } }',
    {},
    await tokenFor('REVIEWER'),
  );
  expect(data.createProject.userErrors).toEqual([
    { code: 'FORBIDDEN', expected: 'PRODUCER', got: 'REVIEWER', remedy: expect.stringContaining('createToken') },
  ]);
});

test('another project is as if it were not there: by key, by id, in lists, and to write into', async () => {
  const token = await tokenFor('PRODUCER', [mine]);
  const { data } = await server.query(
    `query($id: ID!, $script: ID!) {
      project(key: "theirs") { id }
      node(id: $id) { id }
      nodes(ids: [$id, $script]) { id }
      script(id: $script) { id }
      projects { totalCount nodes { key } }
    }`,
    { id: theirs, script: scriptOfTheirs },
    token,
  );
  expect(data).toEqual({
    project: null,
    node: null,
    nodes: [null, null],
    script: null,
    projects: { totalCount: 1, nodes: [{ key: 'mine' }] },
  });
  const write = await server.query<{ importScript: { userErrors: { code: string }[] } }>(
    'mutation($p: ID!) { importScript(input: { projectId: $p, name: "s", text: "One.", idempotencyKey: "w" }) { userErrors { code } } }',
    { p: theirs },
    token,
  );
  expect(write.data.importScript.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
});

test('a token of single projects makes none for more, and no project it could not see', async () => {
  const admin = await tokenFor('ADMIN', [mine]);
  expect((await makeToken({ name: 'x', role: 'VIEWER' }, admin)).userErrors[0]?.code).toBe('FORBIDDEN');
  expect((await makeToken({ name: 'x', role: 'VIEWER', projectIds: [theirs] }, admin)).userErrors[0]?.code).toBe(
    'NOT_FOUND',
  );
  expect((await makeToken({ name: 'x', role: 'VIEWER', projectIds: [mine] }, admin)).token).toMatch(/^wp_/);
  const created = await server.query<{ createProject: { userErrors: { code: string }[] } }>(
    'mutation { createProject(input: { key: "y", name: "y", idempotencyKey: "y" }) { userErrors { code } } }',
    {},
    admin,
  );
  expect(created.data.createProject.userErrors).toEqual([{ code: 'FORBIDDEN' }]);
});

test('a token is shown once, kept as a hash, never logged, and written into the logs of its projects', async () => {
  const { token } = await makeToken({ name: 'for the log', role: 'VIEWER', projectIds: [mine] });
  const { data } = await server.query<{ project: { events: { nodes: object[] } } }>(
    '{ project(key: "mine") { events { nodes { __typename ... on TokenCreated { name role } } } } }',
  );
  expect(data.project.events.nodes).toContainEqual({ __typename: 'TokenCreated', name: 'for the log', role: 'VIEWER' });
  expect(server.logged.join('\n')).not.toContain(token);
});

test.each([
  ['in the past', { expiresAt: '2020-01-01T00:00:00Z' }, ['input', 'expiresAt']],
  ['for no project', { projectIds: [] }, ['input', 'projectIds']],
  ['without a name', { name: ' ' }, ['input', 'name']],
])('a token %s is refused', async (_what, change, field) => {
  const { token, userErrors } = await makeToken({ name: 'x', role: 'VIEWER', ...change });
  expect(token).toBeNull();
  expect(userErrors).toEqual([{ code: 'INVALID_INPUT', field }]);
});
