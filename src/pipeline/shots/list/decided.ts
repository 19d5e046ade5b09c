import { type Book, prompted } from '../book';
import type { PlannedShot, PlannedShotList, SceneFacts } from '../shot-list';
import { opticsOf } from '../steps/camera';
import { PROMPT_MEMBERS, type ShotChanges } from './shot-edits';

interface Place {
  readonly facts: SceneFacts;
  readonly nth: number;
  readonly book: Book;
}

/**
 * A shot as people want it: what they decided stands, prompts that they did not write follow it, and a crossfade is never longer than half of
 * its shot.
 */
export function decidedShot(shot: PlannedShot, decided: ShotChanges, { facts, nth, book }: Place): PlannedShot {
  const film = { ...shot, ...reframed(shot, decided, book), ...decided } as PlannedShot;
  const crossfadeFrames = Math.min(film.crossfadeFrames, Math.floor(film.durationFrames / 2));
  const written = prompted({ ...film, crossfadeFrames }, { facts, nth }, book);
  const kept = PROMPT_MEMBERS.filter((name) => decided[name] !== undefined).map((name) => [name, decided[name]]);
  return { ...written, ...Object.fromEntries(kept) };
}

const DECIDED = 'As people decided.';

/** Lens and distance follow another framing, unless they were decided, too. */
function reframed(shot: PlannedShot, { shotType, cameraMovement }: ShotChanges, { bible }: Book): Partial<PlannedShot> {
  const isReframed = (shotType ?? shot.shotType) !== shot.shotType;
  const framing = { shotType: shotType ?? shot.shotType, shotTypeRationale: DECIDED };
  const isMoved = (cameraMovement ?? shot.cameraMovement) !== shot.cameraMovement;
  return {
    ...(isReframed ? { ...framing, ...opticsOf({ ...shot, ...framing }, bible) } : {}),
    ...(isMoved ? { cameraRationale: DECIDED } : {}),
  };
}

/** What people decided, by the place of the shot: `2/5` is the sixth of the third scene. */
export type Decisions = ReadonlyMap<string, ShotChanges>;
export const placeOf = (scene: number, nth: number): string => `${scene}/${nth}`;

export function withDecisions(list: PlannedShotList, decisions: Decisions, book: Book): PlannedShotList {
  const scenes = list.scenes.map(({ facts, shots }, scene) => ({
    facts,
    shots: shots.map((shot, nth) => {
      const decided = decisions.get(placeOf(scene, nth));
      return decided ? decidedShot(shot, decided, { facts, nth, book }) : shot;
    }),
  }));
  return { ...list, scenes };
}
