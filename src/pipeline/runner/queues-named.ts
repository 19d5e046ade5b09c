import { InvalidInput } from '../errors';
import { LANES } from './lanes';
import { makeQueue, WORK_QUEUE, workQueue } from './queue';

interface Trade {
  readonly does: 'make' | 'write';
  readonly vendors?: readonly { readonly name: string }[];
}

/** Where the work of these trades waits: the jobs themselves, those of a lane, and the orders at each supplier. */
export function queuesOf(trades: Readonly<Record<string, Trade>>): string[] {
  const suppliers = Object.values(trades).flatMap(({ vendors = [] }) => vendors.map(({ name }) => name));
  return [WORK_QUEUE, ...LANES.map(workQueue), ...new Set(suppliers.map(makeQueue))];
}

/** As people name them: `jobs`, or a supplier for the queue of its orders. */
export function queuesNamed(names: readonly string[], known: readonly string[]): string[] {
  const queues = names.map((name) => [name, makeQueue(name)].find((queue) => known.includes(queue)) ?? unknown(name));
  return [...new Set(queues)];

  function unknown(name: string): never {
    const words = known.map((queue) => (queue === WORK_QUEUE ? queue : queue.slice(makeQueue('').length)));
    throw new InvalidInput(`There is no queue "${name}".`, {
      expected: `some of ${words.join(', ')}`,
      got: name,
      remedy: 'Name queues that this release has, or leave --queues away to listen to all.',
    });
  }
}
