import type { DataSource, EntityManager } from 'typeorm';
import { InvalidInput } from '../errors';
import type { WishTerms } from '../library/wish';
import { isName } from '../values/text';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import { narrationsWorded, rewordProject } from './project-wishes.verb';
import { type Pronunciation, pronunciationsIn } from './spoken/pronunciations';

export interface AskedPronunciations {
  /** A row id. */
  readonly projectId: string;
  /** All that the project has: those that are not named go. */
  readonly entries: readonly Pronunciation[];
}

const MOST_ENTRIES = 1_000;
const MOST_CHARACTERS = 200;

/**
 * How words of a project are said. A narration that holds one wants it said so from now on: its takes are stale, and no others. Answers how many
 * takes went stale.
 */
export function setPronunciations(
  studio: Studio<DataSource>,
  caller: Caller,
  asked: AskedPronunciations,
): Promise<{ staleCount: number }> {
  const entries = entriesOf(asked.entries);
  const { projectId } = asked;
  const pronunciations = Object.fromEntries(entries.map(({ written, spoken }) => [written, spoken]));
  const wishes = (manager: EntityManager) => narrationsWorded(manager, projectId, (wish) => said(wish, entries));
  return rewordProject(studio, caller, { projectId, values: { pronunciations }, wishes });
}

function said(wish: WishTerms, entries: readonly Pronunciation[]): WishTerms {
  const { pronunciations: _before, ...parameters } = wish.parameters;
  const its = pronunciationsIn(wish.prompt ?? '', entries).map((entry) => ({ ...entry }));
  return { ...wish, parameters: its.length > 0 ? { ...parameters, pronunciations: its } : parameters };
}

function entriesOf(entries: readonly Pronunciation[]): Pronunciation[] {
  if (entries.length > MOST_ENTRIES) throw refused(`at most ${MOST_ENTRIES} entries`, `${entries.length}`);
  const trimmed = entries.map(({ written, spoken }) => ({ written: written.trim(), spoken: spoken.trim() }));
  const seen = new Set<string>();
  for (const { written, spoken } of trimmed) {
    if (!isName(written, MOST_CHARACTERS) || !/[\p{L}\p{N}]/u.test(written))
      throw refused(`words as they are written, of 1 to ${MOST_CHARACTERS} characters`, JSON.stringify(written));
    if (!isName(spoken, MOST_CHARACTERS) || !/\p{L}/u.test(spoken) || /[^\p{L}\p{M}\p{N}\s'’.,-]/u.test(spoken))
      throw refused(`words that are said for ${written}, in letters`, JSON.stringify(spoken));
    if (seen.has(written)) throw refused('each entry once', written);
    seen.add(written);
  }
  return trimmed;
}

function refused(expected: string, got: string): InvalidInput {
  return new InvalidInput('These are no pronunciations.', {
    field: ['input', 'entries'],
    expected,
    got: got.slice(0, 80),
    remedy: 'Write { written: "nginx", spoken: "engine ex" }; nothing was changed.',
  });
}
