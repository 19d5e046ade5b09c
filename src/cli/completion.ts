import type { Command } from './command';
import { completionFor, SHELLS } from './words/completion';
import { parseWords } from './words/parse';
import { usageOf, WrongUsage } from './words/usage';

/** `workprint completion bash`: what a shell reads to know the commands. */
export const completionCommand: Command = async (args) => {
  const words = parseWords(['completion', ...args]);
  const shell = SHELLS.find((one) => one === words.operands[0]);
  if (!shell && !words.has('help')) {
    throw new WrongUsage(
      `There is no completion for "${words.operands[0]}", only for ${SHELLS.join(', ')}.`,
      'completion',
    );
  }
  process.stdout.write(shell ? completionFor(shell) : usageOf('completion'));
  return 0;
};
