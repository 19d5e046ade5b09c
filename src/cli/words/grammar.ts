import { TIERS } from '../../pipeline/production/tiers';

/** Every command and every flag, once: what is parsed, what `--help` says and what a shell completes comes from here. */
export interface Flag {
  readonly name: string;
  readonly about: string;
  /** What stands after it; none for a switch. */
  readonly value?: string;
  /** What a shell may offer after it; several may be given where a value is a list. */
  readonly offers?: readonly string[];
  /** A file or a folder stands after it. */
  readonly path?: true;
}

export interface CommandLine {
  /** `assets list` */
  readonly name: string;
  /** One that ends in `…` may be given several times. */
  readonly operands: readonly string[];
  readonly about: string;
  readonly flags: readonly Flag[];
}

const STATUSES = ['draft', 'review', 'approved', 'rejected', 'revised', 'published'];
const TYPES = ['audio', 'image', 'figure', 'video'];
const NUMBERS = '1-10 | 1,3 | all | a status';

const json: Flag = { name: 'json', about: 'one JSON document on standard output, for scripts' };
const help: Flag = { name: 'help', about: 'this text' };
const status: Flag = { name: 'status', value: 'STATUS', offers: STATUSES, about: 'only takes in one of these states' };
const type: Flag = { name: 'type', value: 'TYPE', offers: TYPES, about: 'only these types' };
const segment: Flag = { name: 'segment', value: '1-10 | 1,3', about: 'only these segments' };

const SERVER: readonly Flag[] = [
  {
    name: 'url',
    value: 'URL',
    about: 'the server; otherwise WORKPRINT_URL, otherwise one is started for this command',
  },
  { name: 'token', value: 'TOKEN', about: 'your token there; otherwise WORKPRINT_TOKEN' },
  json,
  help,
];
/** Of a command that follows a run. */
const LOG: readonly Flag[] = SERVER.map((flag) =>
  flag === json ? { name: 'json', about: 'each line of the log as one line of JSON, for scripts' } : flag,
);
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
const wait: Flag = { name: 'no-wait', about: 'start the run and do not follow it' };

const cap: Flag = { name: 'cap', value: 'USD', about: 'the most that the run may cost, all in all, such as 12.50' };
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

const TIER_WORDS = ['micro', 'low', 'medium', 'high', 'full'];
const tier = (name: string): Flag => ({
  ...{ name, value: 'TIER', offers: TIER_WORDS },
  about: 'how many segments get pictures of their own; medium otherwise',
});
const captions: Flag = {
  ...{ name: 'captions', value: 'HOW', offers: ['burned', 'karaoke'] },
  about: 'draws them into the picture; beside it as files otherwise',
};

const runs = (name: string, rest: Omit<CommandLine, 'name'>): CommandLine => ({ name: `runs ${name}`, ...rest });
const RUN_LINES: readonly CommandLine[] = [
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
    about: 'Goes on with a run that is paused, failed, cancelled or out of money; follows it.',
    flags: [cap, wait, ...LOG],
  }),
  runs('retry', { operands: ['RUN'], about: 'Does again what failed; follows the run.', flags: [job, wait, ...LOG] }),
  runs('priority', {
    operands: ['RUN', '0-20'],
    about: 'When the jobs of a run have their turn, 20 first.',
    flags: [job, ...SERVER],
  }),
];

export const CAPABILITY_WORDS = ['text', 'speech', 'image', 'video', 'sound', 'vision', 'lipsync'];

const PROVIDER_LINES: readonly CommandLine[] = [
  {
    name: 'providers list',
    operands: [],
    about: 'Everybody who may make something: whether they are configured, what they ask, and how they are.',
    flags: [
      { name: 'capability', value: 'WORD', offers: CAPABILITY_WORDS, about: 'only who does this' },
      { name: 'models', about: 'each of their models with its price' },
      ...SERVER,
    ],
  },
  {
    name: 'providers test',
    operands: ['NAME'],
    about: 'Shows a supplier its key: 0 when it is taken, 1 when not.',
    flags: [
      { name: 'most', value: 'USD', about: 'has it make something small, which may cost so much, such as 0.10' },
      ...SERVER,
    ],
  },
  {
    name: 'providers voices',
    operands: ['PROJECT', 'FILE.json'],
    about: 'Who speaks with which voice in a project, out of a voice_map.json.',
    flags: SERVER,
  },
];

const assets = (name: string, rest: Omit<CommandLine, 'name'>): CommandLine => ({ name: `assets ${name}`, ...rest });

export const COMMAND_LINES: readonly CommandLine[] = [
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
  ...RUN_LINES,
  ...PROVIDER_LINES,
  {
    name: 'explain',
    operands: ['FILE…'],
    about: 'A paper becomes a narrated film: PDF, Markdown, HTML or text, the main source first.',
    flags: [
      { name: 'minutes', value: 'NUMBER', about: 'how long the film is to be; 3 otherwise' },
      tier('tier'),
      { name: 'out', value: 'DIR', path: true, about: 'where film, captions and script go; ./KEY-film otherwise' },
      { name: 'title', value: 'TEXT', about: 'of the film; the main source’s otherwise' },
      { name: 'attribution', value: 'TEXT', about: 'how the main source is named: "Okafor and Lind, 2025"' },
      { name: 'audience', value: 'TEXT', about: 'whom it is told to' },
      { name: 'style', value: 'NAME', about: 'a style profile of the project, which the script follows' },
      {
        ...{ name: 'stop-after', value: 'STAGE', offers: ['script', 'audio', 'visuals', 'cut'] },
        about: 'goes so far, for a review; the same command without it goes on',
      },
      captions,
      { name: 'live', about: 'a new project asks the suppliers that are configured, and pays them' },
      { name: 'project', value: 'KEY', about: 'the project; named after the file otherwise' },
      cap,
      ...SERVER,
    ],
  },
  {
    name: 'produce-video',
    operands: ['SCRIPT'],
    about: 'A script becomes a film: flat text, Markdown or structured JSON.',
    flags: [
      tier('budget'),
      { name: 'show-tiers', about: 'what each tier shows and costs, side by side, and nothing else' },
      { name: 'live', about: 'a new project asks the suppliers that are configured, and pays them' },
      { name: 'no-audio', about: 'pictures alone: no narration is made or paid for, and no film' },
      { name: 'start', value: 'N', about: 'passes over the first N segments; what is there of them is used' },
      { name: 'limit', value: 'N', about: 'makes and pays for at most N segments; what is there of the rest is used' },
      { name: 'resume', value: 'RUN', about: 'goes on with this run instead of starting another' },
      { name: 'voice', value: 'NAME', about: 'who narrates' },
      captions,
      { name: 'output', value: 'DIR', path: true, about: 'where the film goes; ./KEY-film otherwise' },
      { name: 'project', value: 'KEY', about: 'the project; named after the script otherwise' },
      cap,
      ...SERVER,
    ],
  },
  {
    name: 'script parse',
    operands: ['FILE'],
    about: 'What the studio makes of a script, without bringing it in.',
    flags: [
      { name: 'figures', value: 'FILE', path: true, about: 'figures that the script may speak of' },
      { name: 'trial', value: 'ID', about: 'the name of the trial' },
      json,
      help,
    ],
  },
  {
    name: 'dop',
    operands: ['SCRIPT'],
    about: 'Who gets a picture: a structured script with what a tier gives its segments.',
    flags: [
      {
        ...{ name: 'tier', value: 'TIER', offers: TIERS.map((tier) => tier.toLowerCase()) },
        about: 'what the film may cost in pictures',
      },
      { name: 'library', value: 'FILE', path: true, about: 'a library.json: what is approved there is used again' },
      { name: 'style', value: 'STYLE', about: 'the style that directions end with; editorial unless said' },
      { name: 'show-tiers', about: 'all tiers side by side, with what each would cost' },
      { name: 'json', about: 'the script with its visuals and a `visual_plan`, as one JSON document' },
      help,
    ],
  },
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
  { name: 'schema', operands: [], about: 'Writes the contract to schema.graphql.', flags: [help] },
];

/** The line of these words; null where they begin none. */
export function commandLine(name: string): CommandLine | null {
  return COMMAND_LINES.find((line) => line.name === name) ?? null;
}

/** First words, each once: `assets`, `script`, `serve` … */
export function firstWords(): string[] {
  return [...new Set(COMMAND_LINES.map(({ name }) => name.split(' ')[0] ?? ''))];
}

/** What may follow a first word: `list`, `review` …; none where it stands alone. */
export function verbsOf(first: string): CommandLine[] {
  return COMMAND_LINES.filter(({ name }) => name.startsWith(`${first} `));
}
