import { secondsOfFrames } from '../../values/frames';
import { FORMATS } from '../formats';
import type { PlannedShotList } from '../shot-list';
import { eachScene, eachShot, type Found, ofList, ofShot, placedShots } from './problem';
import { named } from './prompt-checks';

export function noShots({ scenes }: PlannedShotList): Found[] {
  return scenes.some(({ shots }) => shots.length > 0) ? [] : [ofList('The list has no shots.')];
}

export function emptyScenes(list: PlannedShotList): Found[] {
  return eachScene(list, ({ shots }) => (shots.length === 0 ? 'has no shots.' : null));
}

export function badDurations(list: PlannedShotList): Found[] {
  return eachShot(list, ({ shot: { durationFrames } }) =>
    Number.isSafeInteger(durationFrames) && durationFrames > 0 ? null : `lasts ${durationFrames} frames.`,
  );
}

/** Two crossfades of a shot never meet. */
export function badCrossfades(list: PlannedShotList): Found[] {
  const shots = placedShots(list);
  return shots.flatMap((placed, index) => {
    const { crossfadeFrames: frames, durationFrames } = placed.shot;
    const next = shots[index + 1]?.shot.durationFrames ?? Number.POSITIVE_INFINITY;
    const fits = Number.isSafeInteger(frames) && frames >= 0 && frames <= Math.min(durationFrames, next);
    return fits
      ? []
      : [ofShot(placed, `goes over into the next one in ${frames} frames, which is longer than one of them.`)];
  });
}

/** Nobody is shown 1 to N in another order. */
export function badOrder({ scenes }: PlannedShotList): Found[] {
  const at = scenes.findIndex(({ facts }, index) => facts.number !== index + 1);
  const found = scenes[at];
  return found ? [ofList(`Scene ${at + 1} of the list has the number ${found.facts.number}.`)] : [];
}

const KEY = /^[\p{Ll}\p{Lo}\p{Lm}\p{N}_]+$/u;

export function badKeys({ cast, settings }: PlannedShotList): Found[] {
  return [
    ...keysOf(
      'character',
      cast.map(({ key }) => key),
    ),
    ...keysOf(
      'setting',
      settings.map(({ key }) => key),
    ),
  ];
}

function keysOf(kind: string, keys: readonly string[]): Found[] {
  const seen = new Set<string>();
  return keys.flatMap((key) => {
    const isTwice = seen.has(key);
    seen.add(key);
    if (isTwice) return [ofList(`Two ${kind}s have the key ${key}.`)];
    return KEY.test(key)
      ? []
      : [ofList(`A ${kind} has the key “${key}”, which is not of small letters, digits and underscores.`)];
  });
}

export function missingSettings(list: PlannedShotList): Found[] {
  return eachScene(list, ({ facts }) => (facts.settingKey === '' ? 'has no setting.' : null));
}

export function unknownSettings(list: PlannedShotList): Found[] {
  const known = new Set(list.settings.map(({ key }) => key));
  return eachScene(list, ({ facts: { settingKey } }) =>
    settingKey === '' || known.has(settingKey) ? null : `is in ${settingKey}, which is not among the settings.`,
  );
}

const MOST_ALIKE = 3;

export function monotony(list: PlannedShotList): Found[] {
  return list.scenes.flatMap((scene) => {
    let alike = 0;
    return scene.shots.flatMap((shot, index) => {
      alike = shot.shotType === scene.shots[index - 1]?.shotType ? alike + 1 : 1;
      if (alike !== MOST_ALIKE + 1) return [];
      return [
        ofShot(
          { scene, shot, number: index + 1 },
          `is the fourth ${shot.shotType.toLowerCase().replaceAll('_', ' ')} in a row.`,
        ),
      ];
    });
  });
}

export function unusualLength(list: PlannedShotList): Found[] {
  const bounds = FORMATS[list.format].filmSeconds;
  const frames = placedShots(list).reduce((sum, { shot }) => sum + shot.durationFrames, 0);
  const seconds = secondsOfFrames(frames, list.rate);
  if (!bounds || frames === 0 || (seconds >= bounds.least && seconds <= bounds.most)) return [];
  const [far, bound] = seconds < bounds.least ? ['less', bounds.least] : ['more', bounds.most];
  return [ofList(`The film lasts ${seconds.toFixed(1)} seconds, ${far} than the ${bound} of a ${named(list)}.`)];
}

const MOST_WITHOUT_DISASTER = 20;

export function noDisaster(list: PlannedShotList): Found[] {
  const shots = placedShots(list);
  const hasBeats = list.scenes.some(({ facts }) => facts.beat !== null);
  if (!hasBeats || shots.length <= MOST_WITHOUT_DISASTER || shots.some(({ shot }) => shot.isDisasterMoment)) return [];
  return [ofList(`None of the ${shots.length} shots is a moment of disaster.`)];
}

const PLAIN = ['CUT', 'J_CUT', 'L_CUT'];
const LEAST_PLAIN = 0.5;

export function fewCuts(list: PlannedShotList): Found[] {
  const shots = placedShots(list);
  const plain = shots.filter(({ shot }) => PLAIN.includes(shot.transitionToNext)).length;
  if (shots.length < 2 || plain / shots.length >= LEAST_PLAIN) return [];
  return [ofList(`Only ${plain} of ${shots.length} shots end in a plain cut.`)];
}

/** Whoever edits a shot may make its scene longer than the screenplay wants. */
export function offTarget(list: PlannedShotList): Found[] {
  return eachScene(list, ({ facts: { targetFrames }, shots }) => {
    const frames = shots.reduce((sum, { durationFrames }) => sum + durationFrames, 0);
    return targetFrames === null || frames === targetFrames
      ? null
      : `has ${frames} frames and should have ${targetFrames}.`;
  });
}

const MOST_SHOTS_OF_SCENE = 60;

export function longScenes(list: PlannedShotList): Found[] {
  return eachScene(list, ({ shots }) => (shots.length > MOST_SHOTS_OF_SCENE ? `has ${shots.length} shots.` : null));
}
