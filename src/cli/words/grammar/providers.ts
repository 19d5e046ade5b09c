import type { CommandLine } from './command-line';
import { SERVER } from './flags';

export const CAPABILITY_WORDS = ['text', 'speech', 'image', 'video', 'sound', 'vision', 'lipsync'];

export const PROVIDER_LINES: readonly CommandLine[] = [
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
