import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { somebodyElse } from '../../src/server/postgres/identity';
import { linkLibraries } from '../../src/server/postgres/libraries';
import { processesFromProc, processesFromPs } from '../../src/server/postgres/processes';
import { until } from '../../src/server/postgres/until';
import {
  answer,
  asAnybody,
  asOrdinary,
  asRoot,
  emptyDataDir,
  manageClusters,
  onLinux,
  ordinary,
  refusalOf,
  start,
  usedDataDir,
  users,
} from '../support/postgres-fixture';
import {
  makeHome,
  NOBODY,
  OURSELVES,
  orphansOf,
  PostgresServer,
  pathWithout,
  rowsAt,
} from '../support/postgres-server';

manageClusters();

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
    const isUnderWay = (names: readonly string[]) =>
      names.includes('postgres.password') && names.some((name) => name.startsWith('pg.'));
    await until(() => existsSync(dataDir) && isUnderWay(readdirSync(dataDir)), 20_000);
    abort.abort(new Error('changed my mind'));
    await expect(starting).rejects.toThrow('changed my mind');
    expect(await orphansOf(dataDir)).toEqual([]);
    expect(readdirSync(dataDir).sort()).toEqual(['postgres.lock', 'postgres.password']);
  });
});

describe('Who runs it', () => {
  test.each(users)('$name starts and stops it below a home of mode 0700', async (user) => {
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

  asOrdinary('where setpriv is missing, a kill of the server still leaves no Postgres', async () => {
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

  asAnybody('a user whom the system does not list, as containers have them, is given a name', async () => {
    const unlisted = { name: 'unlisted', uid: 54_321 };
    const server = new PostgresServer(emptyDataDir(unlisted), unlisted);
    await server.starts();
    await server.stops();
  });

  asRoot('where the packages belong to somebody else, missing library links are made in the data directory', () => {
    const root = path.join(makeHome(), 'package');
    mkdirSync(`${root}/native/lib`, { recursive: true });
    writeFileSync(`${root}/native/lib/libfilm.so.1.2`, 'film');
    const links = [{ source: 'native/lib/libfilm.so.1.2', target: 'native/lib/libfilm.so.1' }];
    writeFileSync(`${root}/native/pg-symlinks.json`, JSON.stringify(links));
    chmodSync(path.dirname(root), 0o755);
    const elsewhere = path.join(makeHome(NOBODY), 'libraries');
    process.seteuid?.(65_534);
    try {
      for (const _start of ['first', 'later']) {
        expect(linkLibraries(root, elsewhere)).toEqual(['env', `LD_LIBRARY_PATH=${elsewhere}:${root}/native/lib`]);
        expect(readFileSync(`${elsewhere}/libfilm.so.1`, 'utf8')).toBe('film');
      }
    } finally {
      process.seteuid?.(0);
    }
    expect(linkLibraries(root, elsewhere)).toEqual([]);
    expect(readFileSync(`${root}/native/lib/libfilm.so.1`, 'utf8')).toBe('film');
  });

  onLinux('ps and /proc tell the same of a process', async () => {
    const [ours, theirs] = [processesFromProc(), await processesFromPs()].map((rows) =>
      rows.find(({ pid }) => pid === process.pid),
    );
    expect(theirs).toMatchObject({ pid: process.pid, zombie: false, command: ours?.command });
    expect(theirs?.startedAt).toMatch(/^\S+$/);
  });
});
