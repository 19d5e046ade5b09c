import { TIERS } from '../../../pipeline/production/tiers';
import type { CommandLine, Flag } from './command-line';
import { captions } from './films';
import { cap, help, json, SERVER } from './flags';

const hints: Flag = {
  ...{ name: 'hints', value: 'FILE', path: true },
  about: 'what else is known, as JSON: `userUI`, `analyzerJson`, `refinerJson`, `scriptJson`',
};
const planJson: Flag = { name: 'json', about: 'manifest, jobs and warnings as one JSON document' };

/** What needs no server: a script, a treatment or a draft is read from a file. */
export const SCRIPT_LINES: readonly CommandLine[] = [
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
    name: 'plan',
    operands: ['FILE'],
    about: 'A treatment as a manifest with its jobs; `-` is the standard input. With --start, as a film.',
    flags: [
      hints,
      { name: 'start', about: 'keeps the plan in a project of a server, makes the film and follows it' },
      { name: 'out', value: 'DIR', path: true, about: 'with --start: where the film goes; ./KEY-film otherwise' },
      captions,
      { name: 'live', about: 'with --start: a new project asks the suppliers that are configured, and pays them' },
      { name: 'project', value: 'KEY', about: 'with --start: the project; named after the file otherwise' },
      cap,
      ...SERVER.map((flag) => (flag === json ? planJson : flag)),
    ],
  },
  {
    name: 'plan repair',
    operands: ['FILE'],
    about: 'The nearest valid manifest to a draft in JSON.',
    flags: [hints, planJson, help],
  },
];
