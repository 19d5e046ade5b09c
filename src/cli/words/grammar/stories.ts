import { SCREENPLAY_FORMATS } from '../../../pipeline/screenplay/screenplay';
import { STORY_FORMATS } from '../../../pipeline/shots/shot';
import type { CommandLine, Flag } from './command-line';
import { help } from './flags';

const FILE_WORDS = SCREENPLAY_FORMATS.map((format) => format.toLowerCase());

const from: Flag = {
  ...{ name: 'from', value: 'FILE_FORMAT', offers: FILE_WORDS },
  about: 'what the file is; by its name and its content otherwise',
};
const artifact = (name: string, about: string): Flag => ({ name, value: 'FILE', path: true, about });

/** What needs no server: a screenplay is read from a file. */
export const STORY_LINES: readonly CommandLine[] = [
  {
    name: 'shots',
    operands: ['SCREENPLAY'],
    about:
      'A screenplay becomes a shot list: Fountain, Final Draft (FDX) or structured JSON; `-` is the standard input.',
    flags: [
      artifact('hero', 'hero, antagonist and B story, as JSON'),
      artifact('cast', 'the cast in its tiers, as JSON'),
      artifact('world', 'the world bible, as JSON'),
      artifact('bible', 'the visual bible, as JSON'),
      {
        ...{ name: 'format', value: 'FORMAT', offers: STORY_FORMATS.map((format) => format.toLowerCase()) },
        about: 'what kind of film it is for; as the file says otherwise, else feature',
      },
      { name: 'rate', value: 'FPS', about: 'frames a second: 24, 23.976, 30000/1001; 24 otherwise' },
      from,
      { name: 'json', about: 'shot_list.json on standard output' },
      { name: 'csv', about: 'a row a shot, for spreadsheets' },
      help,
    ],
  },
  {
    name: 'screenplay',
    operands: ['FILE'],
    about: 'A screenplay in another format; in its own, to the letter.',
    flags: [{ name: 'to', value: 'FILE_FORMAT', offers: FILE_WORDS, about: 'fountain otherwise' }, from, help],
  },
];
