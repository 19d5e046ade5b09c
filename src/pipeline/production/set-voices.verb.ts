import type { DataSource, EntityManager } from 'typeorm';
import { rewish, staleLines } from '../library/rewish.verb';
import type { WishTerms } from '../library/wish';
import { lockScripts } from '../script/lock-script.verb';
import type { JsonValue } from '../values/canonical-json';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import { changeProject } from '../workspace/change-project.verb';
import { appendLinesToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { NARRATOR, readVoiceMap } from './voice-map';

export interface AskedVoices {
  /** A row id. */
  readonly projectId: string;
  /** The whole map: whoever is not named has no voice of their own any more. */
  readonly voices: JsonValue;
}

/**
 * Who speaks with which voice. Whatever was planned with another one wants the new one from now on: its takes are stale, and what was
 * approved stays in use. A voice that a regeneration asked for stands above. Answers how many takes went stale.
 */
export function setVoices(
  studio: Studio<DataSource>,
  caller: Caller,
  asked: AskedVoices,
): Promise<{ staleCount: number }> {
  const voices = readVoiceMap(asked.voices);
  const { projectId } = asked;
  return studio.store.transaction(async (manager) => {
    await assertProject(manager, caller, { projectId, field: ['input', 'projectId'] });
    const changed = await changeProject(manager, { projectId, actor: caller.name, values: { voiceMap: voices } });
    await lockScripts(manager, projectId);
    const wishes = await narrations(manager, { projectId, narrator: voices[NARRATOR] ?? null });
    const { wentStale } = await rewish(manager, wishes, studio.now());
    await appendLinesToProjectLog(manager, [...changed, ...staleLines(wentStale, caller.name)]);
    return { staleCount: wentStale.length };
  });
}

interface Narrating {
  readonly projectId: string;
  readonly narrator: string | null;
}

async function narrations(manager: EntityManager, { projectId, narrator }: Narrating) {
  const slots = await manager.query<(WishTerms & { id: string })[]>(
    `SELECT s.id, s.capability, s.provider, s.model, s.prompt, s.parameters, s.inputs, s.overrides, s.variation
     FROM slot s JOIN segment g ON g.id = s.owner_id
     WHERE s.project_id = $1 AND s.owner_type = 'SEGMENT' AND s.capability = 'SPEECH' ORDER BY s.id`,
    [projectId],
  );
  return slots.map(({ id: slotId, ...wish }) => {
    const { voice: _before, ...parameters } = wish.parameters;
    return {
      slotId,
      wish: { ...wish, parameters: narrator === null ? parameters : { ...parameters, voice: narrator } },
    };
  });
}
