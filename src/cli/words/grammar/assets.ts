import type { CommandLine, Flag } from './command-line';
import { cap, SERVER, wait } from './flags';

const STATUSES = ['draft', 'review', 'approved', 'rejected', 'revised', 'published'];
const TYPES = ['audio', 'image', 'figure', 'video'];
const NUMBERS = '1-10 | 1,3 | all | a status';

const status: Flag = { name: 'status', value: 'STATUS', offers: STATUSES, about: 'only takes in one of these states' };
const type: Flag = { name: 'type', value: 'TYPE', offers: TYPES, about: 'only these types' };
const segment: Flag = { name: 'segment', value: '1-10 | 1,3', about: 'only these segments' };

const RUN: readonly Flag[] = [
  { name: 'project', value: 'KEY', about: 'the project, where its key is not the name of the run' },
  { name: 'script', value: 'ID', about: 'another script than the newest of the project' },
  ...SERVER,
];

const picked = (name: string, what: string): Flag => ({
  name,
  value: NUMBERS,
  offers: ['all', ...STATUSES],
  about: what,
});

const PICKS: readonly Flag[] = [
  picked('audio', 'narration of these segments'),
  picked('image', 'pictures of these segments'),
  picked('video', 'clips of these segments'),
  picked('figure', 'these figures of the paper'),
  picked('segment', 'everything that these segments have'),
  { name: 'ambience', about: 'the sound under the film, which `--audio all` means too' },
  { name: 'film', about: 'the film itself, which `--video all` means too' },
];

const note: Flag = { name: 'note', value: 'TEXT', about: 'for the audit' };

const assets = (name: string, rest: Omit<CommandLine, 'name'>): CommandLine => ({ name: `assets ${name}`, ...rest });

export const ASSET_LINES: readonly CommandLine[] = [
  assets('list', {
    operands: ['RUN'],
    about: 'What there is and how it stands; of a run, what it made and what it used.',
    flags: [status, type, segment, { name: 'stale', about: 'only what no longer fits what its place wants' }, ...RUN],
  }),
  assets('review', {
    operands: ['RUN'],
    about: 'Look and listen: opens the media and shows the texts. It decides nothing.',
    flags: [
      status,
      type,
      ...PICKS,
      { name: 'player', value: 'COMMAND', about: 'opens the media with it, such as "mpv --fs"' },
      ...RUN,
    ],
  }),
  assets('submit', { operands: ['RUN'], about: 'Draft or revised becomes review.', flags: [...PICKS, ...RUN] }),
  assets('approve', {
    operands: ['RUN'],
    about: 'What is approved is locked, and builds use it first.',
    flags: [...PICKS, note, ...RUN],
  }),
  assets('reject', {
    operands: ['RUN'],
    about: 'What is rejected is not used; regenerate it with `regen`.',
    flags: [...PICKS, { name: 'reason', value: 'TEXT', about: 'what should be better' }, ...RUN],
  }),
  assets('publish', {
    operands: ['RUN'],
    about: 'Approved becomes published, for good.',
    flags: [...PICKS, note, ...RUN],
  }),
  assets('reopen', { operands: ['RUN'], about: 'Approved goes back to review.', flags: [...PICKS, note, ...RUN] }),
  assets('regen', {
    operands: ['RUN'],
    about: 'Another take for each of these places. What is approved stays in place.',
    flags: [
      ...PICKS,
      { name: 'prompt', value: 'TEXT', about: 'what to show or say instead' },
      { name: 'style', value: 'TEXT', about: 'how a picture should look' },
      { name: 'voice', value: 'NAME', about: 'who should speak' },
      { name: 'seed', value: 'NUMBER', about: 'the same seed makes the same again' },
      wait,
      ...RUN,
    ],
  }),
  assets('copy', {
    operands: ['SOURCE', 'TARGET'],
    about: 'Brings approved media of one run into another.',
    flags: [...PICKS, ...RUN],
  }),
  assets('build', {
    operands: ['RUN'],
    about: 'Makes what is missing, cuts and renders the film, and brings it here.',
    flags: [
      {
        name: 'only',
        value: 'approved',
        offers: ['approved'],
        about: 'only approved takes; refused where one is missing',
      },
      {
        name: 'skip',
        value: 'rejected',
        offers: ['rejected'],
        about: 'leaves out what was rejected and says what that is',
      },
      { name: 'resume', value: 'RUN', about: 'goes on with this run of the film instead of starting another' },
      cap,
      { name: 'allow-missing', about: 'with --only approved: leaves out places without an approved take' },
      { name: 'start', value: 'N', about: 'passes over the first N segments; what is there of them is used' },
      { name: 'limit', value: 'N', about: 'makes and pays for at most N segments; what is there of the rest is used' },
      { name: 'output', value: 'DIR', path: true, about: 'where the film goes; ./KEY-film otherwise' },
      wait,
      ...RUN,
    ],
  }),
  assets('export', {
    operands: ['RUN'],
    about: 'Media, manifest and checksums as a folder or a zip; or a content library with its records.',
    flags: [
      { name: 'out', value: 'DIR | FILE.zip', path: true, about: 'where it goes; ./KEY-export otherwise' },
      {
        ...{ name: 'as', value: 'manifest | library', offers: ['manifest', 'library'] },
        about: 'manifest v2 with files as a run has them, or library.json with a record of every take',
      },
      {
        ...{ name: 'only', value: 'approved | all', offers: ['approved', 'all'] },
        about: 'approved, or all of a library, unless said otherwise',
      },
      ...RUN,
    ],
  }),
];
