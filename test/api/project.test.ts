import { startServer, type TestServer } from '../support/server';

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

interface Created {
  createProject: { project: { id: string; key: string; lastSeq: number } | null; userErrors: { code: string }[] };
}

const create = (input: object) => server.query<Created>(CREATE, { input });

test('a project is created with its budget and the first line of its log', async () => {
  const { data } = await create({ key: 'heat', name: 'Heat', idempotencyKey: 'heat', cap: { amount: '12.5' } });
  expect(data.createProject).toEqual({
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
