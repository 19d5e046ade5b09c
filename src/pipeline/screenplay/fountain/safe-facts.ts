import type { SceneFacts } from '../scene-facts';
import { safeNote } from './safe-text';

/** Facts as notes can state them; what is no act, no time or no card is not known. */
export function safeFacts(scene: SceneFacts): SceneFacts {
  const { act, targetSeconds, boardCardNumber } = scene;
  return {
    act: act !== null && [1, 2, 3, 4].includes(act) ? act : null,
    beat: factWords(scene.beat),
    conflict: factWords(scene.conflict),
    emotionalStart: scene.emotionalStart,
    emotionalEnd: scene.emotionalEnd,
    targetSeconds: targetSeconds !== null && targetSeconds > 0 && Number.isFinite(targetSeconds) ? targetSeconds : null,
    boardCardNumber: Number.isSafeInteger(boardCardNumber) && Number(boardCardNumber) >= 0 ? boardCardNumber : null,
    charactersPresent: scene.charactersPresent.map(safeName).filter((name) => name !== ''),
    snowflakeSceneId: factWords(scene.snowflakeSceneId),
  };
}

function factWords(text: string | null): string | null {
  return text === null ? null : safeNote(text) || null;
}

function safeName(name: string): string {
  return safeNote(name.replace(/[,\r\n]/g, ' '));
}
