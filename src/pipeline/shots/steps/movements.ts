import type { CameraMovement, Trigger } from '../shot';
import type { Framing, SceneFacts, ShotSegment } from '../shot-list';
import { foldedWords } from './decompose/words';
import type { MovementStyle } from './movement-style';

export interface Move {
  readonly cameraMovement: CameraMovement;
  readonly cameraRationale: string;
}

/** What is true of a shot within its scene and its film. */
export interface ShotPlace {
  readonly endsFilm: boolean;
  readonly endsAct: boolean;
  /** The last of its scene's emotional moments. */
  readonly isTurn: boolean;
  /** How many shots of its trigger the film had before. */
  readonly before: number;
}

export interface Moving {
  readonly shot: ShotSegment & Framing;
  readonly facts: SceneFacts;
  readonly place: ShotPlace;
  readonly style: MovementStyle;
}

/** The first rule that has a move for a shot; then the bible's say on how a camera is carried. */
export function moveOf(moving: Moving): Move {
  for (const rule of RULES) {
    const found = rule(moving);
    if (found) return carried(found, moving);
  }
  return carried(byTrigger(moving), moving);
}

type Rule = (moving: Moving) => Move | null;

const move = (cameraMovement: CameraMovement, why: string): Move => ({ cameraMovement, cameraRationale: `${why}.` });
const turn = <T>(values: readonly [T, ...T[]], before: number): T => values[before % values.length] ?? values[0];
const isOutside = ({ said }: SceneFacts): boolean => said.intExt === 'EXT' || said.intExt === 'INT_EXT';
const HEATED = 0.7;

const OUTSIDE = ['PAN_RIGHT', 'CRANE_DOWN', 'PAN_LEFT', 'TILT_DOWN', 'CRANE_UP'] as const;
const INSIDE = ['PAN_RIGHT', 'TILT_DOWN', 'PAN_LEFT', 'PUSH_IN', 'TILT_UP'] as const;

const RULES: readonly Rule[] = [
  ending,
  ({ shot: { trigger, shotType }, facts, place }) =>
    trigger === 'LOCATION_ESTABLISH' && shotType !== 'INSERT'
      ? move(turn(isOutside(facts) ? OUTSIDE : INSIDE, place.before), 'The eye is led over the place')
      : null,
  ({ shot, facts, place }) => (turnsFeeling(shot, facts, place) ? move('ORBIT', 'Around a feeling that turns') : null),
  ({ shot: { trigger, intensity } }) =>
    intensity >= HEATED && (trigger === 'EMOTIONAL_MOMENT' || trigger === 'TENSION_BUILDING')
      ? move('PUSH_IN', 'What is felt draws the camera near')
      : null,
  ({ shot: { trigger } }) => (trigger === 'CLIMAX_MOMENT' ? move('HANDHELD', 'The climax shakes the camera') : null),
  disaster,
  ({ shot: { shotType } }) =>
    shotType === 'POV' ? move('TRACKING', 'The camera goes with the eyes that it has') : null,
  ({ shot: { shotType } }) =>
    shotType === 'EXTREME_CLOSE_UP' ? move('STATIC', 'So close every move is too much') : null,
  ({ shot: { shotType } }) => (shotType === 'INSERT' ? move('STATIC', 'A thing is held still to be read') : null),
];

function ending({ shot, facts, place }: Moving): Move | null {
  if (shot.dialogueText !== null) return null;
  if (place.endsFilm) {
    return isOutside(facts)
      ? move('CRANE_UP', 'The film rises from its last picture')
      : move('PULL_BACK', 'The film withdraws from its last picture');
  }
  return place.endsAct ? move('PULL_BACK', 'The act lets go of its people') : null;
}

function turnsFeeling({ trigger, characters }: ShotSegment, facts: SceneFacts, { isTurn }: ShotPlace): boolean {
  const { emotionalStart: start, emotionalEnd: end } = facts;
  return (
    trigger === 'EMOTIONAL_MOMENT' && characters.length > 0 && isTurn && start !== null && end !== null && start !== end
  );
}

/** A zoom is kept for the thing that ruins everything. */
function disaster({ shot: { isDisasterMoment, shotType } }: Moving): Move | null {
  if (!isDisasterMoment) return null;
  return shotType === 'INSERT'
    ? move('ZOOM_IN', 'The eye is caught by it')
    : move('PUSH_IN', 'The blow draws the camera in');
}

const UPWARDS = new Set(['climbs', 'climb', 'rises', 'ascends', 'stands', 'towers', 'tower', 'soars', 'overhead']);
const DOWNWARDS = new Set(['falls', 'fall', 'drops', 'sinks', 'descends', 'kneels', 'slumps', 'plunges', 'tumbles']);

/** A tilt follows what goes up or down; what goes on goes to either side. */
function byTrigger({ shot, facts, place: { before } }: Moving): Move {
  const { trigger, intensity } = shot;
  if (trigger === 'DIALOGUE_EXCHANGE' || trigger === 'REACTION') {
    const isHeated = intensity >= HEATED && before % 3 === 1;
    return isHeated ? move('PUSH_IN', 'The words come closer') : move('STATIC', 'A face needs no help');
  }
  if (trigger === 'ACTION_BEAT' || trigger === 'NEW_CHARACTER_ENTERS') {
    const words = foldedWords(shot.content);
    if (words.some((word) => UPWARDS.has(word))) return move('TILT_UP', 'The camera goes up with what rises');
    if (words.some((word) => DOWNWARDS.has(word))) return move('TILT_DOWN', 'The camera goes down with what falls');
  }
  if (trigger === 'ACTION_BEAT') return action(facts, before);
  return move(DEFAULT[trigger](before), WHY[trigger]);
}

function action({ isSequence }: SceneFacts, before: number): Move {
  if (isSequence) return move('TRACKING', 'The camera keeps up');
  const cameraMovement = turn<CameraMovement>(['TRACKING', 'PAN_RIGHT', 'TRACKING', 'PAN_LEFT', 'STATIC'], before);
  return move(
    cameraMovement,
    cameraMovement === 'STATIC' ? 'The action moves within the frame' : 'The camera goes with the action',
  );
}

type Settled = Exclude<Trigger, 'ACTION_BEAT' | 'DIALOGUE_EXCHANGE' | 'REACTION'>;

const DEFAULT: Readonly<Record<Settled, (before: number) => CameraMovement>> = {
  LOCATION_ESTABLISH: () => 'STATIC',
  NEW_CHARACTER_ENTERS: (before) => turn(['STATIC', 'TRACKING', 'PAN_RIGHT'], before),
  EMOTIONAL_MOMENT: () => 'PUSH_IN',
  REVELATION: () => 'STATIC',
  TIME_SKIP: (before) => turn(['STATIC', 'CRANE_UP', 'STATIC', 'ZOOM_OUT'], before),
  TENSION_BUILDING: () => 'PUSH_IN',
  CLIMAX_MOMENT: () => 'HANDHELD',
};
const WHY: Readonly<Record<Settled, string>> = {
  LOCATION_ESTABLISH: 'The place is still',
  NEW_CHARACTER_ENTERS: 'Whoever is new walks into the picture or takes it along',
  EMOTIONAL_MOMENT: 'What is felt draws the camera near',
  REVELATION: 'What is revealed is given time',
  TIME_SKIP: 'Time has passed',
  TENSION_BUILDING: 'The space closes in',
  CLIMAX_MOMENT: 'The climax shakes the camera',
};

const TENSE: readonly Trigger[] = ['ACTION_BEAT', 'TENSION_BUILDING', 'CLIMAX_MOMENT'];
const CARRIED: readonly CameraMovement[] = ['TRACKING', 'PUSH_IN'];
const LAID: readonly CameraMovement[] = ['TRACKING', 'HANDHELD'];

function carried(chosen: Move, { shot, style }: Moving): Move {
  const { cameraMovement } = chosen;
  if (style === 'HANDHELD' && TENSE.includes(shot.trigger) && CARRIED.includes(cameraMovement)) {
    return move('HANDHELD', 'This film carries its camera by hand where it gets tense');
  }
  if (style === 'DOLLY' && cameraMovement === 'HANDHELD') return move('TRACKING', 'This film moves on rails, even now');
  if (style === 'LOCKED' && LAID.includes(cameraMovement))
    return move('STATIC', 'This film keeps its camera on its legs');
  return chosen;
}
