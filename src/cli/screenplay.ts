import { readScreenplay } from '../pipeline/screenplay/read-screenplay';
import { SCREENPLAY_FORMATS } from '../pipeline/screenplay/screenplay';
import { writeScreenplay } from '../pipeline/screenplay/write-screenplay';
import type { Command } from './command';
import { print, textOf } from './script-input';
import { fileFormatOf, wordOf } from './stories/words';
import { parseWords } from './words/parse';
import { usageOf } from './words/usage';

/** `workprint screenplay`: a screenplay in another file format, without a server. */
export const screenplayCommand: Command = async (args) => {
  const words = parseWords(['screenplay', ...args]);
  if (words.has('help')) return print(process.stdout, usageOf(words.command));
  const [file = ''] = words.operands;
  const text = await textOf(file);
  const from = fileFormatOf(words, file, text);
  const to = wordOf(words, 'to', SCREENPLAY_FORMATS) ?? 'FOUNTAIN';
  if (to === from) return print(process.stdout, text);
  return print(process.stdout, writeScreenplay(readScreenplay(text, from, [file]), to));
};
