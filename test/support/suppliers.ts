import { join } from 'node:path';

/** Worker threads of a program that was not built read TypeScript through this. */
export const workerExecArgv = ['-r', join(__dirname, 'typescript.js')];

export const never = new AbortController().signal;
