import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '../..');

/**
 * Evaluates a script in a Node of its own and answers what it printed, as JSON. For what Jest's sandbox changes: which
 * modules are loaded, and errors of Node itself, which are no `instanceof Error` inside it.
 */
export async function evaluate(script: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-r', './test/support/typescript.js', '-e', script], {
    cwd: root,
  });
  return JSON.parse(stdout);
}
