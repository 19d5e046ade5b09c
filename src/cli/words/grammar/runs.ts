import type { CommandLine, Flag } from './command-line';
import { cap, LOG, SERVER, stopAfter, wait } from './flags';

const job: Flag = { name: 'job', value: 'KEY', about: 'this job alone; `runs show` tells the keys' };

export const RUN_STATUSES = [
  'queued',
  'running',
  'paused',
  'waiting_for_review',
  'succeeded',
  'partial',
  'failed',
  'cancelled',
];

const runs = (name: string, rest: Omit<CommandLine, 'name'>): CommandLine => ({ name: `runs ${name}`, ...rest });

export const RUN_LINES: readonly CommandLine[] = [
  runs('list', {
    operands: [],
    about: 'Runs, newest first: of one project, or the newest of each.',
    flags: [
      { name: 'project', value: 'KEY', about: 'only of this project' },
      { name: 'status', value: 'STATUS', offers: RUN_STATUSES, about: 'only runs in this state' },
      ...SERVER,
    ],
  }),
  runs('show', {
    operands: ['RUN'],
    about: 'A run by its id, or the newest of a project by its key: stages, what is under way, what failed.',
    flags: SERVER,
  }),
  runs('follow', {
    operands: ['RUN'],
    about: 'The log of a run as it is written, until it ends: 0 when it succeeded, 1 when not.',
    flags: [{ name: 'after', value: 'NUMBER', about: 'only lines after this number' }, ...LOG],
  }),
  runs('cancel', {
    operands: ['RUN'],
    about: 'Stops what is under way within seconds. What was made stays.',
    flags: SERVER,
  }),
  runs('pause', {
    operands: ['RUN'],
    about: 'Begins nothing more until it is resumed. What is under way is finished.',
    flags: SERVER,
  }),
  runs('resume', {
    operands: ['RUN'],
    about: 'Goes on with a run that is paused, failed, cancelled, out of money or stopped for a review; follows it.',
    flags: [
      stopAfter(['audio', 'visuals', 'cut', 'film'], 'how far now; one that stopped for a review goes to the film'),
      cap,
      wait,
      ...LOG,
    ],
  }),
  runs('retry', { operands: ['RUN'], about: 'Does again what failed; follows the run.', flags: [job, wait, ...LOG] }),
  runs('priority', {
    operands: ['RUN', '0-20'],
    about: 'When the jobs of a run have their turn, 20 first.',
    flags: [job, ...SERVER],
  }),
];
