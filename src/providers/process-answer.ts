import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';

export type ThreadAnswer<Result> = { readonly result: Result } | { readonly failure: string };

/**
 * What a thread of a `ThreadPool` runs: one answer a task. `transfers` names buffers to hand over instead of copying. It comes behind
 * whoever asks the server something: Linux ranks threads; elsewhere this would rank the whole process.
 */
export function answerTasks<Task, Result>(
  work: (task: Task) => Promise<Result>,
  transfers: (result: Result) => ArrayBuffer[],
): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const port = parentPort;
  port?.on('message', async (task: Task) => {
    try {
      const result = await work(task);
      port.postMessage({ result } satisfies ThreadAnswer<Result>, transfers(result));
    } catch (error) {
      const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
      port.postMessage({ failure } satisfies ThreadAnswer<Result>);
    }
  });
}
