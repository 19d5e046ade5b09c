export type ProcessAnswer<Result> = { readonly result: Result } | { readonly failure: string };

/** What a process of a `ProcessPool` runs: one answer a task, until nobody is left who could ask. */
export function answerTasks<Task, Result>(work: (task: Task) => Promise<Result>): void {
  process.once('disconnect', () => process.exit());
  // Whoever stops a service may signal all of it at once: the server decides what is broken off, and its end is ours.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  // Nobody is left to be told of a channel that broke: the end of it is heard by itself.
  const answer = (message: ProcessAnswer<Result>) => process.send?.(message, undefined, undefined, () => undefined);
  process.on('message', async (task: Task) => {
    try {
      answer({ result: await work(task) });
    } catch (error) {
      answer({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
}
