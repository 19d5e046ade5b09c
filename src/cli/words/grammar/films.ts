import type { CommandLine, Flag } from './command-line';
import { cap, SERVER, stopAfter } from './flags';

const TIER_WORDS = ['micro', 'low', 'medium', 'high', 'full'];

const tier = (name: string): Flag => ({
  ...{ name, value: 'TIER', offers: TIER_WORDS },
  about: 'how many segments get pictures of their own; medium otherwise',
});

export const captions: Flag = {
  ...{ name: 'captions', value: 'HOW', offers: ['burned', 'karaoke'] },
  about: 'draws them into the picture; beside it as files otherwise',
};

/** From a paper or a script to a film. */
export const FILM_LINES: readonly CommandLine[] = [
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
      stopAfter(
        ['script', 'audio', 'visuals', 'cut'],
        'goes so far, for a review; the same command without it goes on',
      ),
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
];
