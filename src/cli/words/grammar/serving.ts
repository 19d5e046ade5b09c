import type { CommandLine } from './command-line';
import { help } from './flags';

/** The server, and what is done for it. */
export const SERVING_LINES: readonly CommandLine[] = [
  {
    name: 'completion',
    operands: ['bash | zsh | fish'],
    about: 'A script that teaches your shell these words.',
    flags: [help],
  },
  { name: 'serve', operands: [], about: 'The server, until somebody stops it.', flags: [help] },
  {
    name: 'worker',
    operands: [],
    about: 'Works beside the server, on the same DATABASE_URL and STORAGE_URL, until somebody stops it.',
    flags: [
      { name: 'queues', value: 'NAME,…', about: 'listens to these: jobs, or suppliers; to all otherwise' },
      { name: 'jobs', value: 'NUMBER', about: 'does no more than so many at once in each queue' },
      help,
    ],
  },
  {
    name: 'demo',
    operands: [],
    about: 'A film of two minutes, without keys or network.',
    flags: [
      { name: 'out', value: 'DIR', path: true, about: 'where it goes' },
      { name: 'treatment', value: 'DIR', path: true, about: 'a film of your own' },
      help,
    ],
  },
  {
    name: 'backup',
    operands: ['FOLDER'],
    about: 'All rows of one moment and all media, each compared with its name, into an empty folder.',
    flags: [help],
  },
  {
    name: 'restore',
    operands: ['FOLDER'],
    about: 'A backup into an empty database and an empty storage, compared with what it was.',
    flags: [help],
  },
  { name: 'migrate', operands: [], about: 'Brings the database up to date.', flags: [help] },
  { name: 'schema', operands: [], about: 'Writes schema.graphql and production-manifest.schema.json.', flags: [help] },
];
