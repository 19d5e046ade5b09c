import { spawnSync } from 'node:child_process';
import { constants, getPriority } from 'node:os';
import { join } from 'node:path';
import { Unavailable } from '../../src/pipeline/errors';
import { comeLast } from '../../src/pipeline/render/come-last.tool';
import { ProcessPool } from '../../src/providers/process-pool';
import { never } from '../support/suppliers';

type Task = 'process' | 'rank' | 'fail' | 'exit' | 'hang' | 'environment';
const open = () =>
  new ProcessPool<Task, string>({ file: join(__dirname, '../support/echo.worker.js'), mostProcesses: 2, comeLast });

let pool: ProcessPool<Task, string>;
beforeEach(() => {
  pool = open();
});
afterEach(() => pool.close());

test('at most two processes do all the work, and are used again', async () => {
  const processes = await Promise.all(Array.from({ length: 9 }, () => pool.run('process', never)));
  expect(new Set(processes).size).toBeLessThanOrEqual(2);
  expect(processes).toContain(await pool.run('process', never));
});

test('a task that fails says why, and the process goes on', async () => {
  const first = await pool.run('process', never);
  await expect(pool.run('fail', never)).rejects.toThrow(/It broke/);
  expect(await pool.run('process', never)).toBe(first);
});

test('a process that ends takes its task with it and is replaced', async () => {
  await expect(pool.run('exit', never)).rejects.toThrow('A process ended with 3');
  await expect(pool.run('process', never)).resolves.toMatch(/^\d+$/);
});

test('an aborted task leaves its place, whether it runs or waits', async () => {
  const taken = new AbortController();
  const tasks: Task[] = ['hang', 'hang', 'process', 'hang'];
  const ended = tasks.map((task) => expect(pool.run(task, taken.signal)).rejects.toThrow('taken back'));
  const after = pool.run('process', never);
  taken.abort(new Error('taken back'));
  await Promise.all(ended);
  await expect(after).resolves.toMatch(/^\d+$/);
});

test('a pool that is closed refuses what runs, what waits and what comes', async () => {
  const ended = (['hang', 'hang', 'process'] as const).map((task) =>
    expect(pool.run(task, never)).rejects.toThrow(Unavailable),
  );
  await pool.close();
  await Promise.all(ended);
  await expect(pool.run('process', never)).rejects.toThrow(Unavailable);
});

test('processes come behind the one that asks them', async () => {
  const { PRIORITY_BELOW_NORMAL } = constants.priority;
  expect(Number(await pool.run('rank', never))).toBe(Math.max(getPriority(), PRIORITY_BELOW_NORMAL));
});

test('processes see nothing of the environment', async () => {
  expect(await pool.run('environment', never)).toBe('[]');
});

test('a process whose pool is idle ends by itself', () => {
  const [pool, worker] = ['../../src/providers/process-pool', '../support/echo.worker.js'].map((file) =>
    join(__dirname, file),
  );
  const program = `const { ProcessPool } = require(${JSON.stringify(pool)});
    const processes = new ProcessPool({ file: ${JSON.stringify(worker)}, mostProcesses: 2 });
    processes.run('process', new AbortController().signal).then(() => console.log('done'));`;
  const hook = join(__dirname, '../support/typescript.js');
  const { status, stdout } = spawnSync(process.execPath, ['-r', hook, '-e', program], { timeout: 20_000 });
  expect([status, String(stdout)]).toEqual([0, 'done\n']);
});
