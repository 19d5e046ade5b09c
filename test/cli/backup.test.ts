import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { workprint } from '../support/cli';
import { createDatabase, type TestDatabase } from '../support/database';
import { Studio } from '../support/studio';

jest.setTimeout(120_000);

const databases: TestDatabase[] = [];
let [root, backup] = ['', ''];
let from: Record<string, string>;

async function place(): Promise<Record<string, string>> {
  const database = await createDatabase('empty');
  databases.push(database);
  const dir = await mkdtemp(join(root, 'place-'));
  return { DATABASE_URL: database.url, STORAGE_URL: `file://${dir}/storage`, WORKPRINT_DATA: join(dir, 'data') };
}

/** A library with two takes made, one run under way with nobody to do it, and every kind of text that COPY must keep. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'workprint-backup-'));
  from = await place();
  const made = await Studio.start(from);
  const { status } = await made.film('made', 'Trees \\N cool\tstreets – “so” they say.', { stopAfter: 'VISUALS' });
  expect(status).toBe('SUCCEEDED');
  const projectId = await made.project('under-way');
  const scriptId = await made.script(projectId, 'Plant more.');
  await made.program.stop();
  const idle = await Studio.start({ ...from, WORKPRINT_WORK: 'false' });
  await idle.explain(projectId, scriptId, { stopAfter: 'VISUALS', idempotencyKey: 'under way' });
  backup = join(root, 'backup');
  const said = await workprint(['backup', backup], from);
  expect(said).toMatchObject({ status: 0, out: expect.stringMatching(/^Backed up \d+ tables and [1-9]\d* files/) });
  await idle.program.stop();
});

afterAll(async () => {
  for (const database of databases) await database.drop();
  await rm(root, { recursive: true, force: true });
});

async function rowsOf(databaseUrl: string | undefined, sql: string): Promise<object[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const ASSETS = 'SELECT id, sha256, bytes, text, status, created_at::text FROM asset ORDER BY id';
const BONDS =
  "SELECT conname, pg_get_constraintdef(oid) AS is FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2";
const TRIGGERS = 'SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, tgrelid::regclass::text';

test('what is restored is what was backed up, and the run that was under way goes on', async () => {
  const to = await place();
  const said = await workprint(['restore', backup], to);
  expect(said).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^Restored \d+ tables .*all are what they were/),
  });
  for (const sql of [ASSETS, BONDS, TRIGGERS]) {
    expect(await rowsOf(to.DATABASE_URL, sql)).toEqual(await rowsOf(from.DATABASE_URL, sql));
  }
  const studio = await Studio.start(to);
  const [run] = (await rowsOf(to.DATABASE_URL, "SELECT id FROM run WHERE status = 'RUNNING'")) as { id: string }[];
  expect(await studio.over(`Run_${run?.id}`)).toBe('SUCCEEDED');
  await studio.program.stop();
});

test('the rehearsal restores a backup beside everything else', async () => {
  const script = join(__dirname, '../../deploy/rehearse-restore.sh');
  const { stdout } = await promisify(execFile)(script, [backup], { env: { PATH: process.env.PATH, ...from } });
  expect(stdout).toMatch(/^Restored \d+ tables/);
});

test.each([
  [
    'a database with rows',
    async (to: Record<string, string>) => void (await workprint(['restore', backup], to)),
    /database is not empty/,
  ],
  [
    'a storage with files',
    async (to: Record<string, string>) =>
      cp(join(backup, 'sha256'), join(new URL(to.STORAGE_URL ?? '').pathname, 'sha256'), { recursive: true }),
    /storage is not empty/,
  ],
])('%s is left alone', async (_, fill, message) => {
  const to = await place();
  await fill(to);
  expect(await workprint(['restore', backup], to)).toMatchObject({ status: 1, err: expect.stringMatching(message) });
});

const firstFile = async (folder: string): Promise<string> => {
  const entries = await readdir(join(folder, 'sha256'), { recursive: true, withFileTypes: true });
  const file = entries.find((entry) => entry.isFile());
  return join(file?.parentPath ?? '', file?.name ?? '');
};

const DAMAGES: [string, (copy: string) => Promise<void>, RegExp][] = [
  ['a file of other bytes', async (copy) => flip(await firstFile(copy)), /not what it was/],
  ['a file that is gone', async (copy) => rm(await firstFile(copy)), /not what it was/],
  [
    'a table that was changed',
    (copy) => append(join(copy, 'tables/public.project_log_head.copy')),
    /not what it was|COPY/,
  ],
  ['no record', (copy) => rm(join(copy, 'backup.json')), /no finished backup/],
  ['a later release', (copy) => later(join(copy, 'backup.json')), /newer release.*\n.*\n.*FromTheFuture1/],
];

async function flip(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

async function append(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    text.replace(/\d+\n/, (last) => `${Number(last) + 1}\n`),
  );
}

async function later(file: string): Promise<void> {
  const record = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...record, migrations: [...record.migrations, 'FromTheFuture1'] }));
}

test.each(DAMAGES)('a backup with %s is not restored', async (_, damage, message) => {
  const copy = join(root, randomUUID());
  await cp(backup, copy, { recursive: true });
  await damage(copy);
  const to = await place();
  const { status, err } = await workprint(['restore', copy], to);
  expect(err).toMatch(message);
  expect(status).toBe(1);
  const [made] = (await rowsOf(to.DATABASE_URL, "SELECT to_regclass('project') IS NOT NULL AS made")) as {
    made: boolean;
  }[];
  if (made?.made) expect(await rowsOf(to.DATABASE_URL, 'SELECT 1 FROM project')).toEqual([]);
});

test('a file that the storage has lost is named, and all else is backed up', async () => {
  const storage = new URL(from.STORAGE_URL ?? '').pathname;
  const lost = await firstFile(storage);
  await rm(lost);
  const folder = join(root, 'with-a-loss');
  const { status, err } = await workprint(['backup', folder], from);
  expect(status).toBe(1);
  expect(err).toContain(lost.split('/').at(-1));
  expect(await workprint(['restore', folder], await place())).toMatchObject({
    status: 1,
    err: expect.stringContaining('The backup has no'),
  });
});

test('a folder that holds something is not written to', async () => {
  expect(await workprint(['backup', backup], from)).toMatchObject({
    status: 1,
    err: expect.stringMatching(/is not empty/),
  });
});
