import { type Answer, startServer, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const CREATE = `mutation Create($input: CreateProjectInput!) {
  createProject(input: $input) {
    project { id key name mode rate { numerator denominator } size { width height } budget { cap { amount currency } left { amount } } lastSeq }
    userErrors { code message field expected got remedy }
  }
}`;

interface UserError {
  code: string;
  field: string[];
  expected: string;
  got: string;
  remedy: string;
}
interface ProjectPage {
  nodes: { key: string }[];
  pageInfo: { endCursor: string; hasNextPage: boolean };
}
interface Created {
  createProject: { project: { id: string; key: string } | null; userErrors: UserError[] };
}

const create = async (input: object) => (await server.query<Created>(CREATE, { input })).data.createProject;
const named = (key: string) => ({ key, name: key, idempotencyKey: `key-${key}` });

test('a project is created with its budget and the first line of its log', async () => {
  const input = { key: 'heat', name: 'Heat', idempotencyKey: 'heat', cap: { amount: '12.5' } };
  expect(await create(input)).toEqual({
    project: {
      id: expect.stringMatching(/^Project_/),
      key: 'heat',
      name: 'Heat',
      mode: 'OFFLINE',
      rate: { numerator: 24, denominator: 1 },
      size: { width: 1920, height: 1080 },
      budget: { cap: { amount: '12.5000', currency: 'USD' }, left: { amount: '12.5000' } },
      lastSeq: 1,
    },
    userErrors: [],
  });
});

test('ten calls at once with one key make one project, and all are told of it', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => create(named('once'))));
  expect(new Set(answers.map(({ project }) => project?.id)).size).toBe(1);
  const { data } = await server.query<{ project: { lastSeq: number } }>('{ project(key: "once") { lastSeq } }');
  expect(data.project.lastSeq).toBe(1);
});

test('the same key with another input is refused and changes nothing', async () => {
  await create(named('first'));
  const { project, userErrors } = await create({ ...named('second'), idempotencyKey: 'key-first' });
  expect(project).toBeNull();
  expect(userErrors).toEqual([
    expect.objectContaining({ code: 'IDEMPOTENCY_MISMATCH', field: ['input', 'idempotencyKey'], got: 'another input' }),
  ]);
  expect((await server.query('{ project(key: "second") { id } }')).data).toEqual({ project: null });
});

test('a refused call leaves its key free for the corrected one', async () => {
  await create(named('taken'));
  const refused = await create({ key: 'taken', name: 'x', idempotencyKey: 'again' });
  expect(refused.userErrors[0]).toMatchObject({ code: 'CONFLICT', field: ['input', 'key'], got: 'taken' });
  const corrected = await create({ key: 'free', name: 'x', idempotencyKey: 'again' });
  expect(corrected.project?.key).toBe('free');
});

test.each([
  ['a key with capitals', { key: 'Heat' }, ['input', 'key'], '"Heat"'],
  ['a name of spaces', { name: '   ' }, ['input', 'name'], '3 characters'],
  ['a size of odd numbers', { size: { width: 1921, height: 1080 } }, ['input', 'size'], '1921 × 1080'],
  ['a rate of nothing', { rate: { numerator: 0, denominator: 1 } }, ['input', 'rate'], '0/1'],
  ['a cap in words', { cap: { amount: 'ten' } }, ['input', 'cap'], '"ten" USD'],
  ['a cap below nothing', { cap: { amount: '-1' } }, ['input', 'cap'], '"-1" USD'],
  ['a cap in another currency', { cap: { amount: '1', currency: 'EUR' } }, ['input', 'cap'], '"1" EUR'],
  ['an empty idempotency key', { idempotencyKey: '' }, ['input', 'idempotencyKey'], '0 characters'],
])('%s is refused with the field, what came and the remedy', async (_what, change, field, got) => {
  const { project, userErrors } = await create({ ...named('refused'), ...change });
  expect(project).toBeNull();
  expect(userErrors).toEqual([expect.objectContaining({ code: 'INVALID_INPUT', field, got })]);
  expect(userErrors[0]?.remedy).toMatch(/\w/);
});

test('a list goes on from its cursor, in order, with each project once', async () => {
  for (const key of ['page-a', 'page-b', 'page-c']) await create(named(key));
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const answer: Answer<{ projects: ProjectPage }> = await server.query(
      'query($after: String) { projects(first: 2, after: $after) { nodes { key } pageInfo { endCursor hasNextPage } } }',
      { after },
    );
    const { nodes, pageInfo } = answer.data.projects;
    seen.push(...nodes.map(({ key }) => key));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  const { data } = await server.query<{ projects: { totalCount: number; nodes: { key: string }[] } }>(
    '{ projects { totalCount nodes { key } } }',
  );
  expect(seen).toEqual(data.projects.nodes.map(({ key }) => key));
  expect(seen).toHaveLength(data.projects.totalCount);
});
