import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Unavailable } from '../../src/pipeline/errors';
import { ThreadPool } from '../../src/providers/thread-pool';
import { never } from '../support/suppliers';

type Task = 'thread' | 'fail' | 'exit' | 'hang' | 'environment';
const open = () => new ThreadPool<Task, string>({ file: join(__dirname, '../support/echo.worker.js'), mostThreads: 2 });

let pool: ThreadPool<Task, string>;
beforeEach(() => {
  pool = open();
});
afterEach(() => pool.close());

test('at most two threads do all the work, and are used again', async () => {
  const threads = await Promise.all(Array.from({ length: 9 }, () => pool.run('thread', never)));
  expect(new Set(threads).size).toBeLessThanOrEqual(2);
  expect(threads).toContain(await pool.run('thread', never));
});

test('a task that fails says why, and the thread goes on', async () => {
  const thread = await pool.run('thread', never);
  await expect(pool.run('fail', never)).rejects.toThrow(/It broke/);
  expect(await pool.run('thread', never)).toBe(thread);
});

test('a thread that ends takes its task with it and is replaced', async () => {
  await expect(pool.run('exit', never)).rejects.toThrow('A thread ended with 3');
  await expect(pool.run('thread', never)).resolves.toMatch(/^\d+$/);
});

test('an aborted task leaves its place, whether it runs or waits', async () => {
  const taken = new AbortController();
  const tasks: Task[] = ['hang', 'hang', 'thread', 'hang'];
  const ended = tasks.map((task) => expect(pool.run(task, taken.signal)).rejects.toThrow('taken back'));
  const after = pool.run('thread', never);
  taken.abort(new Error('taken back'));
  await Promise.all(ended);
  await expect(after).resolves.toMatch(/^\d+$/);
});

test('a pool that is closed refuses what runs, what waits and what comes', async () => {
  const ended = (['hang', 'hang', 'thread'] as const).map((task) =>
    expect(pool.run(task, never)).rejects.toThrow(Unavailable),
  );
  await pool.close();
  await Promise.all(ended);
  await expect(pool.run('thread', never)).rejects.toThrow(Unavailable);
});

test('threads see nothing of the environment', async () => {
  expect(await pool.run('environment', never)).toBe('[]');
});

test('a process whose threads are idle ends by itself', () => {
  const [pool, worker] = ['../../src/providers/thread-pool', '../support/echo.worker.js'].map((file) =>
    join(__dirname, file),
  );
  const program = `const { ThreadPool } = require(${JSON.stringify(pool)});
    const threads = new ThreadPool({ file: ${JSON.stringify(worker)}, mostThreads: 2 });
    threads.run('thread', new AbortController().signal).then(() => console.log('done'));`;
  const hook = join(__dirname, '../support/typescript.js');
  const { status, stdout } = spawnSync(process.execPath, ['-r', hook, '-e', program], { timeout: 20_000 });
  expect([status, String(stdout)]).toEqual([0, 'done\n']);
});
