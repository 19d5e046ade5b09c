import fc from 'fast-check';
import { startServer, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await server.query(
    'mutation { createProject(input: { key: "heat", name: "H", idempotencyKey: "p" }) { project { id } } }',
  );
});
afterAll(() => server.close());

const ASK = `query($key: String!, $text: String, $tags: [String!], $after: String, $id: ID!) {
  key: project(key: $key) { id }
  project(key: "heat") { filtered: assets(where: { text: $text, tags: $tags }) { totalCount } paged: scripts(after: $after) { totalCount } }
  node(id: $id) { id }
}`;

const quotes = fc.constantFrom(
  "'",
  "''",
  '"',
  '\\',
  "\\'",
  ';--',
  '/*',
  '$1',
  '$$',
  '%',
  '_',
  '\0',
  '\u2028',
  "') OR 1=1 --",
  '::text',
  '{{',
  '\ud800',
);
const nasty = fc
  .array(fc.oneof(quotes, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 6 })
  .map((parts) => parts.join(''));
const wellFormedCursor = fc.tuple(nasty, nasty).map((keys) => Buffer.from(JSON.stringify(keys)).toString('base64url'));

test('whatever a client sends as a value stays a value', async () => {
  const property = fc.asyncProperty(
    nasty,
    fc.array(nasty, { maxLength: 3 }),
    fc.oneof(nasty, wellFormedCursor),
    async (text, tags, after) => {
      const { errors = [] } = await server.query(ASK, { key: text, text, tags, after, id: `Asset_${text}` });
      const codes = errors.map(({ extensions }) => extensions.code);
      expect(codes.filter((code) => code !== 'INVALID_INPUT')).toEqual([]);
    },
  );
  await fc.assert(property, { numRuns: 400 });
  expect(server.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
});

test('the wildcards of a search are letters like others', async () => {
  for (const text of ['%', '_', '\\', '%%%']) {
    const { data } = await server.query(
      'query($t: String) { project(key: "heat") { assets(where: { text: $t }) { totalCount } } }',
      { t: text },
    );
    expect(data).toEqual({ project: { assets: { totalCount: 0 } } });
  }
});
