import type { DataSource, EntityManager } from 'typeorm';
import type { WishTerms } from '../library/wish';
import type { JsonValue } from '../values/canonical-json';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import { narrationsWorded, rewordProject } from './project-wishes.verb';
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
  const narrator = voices[NARRATOR];
  const wishes = (manager: EntityManager) => narrationsWorded(manager, projectId, (wish) => spoken(wish, narrator));
  return rewordProject(studio, caller, { projectId, values: { voiceMap: voices }, wishes });
}

function spoken(wish: WishTerms, narrator: string | undefined): WishTerms {
  const { voice: _before, ...parameters } = wish.parameters;
  return { ...wish, parameters: narrator === undefined ? parameters : { ...parameters, voice: narrator } };
}
