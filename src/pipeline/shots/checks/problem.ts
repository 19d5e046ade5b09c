import type { PlannedScene, PlannedShot, PlannedShotList, ShotListProblem } from '../shot-list';

export type Found = Pick<ShotListProblem, 'message' | 'scene' | 'shot'>;

export interface PlacedShot {
  readonly scene: PlannedScene;
  readonly shot: PlannedShot;
  /** From 1, within the scene. */
  readonly number: number;
}

export function placedShots({ scenes }: Pick<PlannedShotList, 'scenes'>): PlacedShot[] {
  return scenes.flatMap((scene) => scene.shots.map((shot, index) => ({ scene, shot, number: index + 1 })));
}

export const ofList = (message: string): Found => ({ message, scene: null, shot: null });

export const ofScene = ({ facts: { number } }: PlannedScene, said: string): Found => ({
  message: `Scene ${number} ${said}`,
  scene: number,
  shot: null,
});

export const ofShot = ({ scene, number }: PlacedShot, said: string): Found => ({
  message: `Shot ${number} of scene ${scene.facts.number} ${said}`,
  scene: scene.facts.number,
  shot: number,
});

/** A sentence for each shot of which the check has something to say. */
export function eachShot(list: PlannedShotList, said: (placed: PlacedShot) => string | null): Found[] {
  const found: Found[] = [];
  for (const scene of list.scenes) {
    for (const [index, shot] of scene.shots.entries()) {
      const placed = { scene, shot, number: index + 1 };
      const sentence = said(placed);
      if (sentence !== null) found.push(ofShot(placed, sentence));
    }
  }
  return found;
}

export function eachScene(list: PlannedShotList, said: (scene: PlannedScene) => string | null): Found[] {
  return list.scenes.flatMap((scene) => {
    const sentence = said(scene);
    return sentence === null ? [] : [ofScene(scene, sentence)];
  });
}
