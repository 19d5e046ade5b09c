import { SystemDatabase } from '@dbos-inc/dbos-sdk/internal/system_database';

type ListQueues = SystemDatabase['listQueues'];

/**
 * How many a process does at once is its own affair: a machine with four cores may take less than one with forty. DBOS keeps
 * that number in the queue's row, which all processes share, and reads the rows each second: what this process reads is
 * lowered. Null: the row's number. Answers how to undo it.
 */
export function setPace(mostAtOnce: number | null): () => void {
  const asTheyAre: ListQueues = SystemDatabase.prototype.listQueues;
  if (mostAtOnce !== null) {
    SystemDatabase.prototype.listQueues = async function (this: SystemDatabase, ...args: Parameters<ListQueues>) {
      const queues = await asTheyAre.apply(this, args);
      return queues.map((queue) => ({
        ...queue,
        workerConcurrency: Math.min(queue.workerConcurrency ?? mostAtOnce, mostAtOnce),
      }));
    };
  }
  return () => {
    SystemDatabase.prototype.listQueues = asTheyAre;
  };
}
