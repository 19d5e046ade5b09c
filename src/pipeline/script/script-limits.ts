import { InvalidInput, LimitExceeded } from '../errors';
import type { ScriptDraft } from './written-script';

export const MOST_CHARACTERS = 1_000_000;
export const MOST_SEGMENTS = 5_000;
/** What the offline suppliers speak and draw at once; half an hour of speech. */
const MOST_CHARACTERS_A_PARAGRAPH = 20_000;

/** Where the text came from: the part of the input that a refusal names. */
export type TextField = 'text' | 'uploadId';

/** As much narration as one script can be. */
export function assertNarratable({ segments }: ScriptDraft, field: TextField): void {
  if (segments.length === 0) throw noText(field);
  if (segments.length > MOST_SEGMENTS)
    throw tooMuch('paragraphs', { got: segments.length, most: MOST_SEGMENTS, field });
  const characters = segments.reduce((sum, { text }) => sum + text.length, 0);
  if (characters > MOST_CHARACTERS) throw tooMuch('characters', { got: characters, most: MOST_CHARACTERS, field });
  const long = segments.findIndex(({ text }) => text.length > MOST_CHARACTERS_A_PARAGRAPH);
  if (long >= 0) throw tooLong(long + 1, segments[long]?.text.length ?? 0, field);
}

function noText(field: TextField): InvalidInput {
  return new InvalidInput('The text has no paragraph.', {
    field: ['input', field],
    expected: 'at least one paragraph',
    got: 'only blank lines',
    remedy: 'Send the narration as paragraphs with blank lines between them.',
  });
}

function tooLong(number: number, characters: number, field: TextField): LimitExceeded {
  const expected = `at most ${MOST_CHARACTERS_A_PARAGRAPH} characters a paragraph`;
  return new LimitExceeded(`Paragraph ${number} is too long to be narrated as one segment.`, {
    field: ['input', field],
    expected,
    got: `${characters} characters in paragraph ${number}`,
    remedy: 'Divide it with a blank line.',
  });
}

export function tooMuch(
  what: string,
  { got, most, field }: { got: number; most: number; field: TextField },
): LimitExceeded {
  return new LimitExceeded(`A script has at most ${most} ${what}.`, {
    field: ['input', field],
    expected: `at most ${most} ${what}`,
    got: `${got} ${what}`,
    remedy: 'Import it in parts, as several scripts.',
  });
}
