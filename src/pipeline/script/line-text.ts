import { InvalidInput, LimitExceeded } from '../errors';
import { isStorable, isWhole } from '../values/text';
import { paragraphs } from './paragraphs';
import { MOST_CHARACTERS_A_SEGMENT } from './script-limits';

const MOST_CHARACTERS_OF_DIRECTION = 4_000;
const MOST_CONCEPTS = 50;
const MOST_CHARACTERS_OF_CONCEPT = 200;

/** The words of one segment: one paragraph, so that the script reads back from its text as it is. */
export function segmentText(text: string, field: string[]): string {
  if (!isStorable(text) || !isWhole(text)) throw notWhole(text, field);
  const trimmed = text.trim();
  const found = paragraphs(trimmed).length;
  if (found !== 1) throw notOne(found, field);
  if (trimmed.length <= MOST_CHARACTERS_A_SEGMENT) return trimmed;
  throw new LimitExceeded('The text is too long to be narrated as one segment.', {
    field,
    expected: `at most ${MOST_CHARACTERS_A_SEGMENT} characters a segment`,
    got: `${trimmed.length} characters`,
    remedy: 'Say it in several segments.',
  });
}

function notWhole(text: string, field: string[]): InvalidInput {
  return new InvalidInput('The text is not whole.', {
    field,
    expected: 'plain text of whole characters',
    got: isStorable(text) ? 'half of a surrogate pair' : 'a NUL character',
    remedy: 'Send plain UTF-8 text, cut between characters.',
  });
}

function notOne(found: number, field: string[]): InvalidInput {
  return new InvalidInput('A segment is one paragraph.', {
    field,
    expected: 'one paragraph of text',
    got: found === 0 ? 'only blanks' : `${found} paragraphs`,
    remedy:
      found === 0
        ? 'Send its words, or remove the segment with `removeSegment`.'
        : 'Take the blank lines out, or make more segments with `addSegment` and `splitSegment`.',
  });
}

export function assertDirection(text: string | null | undefined): void {
  if (text === null || text === undefined) return;
  const sound = text.trim() !== '' && text.length <= MOST_CHARACTERS_OF_DIRECTION && isStorable(text) && isWhole(text);
  if (sound) return;
  throw new InvalidInput(`\`visualDirection\` must have from 1 to ${MOST_CHARACTERS_OF_DIRECTION} characters.`, {
    field: ['input', 'visualDirection'],
    expected: `1 to ${MOST_CHARACTERS_OF_DIRECTION} characters of text, not all of them spaces`,
    got: `${text.length} characters`,
    remedy: 'Shorten it, or send null to have a picture of the words.',
  });
}

export function assertImportance(importance: number | null | undefined): void {
  if (importance === null || importance === undefined || (importance >= 0 && importance <= 1)) return;
  throw new InvalidInput('`importance` is from 0 to 1.', {
    field: ['input', 'importance'],
    expected: '0 to 1',
    got: String(importance),
    remedy: 'Say 0.5 where nothing speaks for more or less.',
  });
}

export function assertConcepts(concepts: readonly string[] | null | undefined): void {
  const bad = (concepts ?? []).filter(
    (word) => word.trim() === '' || word.length > MOST_CHARACTERS_OF_CONCEPT || !isStorable(word) || !isWhole(word),
  );
  if (bad.length === 0 && (concepts ?? []).length <= MOST_CONCEPTS) return;
  throw new InvalidInput('These are no key concepts.', {
    field: ['input', 'keyConcepts'],
    expected: `at most ${MOST_CONCEPTS}, of 1 to ${MOST_CHARACTERS_OF_CONCEPT} characters each`,
    got: bad.length > 0 ? `${bad.length} that are empty or too long` : `${concepts?.length}`,
    remedy: 'Keep the few that matter.',
  });
}
