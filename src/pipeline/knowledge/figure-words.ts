import { InvalidInput } from '../errors';
import { isName, isStorable, isWhole } from '../values/text';

const LAST_NUMBER = 9_999;
const LONGEST_CAPTION = 500;
const LONGEST_DESCRIPTION = 5_000;

export function assertFigureNumber(number: number): void {
  if (number >= 1 && number <= LAST_NUMBER) return;
  throw new InvalidInput(`Figures are numbered from 1 to ${LAST_NUMBER}.`, {
    field: ['input', 'number'],
    expected: `1 to ${LAST_NUMBER}`,
    got: String(number),
    remedy: 'Give it the number by which the script calls it.',
  });
}

export function assertCaption(caption: string): void {
  if (isName(caption, LONGEST_CAPTION)) return;
  throw new InvalidInput(`The caption of a figure must have from 1 to ${LONGEST_CAPTION} characters.`, {
    field: ['input', 'caption'],
    expected: `1 to ${LONGEST_CAPTION} characters, not all of them spaces`,
    got: `${caption.length} characters`,
    remedy: 'Say in a sentence what the figure shows.',
  });
}

export function assertDescription(description: string): void {
  if (description.length <= LONGEST_DESCRIPTION && isStorable(description) && isWhole(description)) return;
  throw new InvalidInput(`The description of a figure has at most ${LONGEST_DESCRIPTION} characters.`, {
    field: ['input', 'description'],
    expected: `at most ${LONGEST_DESCRIPTION} characters`,
    got: `${description.length} characters`,
    remedy: 'Shorten it.',
  });
}

/** A caption as a document prints it, as much of it as a figure keeps: cut between characters, half of a pair cannot be stored. */
export function keptCaption(caption: string): string {
  const text = caption.replaceAll('\0', '').trim();
  if (text.length <= LONGEST_CAPTION) return text;
  return `${text.slice(0, LONGEST_CAPTION - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
