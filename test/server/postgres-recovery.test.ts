import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { locateBinaries } from '../../src/server/postgres/binaries';
import { openDataDirectory } from '../../src/server/postgres/data-directory';
import { chooseIdentity } from '../../src/server/postgres/identity';
import { findProcess, listProcesses } from '../../src/server/postgres/processes';
import { signalProcess } from '../../src/server/postgres/run';
import { until } from '../../src/server/postgres/until';
import { MOMENTS, strike, VICTIMS } from '../chaos/postgres.chaos';
import { manageClusters, onLinux, refusalOf, start, usedDataDir } from '../support/postgres-fixture';
import { OURSELVES, PostgresServer, pathWithout, rowsAt } from '../support/postgres-server';

manageClusters();

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
  }, 120_000);

  test('a postmaster.pid that was cut short, or names no process, is no obstacle', async () => {
    for (const content of ['', pidFile(4_194_304)]) {
      const dataDir = usedDataDir();
      writeFileSync(`${dataDir}/pg/postmaster.pid`, content);
      await start(dataDir);
    }
  });

  onLinux('a postmaster.pid that names a stranger or a zombie is no obstacle', async () => {
    const stranger = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const zombie = Number((await once(stranger.stdout, 'data'))[0]);
    try {
      expect(await until(async () => (await findProcess(zombie))?.zombie === true, 5_000)).toBe(true);
      for (const pid of [zombie, Number(stranger.pid)]) {
        const dataDir = usedDataDir();
        writeFileSync(`${dataDir}/pg/postmaster.pid`, pidFile(pid));
        await start(dataDir);
      }
    } finally {
      stranger.kill();
    }
  });

  test('a Postgres that somebody started by hand in the directory is left alone', async () => {
    const dataDir = usedDataDir();
    const byHand = await handStarted(dataDir);
    const refusal = await refusalOf(start(dataDir));
    expect(refusal.got).toBe(`a Postgres that Workprint did not start at work in it: process ${byHand.pid}`);
    byHand.kill('SIGINT');
    await once(byHand, 'exit');
    await start(dataDir);
  });
});

async function handStarted(dataDir: string): Promise<ChildProcess> {
  const binaries = locateBinaries(`${dataDir}/libraries`);
  const { prefix } = await chooseIdentity(binaries, openDataDirectory(dataDir));
  const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${dataDir}`];
  const [program = '', ...args] = [...prefix, ...binaries.postgres, '-D', `${dataDir}/pg`, ...settings];
  const child = spawn(program, args, { stdio: 'ignore' });
  const pidFile = `${dataDir}/pg/postmaster.pid`;
  await until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8').includes('ready'), 10_000);
  return child;
}

function pidFile(pid: number): string {
  return `${pid}\n/elsewhere/pg\n1795272641\n51999\n\n127.0.0.1\n  2154842         9\nready   \n`;
}
