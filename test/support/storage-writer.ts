import { randomBytes } from 'node:crypto';
import { DiskStorage } from '../../src/storage/disk';
import { bytesThen } from './streams';

/** A process that only a signal ends: `midway` says so inside its first put, `busy` after each of its many. */
async function main([manner, root = '']: string[]): Promise<void> {
  const storage = new DiskStorage(root);
  if (manner === 'midway') {
    // The interval keeps the process alive: a promise that nothing will settle does not.
    setInterval(() => undefined, 60_000);
    await storage.put(bytesThen(Buffer.alloc(1_000_000), () => process.stdout.write('midway\n')));
  }
  for (;;) {
    await Promise.all([1, 10_000, 3_000_000].map((size) => storage.put(randomBytes(size))));
    process.stdout.write('kept\n');
  }
}

void main(process.argv.slice(2));
