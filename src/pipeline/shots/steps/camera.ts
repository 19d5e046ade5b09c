import type { Bible } from '../bible';
import type { FormatRules } from '../formats';
import type { CameraHeight, Trigger } from '../shot';
import type { CameraWork, Framing, SceneFacts, ShotSegment } from '../shot-list';
import { lensFor, OPTICS } from './lenses';
import { lightingIntent, sceneLight } from './lighting';
import { movementStyle } from './movement-style';
import { moveOf, type ShotPlace } from './movements';

type Framed = ShotSegment & Framing;

interface FramedScene {
  readonly facts: SceneFacts;
  readonly shots: readonly Framed[];
}

const BLOCKING: Readonly<Record<Trigger, string>> = {
  LOCATION_ESTABLISH: 'establish the geography, nobody placed',
  NEW_CHARACTER_ENTERS: 'entry from the edge to the centre',
  DIALOGUE_EXCHANGE: 'opposing eyelines',
  ACTION_BEAT: 'forward motion through the frame',
  EMOTIONAL_MOMENT: 'hold the centre',
  REVELATION: 'isolate what is revealed',
  TIME_SKIP: 'bridge and reset',
  TENSION_BUILDING: 'compress the space',
  CLIMAX_MOMENT: 'chaotic vectors',
  REACTION: 'hold on the reaction',
};
const OVER_SHOULDER = "the listener's shoulder soft in the foreground, the speaker sharp beyond it, opposing eyelines";

/** V3, one row a scene. */
export function filmedBy(scenes: readonly FramedScene[], bible: Bible, rules: FormatRules): CameraWork[][] {
  const style = movementStyle(bible.cinematography.movement);
  const before = new Map<Trigger, number>();
  return scenes.map(({ facts, shots }, at) => {
    const turn = shots.findLastIndex(({ trigger }) => trigger === 'EMOTIONAL_MOMENT');
    const ofScene = sceneLight(facts, bible);
    return shots.map((shot, index): CameraWork => {
      const isLast = index === shots.length - 1;
      const place: ShotPlace = {
        endsFilm: isLast && at === scenes.length - 1,
        endsAct: isLast && facts.endsAct,
        isTurn: index === turn,
        before: before.get(shot.trigger) ?? 0,
      };
      before.set(shot.trigger, place.before + 1);
      const isLate = 2 * index >= shots.length;
      const { cameraMovement, cameraRationale } = moveOf({ shot, facts, place, style });
      return {
        cameraMovement,
        cameraRationale,
        ...opticsOf(shot, bible),
        lightingIntent: lightingIntent(shot, facts, { ofScene, isLate }),
        generationProfile: rules.generationProfile,
      };
    });
  });
}

/** What follows from the framing alone. */
export function opticsOf(shot: Framed, { cinematography }: Bible) {
  return {
    lensMm: lensFor(shot.shotType, cinematography.defaultLensMm),
    cameraHeight: heightOf(shot),
    distanceBand: OPTICS[shot.shotType].distanceBand,
    blockingIntent: shot.shotType === 'OVER_SHOULDER' ? OVER_SHOULDER : BLOCKING[shot.trigger],
  };
}

function heightOf({ shotType, trigger }: Framed): CameraHeight {
  if (shotType === 'EXTREME_WIDE' || shotType === 'WIDE' || shotType === 'GROUP') return 'EYE_LEVEL_HIGH';
  if (trigger === 'CLIMAX_MOMENT') return 'SHOULDER_LEVEL';
  return shotType === 'INSERT' || shotType === 'EXTREME_CLOSE_UP' ? 'OBJECT_LEVEL' : 'EYE_LEVEL';
}
