import type { FilmedShot } from '../shot-list';
import type { Motion } from './clauses';
import type { PromptContext } from './context';
import { CAMERAS, PACING, SEEN } from './phrases';
import { composed } from './terms';

/** What moves in the still: the camera, then the people; its last term is how long: `4.2s`. */
export function videoPrompt(
  shot: FilmedShot,
  { facts, seconds, wording }: Pick<PromptContext, 'facts' | 'seconds' | 'wording'>,
  motions: readonly Motion[],
): string {
  const said = [
    CAMERAS[shot.cameraMovement],
    motion(shot, motions),
    PACING[shot.pacingCurve],
    facts.isSequence ? 'kinetic continuity' : null,
  ];
  const moving = composed(said, wording);
  return `${moving}, ${Math.max(LEAST_SECONDS, seconds).toFixed(1)}s`;
}

const LEAST_SECONDS = 0.1;

/** Speech, views and what is held move always alike; else what the text says, and where it says nothing what such shots do. */
function motion(shot: FilmedShot, seen: readonly Motion[]): string {
  const { motion: usual, motionOfPlace } = SEEN[shot.trigger];
  const isEmpty = shot.characters.length === 0;
  const otherwise = isEmpty ? motionOfPlace : usual;
  if (shot.trigger === 'DIALOGUE_EXCHANGE' && shot.dialogueSpeaker !== null) {
    return shot.characters.length > 1
      ? `one ${usual}, the other${shot.characters.length > 2 ? 's' : ''} listening`
      : usual;
  }
  if (seen.length === 0) return otherwise;
  return seen.map(({ phrase, manner }) => (manner === null ? phrase : `${phrase}, ${manner}`)).join(', ');
}
