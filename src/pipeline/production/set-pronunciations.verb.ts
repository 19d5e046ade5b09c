import type { DataSource, EntityManager } from 'typeorm';
import { InvalidInput } from '../errors';
import { rewish, staleLines } from '../library/rewish.verb';
import type { WishTerms } from '../library/wish';
import { lockScripts } from '../script/lock-script.verb';
import { isName } from '../values/text';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import { changeProject } from '../workspace/change-project.verb';
import { appendLinesToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
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
  return studio.store.transaction(async (manager) => {
    await assertProject(manager, caller, { projectId, field: ['input', 'projectId'] });
    const kept = Object.fromEntries(entries.map(({ written, spoken }) => [written, spoken]));
    const changed = await changeProject(manager, { projectId, actor: caller.name, values: { pronunciations: kept } });
    await lockScripts(manager, projectId);
    const { wentStale } = await rewish(manager, await narrations(manager, projectId, entries), studio.now());
    await appendLinesToProjectLog(manager, [...changed, ...staleLines(wentStale, caller.name)]);
    return { staleCount: wentStale.length };
  });
}

async function narrations(manager: EntityManager, projectId: string, entries: readonly Pronunciation[]) {
  const slots = await manager.query<(WishTerms & { id: string })[]>(
    `SELECT s.id, s.capability, s.provider, s.model, s.prompt, s.parameters, s.inputs, s.overrides, s.variation
     FROM slot s JOIN segment g ON g.id = s.owner_id
     WHERE s.project_id = $1 AND s.owner_type = 'SEGMENT' AND s.capability = 'SPEECH' ORDER BY s.id`,
    [projectId],
  );
  return slots.map(({ id: slotId, ...wish }) => {
    const { pronunciations: _before, ...parameters } = wish.parameters;
    const its = pronunciationsIn(wish.prompt ?? '', entries).map((entry) => ({ ...entry }));
    const withIts = its.length > 0 ? { ...parameters, pronunciations: its } : parameters;
    return { slotId, wish: { ...wish, parameters: withIts } };
  });
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
