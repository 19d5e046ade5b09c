import { secondsOfFrames, shareFrames } from '../../values/frames';
import type { Rate } from '../../values/rate';
import type { FormatRules } from '../formats';
import type { SceneFacts, ShotListProblem, ShotSegment } from '../shot-list';
import { placeOf } from './decompose/establish';
import { intensityOf } from './decompose/intensity';
import { boundsOf } from './durations';

interface Filling {
  readonly facts: SceneFacts;
  readonly rules: FormatRules;
  readonly rate: Rate;
  readonly nameOf: (key: string) => string;
  /** How many shots may be added. A target of a year is no reason to make a million. */
  readonly allowance: number;
}

export interface Filled {
  readonly shots: readonly ShotSegment[];
  readonly added: number;
  readonly problem: ShotListProblem | null;
}

/** As many shots as the target of the scene can be shared among: some are added where it is too long for them, merged where it is too short. */
export function filled(shots: readonly ShotSegment[], filling: Filling): Filled {
  const { facts, rules, rate, allowance } = filling;
  const target = facts.targetFrames;
  const { shortest, longest } = boundsOf(rules, rate);
  if (target === null) return { shots, added: 0, problem: null };
  const missing = Math.min(allowance, Math.ceil(target / longest) - shots.length);
  if (missing > 0) return { ...withCutaways(shots, missing, filling), added: missing };
  const fits = Math.max(1, Math.floor(target / shortest));
  return shots.length > fits ? { ...merged(shots, fits, filling), added: 0 } : { shots, added: 0, problem: null };
}

type Changed = Pick<Filled, 'shots' | 'problem'>;

/** Evenly between the shots. A transition that is asked for stays at the end of what stood before it. */
function withCutaways(shots: readonly ShotSegment[], missing: number, filling: Filling): Changed {
  const { facts, rate } = filling;
  const cutaways = cutawaysFor(shots, filling);
  const gaps = shareFrames(
    missing,
    shots.map(() => 1),
  );
  let added = 0;
  const all = shots.flatMap(({ askedTransition, ...shot }, at): ShotSegment[] => {
    const group = [shot, ...Array.from({ length: gaps[at] ?? 0 }, () => cutaways(added++))];
    return askedTransition
      ? group.map((one, n) => (n === group.length - 1 ? { ...one, askedTransition } : one))
      : group;
  });
  const seconds = Math.round(secondsOfFrames(facts.targetFrames ?? 0, rate) * 100) / 100;
  const message = `Scene ${facts.number} should last ${seconds} s, too long for its ${shots.length} shots: ${missing} of its place and people were added.`;
  return {
    shots: all,
    problem: { code: 'SHOTS_ADDED', severity: 'WARNING', message, scene: facts.number, shot: null },
  };
}

/** By turns a person who is there, a detail of the place, and the place: nothing that the screenplay does not know. */
function cutawaysFor(shots: readonly ShotSegment[], { facts, nameOf }: Filling): (index: number) => ShotSegment {
  const people = [...new Set(shots.flatMap(({ characters }) => characters))];
  const place = placeOf(facts);
  const base = { covers: [], dialogueText: null, dialogueSpeaker: null, isDisasterMoment: false };
  const cutaway = (trigger: 'REACTION' | 'LOCATION_ESTABLISH', content: string, characters: string[]) => {
    return { ...base, trigger, content, characters, intensity: intensityOf(facts.pacing, trigger) };
  };
  return (index) => {
    const person = people[Math.floor(index / 3) % Math.max(1, people.length)];
    if (index % 3 === 0 && person !== undefined) return cutaway('REACTION', `${nameOf(person)} reacts.`, [person]);
    if (index % 3 === 2) return cutaway('LOCATION_ESTABLISH', `${place}.`, []);
    return { ...cutaway('LOCATION_ESTABLISH', `A detail of ${place}.`, []), askedType: 'INSERT' };
  };
}

/** First neighbours of one kind without speech, then any without speech, until so many are left. */
function merged(shots: readonly ShotSegment[], most: number, { facts }: Filling): Changed {
  const alike = groupedBy(shots, most, areAlike).flatMap(asOne);
  const left = groupedBy(alike, most, areSilent).flatMap(asOne);
  const gone = shots.length - left.length;
  if (gone === 0) return { shots, problem: null };
  const message = `${gone} shots of scene ${facts.number} were merged with the one before: its target is too short for all of them.`;
  const problem = { code: 'SHOTS_MERGED', severity: 'WARNING', message, scene: facts.number, shot: null } as const;
  return { shots: left, problem };
}

function groupedBy(
  shots: readonly ShotSegment[],
  most: number,
  mayJoin: (before: ShotSegment, shot: ShotSegment) => boolean,
): ShotSegment[][] {
  let surplus = shots.length - most;
  const groups: ShotSegment[][] = [];
  for (const shot of shots) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (surplus > 0 && group && before && mayJoin(before, shot)) {
      group.push(shot);
      surplus -= 1;
    } else groups.push([shot]);
  }
  return groups;
}

function areAlike(a: ShotSegment, b: ShotSegment): boolean {
  return areSilent(a, b) && a.trigger === b.trigger;
}

function areSilent(a: ShotSegment, b: ShotSegment): boolean {
  const isSilent = a.dialogueText === null && b.dialogueText === null;
  return isSilent && a.askedTransition === undefined && b.askedType === undefined;
}

function asOne(group: readonly ShotSegment[]): ShotSegment[] {
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last || group.length === 1) return [...group];
  const askedTransition = last.askedTransition;
  const strongest = group.reduce((one, other) => (other.intensity > one.intensity ? other : one));
  return [
    {
      ...first,
      trigger: strongest.trigger,
      content: group.map(({ content }) => content).join(' '),
      covers: group.flatMap(({ covers }) => covers),
      characters: [...new Set(group.flatMap(({ characters }) => characters))],
      intensity: strongest.intensity,
      isDisasterMoment: group.some(({ isDisasterMoment }) => isDisasterMoment),
      ...(askedTransition ? { askedTransition } : {}),
    },
  ];
}
