import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Program } from '../support/program';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'workprint-start-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** What the tests here ask for; each looks at its own part. */
interface Answer {
  data: {
    createToken: { tokenId: string | null };
    createProject: { project: { id: string } };
    project: { events: { nodes: { seq: number; name?: string }[] } };
  };
}

const post = async (address: string, token: string, query: string) => {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  return response.json() as Promise<Answer>;
};

test('the first start prints a token once; it works, also after a kill of the server, and nothing acknowledged is lost', async () => {
  const first = new Program({ WORKPRINT_DATA: dataDir });
  const token = (await first.says(/^ {4}(wp_\S+)$/m))[1] ?? '';
  const created = await post(
    await first.address(),
    token,
    'mutation { createProject(input: { key: "kept", name: "Kept", idempotencyKey: "k" }) { project { key } } }',
  );
  expect(created).toEqual({ data: { createProject: { project: { key: 'kept' } } } });
  first.kill('SIGKILL');
  await first.ended;

  const second = new Program({ WORKPRINT_DATA: dataDir });
  expect(await post(await second.address(), token, '{ project(key: "kept") { name } }')).toEqual({
    data: { project: { name: 'Kept' } },
  });
  expect(second.said).not.toContain('wp_');
  expect(await second.stop()).toBe(0);
});

test('WORKPRINT_ADMIN_TOKEN opens the door, and a new value closes it to the old one', async () => {
  const [old, fresh] = ['the-old-administrator', 'the-new-administrator'];
  const first = new Program({ WORKPRINT_DATA: dataDir, WORKPRINT_ADMIN_TOKEN: old });
  const viewer = { data: { viewer: { role: 'ADMIN' } } };
  expect(await post(await first.address(), old, '{ viewer { role } }')).toEqual(viewer);
  await first.stop();
  const second = new Program({ WORKPRINT_DATA: dataDir, WORKPRINT_ADMIN_TOKEN: fresh });
  const address = await second.address();
  expect(await post(address, fresh, '{ viewer { role } }')).toEqual(viewer);
  expect(await post(address, old, '{ viewer { role } }')).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
  await second.stop();
  expect(second.said).not.toContain(fresh);
});

const TOKEN = 'the-administrator-of-this';

/** Writes until the server is gone; answers what it acknowledged. */
async function writeUntilGone(address: string, projectId: string, onAcknowledged: (count: number) => void) {
  const acknowledged: string[] = [];
  for (let count = 0; ; count += 1) {
    const name = `token ${count}`;
    const mutation = `mutation { createToken(input: { name: "${name}", role: VIEWER, projectIds: ["${projectId}"] }) { tokenId } }`;
    const answer = await post(address, TOKEN, mutation).catch(() => null);
    if (!answer?.data?.createToken.tokenId) return acknowledged;
    acknowledged.push(name);
    onAcknowledged(acknowledged.length);
  }
}

test.each([
  ['the server', (program: Program) => program.kill('SIGKILL')],
  [
    'Postgres',
    () => process.kill(Number(readFileSync(join(dataDir, 'pg/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL'),
  ],
])(
  'a kill of %s in mid-write loses nothing that was acknowledged, and leaves no gap in the log',
  async (_who, kill) => {
    const environment = { WORKPRINT_DATA: dataDir, WORKPRINT_ADMIN_TOKEN: TOKEN };
    const first = new Program(environment);
    const address = await first.address();
    const created = await post(
      address,
      TOKEN,
      'mutation { createProject(input: { key: "p", name: "P", idempotencyKey: "k" }) { project { id } } }',
    );
    const acknowledged = await writeUntilGone(address, created.data.createProject.project.id, (count) => {
      if (count === 40) kill(first);
    });
    await first.ended;
    const second = new Program(environment);
    const { data } = await post(
      await second.address(),
      TOKEN,
      '{ project(key: "p") { events(first: 250) { nodes { seq ... on TokenCreated { name } } } } }',
    );
    await second.stop();
    const lines = data.project.events.nodes;
    expect(acknowledged.length).toBeGreaterThanOrEqual(40);
    expect(lines.map(({ name }) => name)).toEqual(expect.arrayContaining(acknowledged));
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
  },
);

test('a request under way at a stop is answered before the server ends', async () => {
  const program = new Program({ WORKPRINT_DATA: dataDir, WORKPRINT_ADMIN_TOKEN: 'the-administrator' });
  const address = await program.address();
  const text = Array.from({ length: 4_000 }, (_, n) => `Paragraph ${n}.`).join('\\n\\n');
  const { data } = await post(
    address,
    'the-administrator',
    'mutation { createProject(input: { key: "p", name: "P", idempotencyKey: "k" }) { project { id } } }',
  );
  const answering = post(
    address,
    'the-administrator',
    `mutation { importScript(input: { projectId: "${data.createProject.project.id}", name: "long", text: "${text}", idempotencyKey: "long" }) { script { segments { totalCount } } } }`,
  );
  await program.says(/"path":"\/graphql"/);
  const stopped = program.stop();
  expect(await answering).toEqual({ data: { importScript: { script: { segments: { totalCount: 4_000 } } } } });
  expect(await stopped).toBe(0);
});

describe('What a person has to put right', () => {
  /** One sentence, what was expected, what came, the remedy; and no stack. */
  const refusal = async (environment: Record<string, string>, args: string[] = [], status = 1) => {
    const program = new Program({ WORKPRINT_DATA: dataDir, ...environment }, args);
    expect(await program.ended).toBe(status);
    expect(program.said).not.toMatch(/\n\s+at /);
    return program.said;
  };

  test.each([
    ['WORKPRINT_PORT', 'http', /WORKPRINT_PORT must be a whole number from 0 .* it is "http"/],
    ['WORKPRINT_LOG_LEVEL', 'loud', /WORKPRINT_LOG_LEVEL must be one of fatal, .* it is "loud"/],
    ['WORKPRINT_ADMIN_TOKEN', 'short', /WORKPRINT_ADMIN_TOKEN must be 16 to 200 characters.*\(not shown\)/],
    ['DATABASE_URL', 'mysql://user:secret@host/db', /DATABASE_URL must be a postgres:\/\/ URL.*\(not shown\)/],
    ['DATABASE_URL', 'postgres://u:secret@127.0.0.1:9/db', /got: nothing that listens there/],
    ['DATABASE_URL', 'postgres://u:secret@no-such-host.invalid/db', /got: a host name that/],
    ['STORAGE_URL', 'ftp://files', /STORAGE_URL must be a file:\/\/ or s3:\/\/ URL/],
    ['WORKPRINT_HOST', '203.0.113.1', /does not let us listen on 203\.0\.113\.1/],
  ])('%s=%s', async (name, value, said) => {
    const text = await refusal({ [name]: value });
    expect(text).toMatch(said);
    expect(text).not.toContain('secret');
  });

  test('a data directory that is a file', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    expect(await refusal({ WORKPRINT_DATA: file })).toMatch(/WORKPRINT_DATA|data directory/);
  });

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    expect(await refusal({ WORKPRINT_PORT: String(port) })).toMatch(
      new RegExp(`Port ${port} of 127\\.0\\.0\\.1 is taken[\\s\\S]*WORKPRINT_PORT`),
    );
    other.close();
  });

  test('a second server on the same data directory', async () => {
    const first = new Program({ WORKPRINT_DATA: dataDir });
    const address = await first.address();
    expect(await refusal({})).toMatch(/process \d+/);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    await first.stop();
  });

  test('a command that is not there', async () => {
    expect(await refusal({}, ['srve'], 2)).toMatch(
      /no command "srve"[\s\S]*serve, demo, assets, completion, migrate, schema/,
    );
  });
});
