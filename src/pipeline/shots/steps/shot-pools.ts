import type { ShotType, Trigger } from '../shot';

/** What a moment may be framed as, the best first; each time another one begins. */
export interface Pool {
  readonly types: readonly ShotType[];
  readonly why: string;
}

interface ByPeople {
  readonly alone: readonly ShotType[];
  readonly two: readonly ShotType[];
  readonly many: readonly ShotType[];
  readonly why: string;
}

const CALM_TALK: ByPeople = {
  alone: ['MEDIUM_CLOSE', 'CLOSE_UP', 'MEDIUM'],
  two: ['TWO_SHOT', 'OVER_SHOULDER', 'MEDIUM_CLOSE', 'OVER_SHOULDER', 'CLOSE_UP', 'MEDIUM'],
  many: ['GROUP', 'MEDIUM_CLOSE', 'OVER_SHOULDER', 'CLOSE_UP'],
  why: 'An exchange alternates between who speaks and who listens',
};
const HEATED_TALK: ByPeople = {
  alone: ['CLOSE_UP', 'MEDIUM_CLOSE', 'EXTREME_CLOSE_UP', 'MEDIUM_CLOSE'],
  two: ['OVER_SHOULDER', 'CLOSE_UP', 'TWO_SHOT', 'MEDIUM_CLOSE', 'OVER_SHOULDER', 'EXTREME_CLOSE_UP'],
  many: ['CLOSE_UP', 'GROUP', 'OVER_SHOULDER', 'MEDIUM_CLOSE'],
  why: 'A heated exchange moves closer',
};
const SEQUENCE: ByPeople = {
  alone: ['MEDIUM_WIDE', 'POV', 'CLOSE_UP', 'WIDE', 'INSERT'],
  two: ['MEDIUM_WIDE', 'POV', 'TWO_SHOT', 'CLOSE_UP', 'WIDE'],
  many: ['GROUP', 'POV', 'MEDIUM_WIDE', 'CLOSE_UP', 'WIDE'],
  why: 'A sequence changes its distance from shot to shot',
};
const FAST_ACTION: ByPeople = {
  alone: ['MEDIUM', 'CLOSE_UP', 'MEDIUM_WIDE', 'INSERT', 'WIDE'],
  two: ['TWO_SHOT', 'MEDIUM_CLOSE', 'MEDIUM_WIDE', 'CLOSE_UP', 'WIDE'],
  many: ['GROUP', 'MEDIUM', 'CLOSE_UP', 'WIDE'],
  why: 'Fast action is cut between near and far',
};
const POOLS: Readonly<Record<Exclude<Trigger, 'LOCATION_ESTABLISH' | 'DIALOGUE_EXCHANGE'>, ByPeople>> = {
  ACTION_BEAT: {
    alone: ['MEDIUM_WIDE', 'MEDIUM', 'CLOSE_UP', 'WIDE'],
    two: ['MEDIUM', 'TWO_SHOT', 'MEDIUM_WIDE', 'WIDE'],
    many: ['GROUP', 'MEDIUM_WIDE', 'WIDE', 'MEDIUM'],
    why: 'Action is seen with the space that it needs',
  },
  NEW_CHARACTER_ENTERS: {
    alone: ['MEDIUM_WIDE', 'MEDIUM', 'WIDE'],
    two: ['MEDIUM_WIDE', 'TWO_SHOT', 'MEDIUM'],
    many: ['GROUP', 'MEDIUM_WIDE', 'WIDE'],
    why: 'Somebody new is seen from head to hand first',
  },
  EMOTIONAL_MOMENT: {
    alone: ['CLOSE_UP', 'MEDIUM_CLOSE', 'EXTREME_CLOSE_UP'],
    two: ['CLOSE_UP', 'TWO_SHOT', 'MEDIUM_CLOSE'],
    many: ['CLOSE_UP', 'MEDIUM_CLOSE', 'GROUP'],
    why: 'A feeling is read in a face',
  },
  REVELATION: {
    alone: ['INSERT', 'CLOSE_UP', 'POV'],
    two: ['INSERT', 'CLOSE_UP', 'OVER_SHOULDER'],
    many: ['INSERT', 'CLOSE_UP', 'OVER_SHOULDER', 'GROUP'],
    why: 'What is revealed fills the frame, then whoever sees it',
  },
  TIME_SKIP: {
    alone: ['WIDE', 'MEDIUM_WIDE', 'INSERT', 'MEDIUM'],
    two: ['WIDE', 'TWO_SHOT', 'INSERT', 'MEDIUM_WIDE'],
    many: ['WIDE', 'GROUP', 'INSERT', 'MEDIUM_WIDE'],
    why: 'After a leap in time the eye finds its place anew',
  },
  TENSION_BUILDING: {
    alone: ['MEDIUM_CLOSE', 'CLOSE_UP', 'MEDIUM', 'POV'],
    two: ['MEDIUM_CLOSE', 'TWO_SHOT', 'CLOSE_UP', 'OVER_SHOULDER'],
    many: ['MEDIUM_CLOSE', 'CLOSE_UP', 'GROUP', 'MEDIUM'],
    why: 'Tension takes the space away',
  },
  CLIMAX_MOMENT: {
    alone: ['CLOSE_UP', 'EXTREME_CLOSE_UP', 'POV', 'MEDIUM_WIDE', 'INSERT', 'WIDE', 'MEDIUM'],
    two: ['CLOSE_UP', 'EXTREME_CLOSE_UP', 'POV', 'MEDIUM_WIDE', 'TWO_SHOT', 'INSERT', 'WIDE'],
    many: ['CLOSE_UP', 'GROUP', 'EXTREME_CLOSE_UP', 'POV', 'MEDIUM_WIDE', 'INSERT', 'WIDE'],
    why: 'The climax is seen from everywhere at once',
  },
  REACTION: {
    alone: ['CLOSE_UP', 'MEDIUM_CLOSE', 'EXTREME_CLOSE_UP'],
    two: ['CLOSE_UP', 'MEDIUM_CLOSE', 'TWO_SHOT'],
    many: ['CLOSE_UP', 'MEDIUM_CLOSE', 'GROUP'],
    why: 'A reaction is a face',
  },
};

/** Where nobody is in frame there is no face to be close to. */
const NOBODY: readonly ShotType[] = ['INSERT', 'WIDE', 'POV', 'EXTREME_WIDE'];
const NOBODY_CLOSE: readonly ShotType[] = ['INSERT', 'POV', 'INSERT', 'WIDE'];

/** For a small screen. */
const CLOSER: Readonly<Partial<Record<ShotType, ShotType>>> = {
  EXTREME_WIDE: 'MEDIUM_WIDE',
  WIDE: 'MEDIUM',
  MEDIUM_WIDE: 'MEDIUM',
  MEDIUM: 'MEDIUM_CLOSE',
  TWO_SHOT: 'OVER_SHOULDER',
};

interface Moment {
  readonly trigger: Trigger;
  readonly people: number;
  readonly intensity: number;
  readonly isSequence: boolean;
  readonly isIntimate: boolean;
}

/** Of everything but the establishing shot. */
export function poolFor(moment: Moment): Pool {
  const { people, isIntimate } = moment;
  if (people === 0)
    return { types: isIntimate ? NOBODY_CLOSE : NOBODY, why: 'Nobody is in frame: the place and its things are' };
  const { alone, two, many, why } = byPeople(moment);
  const types = people === 1 ? alone : people === 2 ? two : many;
  return {
    types: isIntimate ? types.map((type) => CLOSER[type] ?? type).filter((type) => fits(type, people)) : types,
    why,
  };
}

function byPeople({ trigger, intensity, isSequence }: Moment): ByPeople {
  if (trigger === 'DIALOGUE_EXCHANGE') return intensity >= 0.75 ? HEATED_TALK : CALM_TALK;
  if (trigger === 'ACTION_BEAT' && isSequence) return SEQUENCE;
  if (trigger === 'ACTION_BEAT' && intensity >= 0.75) return FAST_ACTION;
  return trigger === 'LOCATION_ESTABLISH' ? POOLS.TIME_SKIP : POOLS[trigger];
}

/** Whether a type can hold so many people: no shoulder of nobody, no group of two. */
export function fits(type: ShotType, people: number): boolean {
  if (people === 0) return NOBODY.includes(type);
  if (type === 'GROUP') return people >= 3;
  return type !== 'OVER_SHOULDER' && type !== 'TWO_SHOT' ? true : people >= 2;
}

/** What is always possible, for where a pool repeats itself: three at least, so that one differs from both neighbours. */
export function anyOf(people: number, isIntimate: boolean): readonly ShotType[] {
  if (people === 0) return isIntimate ? NOBODY_CLOSE : NOBODY;
  return isIntimate ? ['MEDIUM_CLOSE', 'CLOSE_UP', 'MEDIUM'] : ['MEDIUM', 'MEDIUM_CLOSE', 'MEDIUM_WIDE'];
}
