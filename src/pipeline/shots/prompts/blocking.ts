import type { Trigger } from '../shot';
import type { CastMember, FilmedShot } from '../shot-list';
import { asOneTerm, sameTerm } from './terms';

/** More would leave no room for anything else. */
const MOST_PEOPLE = 6;
/** Whoever is behind them is named alone. */
const MOST_DESCRIBED = 3;
const MOST_CHARACTERS = 80;

/** Who is where: `RAE CALDER (30s, lean, dark hair, a scar) center frame`. Of people whom nobody knows the key is their name. */
export function blocking(shot: FilmedShot, membersOf: (key: string) => CastMember | undefined): string[] {
  const keys = [...new Set(shot.characters)];
  const said = new Set<string>();
  const people = keys.slice(0, MOST_PEOPLE).map((key, index) => {
    const named = nameIn(key, membersOf(key));
    const traits = index < MOST_DESCRIBED ? traitsOf(membersOf(key), said) : '';
    const place = placement(shot, { index, count: keys.length, speaks: key === shot.dialogueSpeaker });
    return [traits === '' ? named : `${named} (${traits})`, place].join(' ');
  });
  const others = keys.length - people.length;
  return others > 0
    ? [...people, others === 1 ? 'one more person behind them' : `${others} more people behind them`]
    : people;
}

function nameIn(key: string, member: CastMember | undefined): string {
  return asOneTerm(member?.name || key.replaceAll('_', ' '), MOST_CHARACTERS).toUpperCase() || 'SOMEBODY';
}

/** A trait that somebody before has too is joined with `and`, so that no term of the prompt is said twice. */
function traitsOf(member: CastMember | undefined, said: Set<string>): string {
  if (!member) return '';
  return readTraits(member).reduce((before, { trait, same }) => {
    const mark = said.has(same) ? ' and ' : ', ';
    said.add(same);
    return before === '' ? trait : before + mark + trait;
  }, '');
}

interface Trait {
  readonly trait: string;
  readonly same: string;
}

/** Somebody is in many shots: what is said of them is read once. */
const READ = new WeakMap<CastMember, readonly Trait[]>();

function readTraits(member: CastMember): readonly Trait[] {
  const before = READ.get(member);
  if (before) return before;
  const { ageRange, build, hair } = member.look;
  const written = [ageRange, build, hair, member.signature].map((trait) => asOneTerm(trait, MOST_CHARACTERS));
  const traits = [...new Set(written)].filter(Boolean).map((trait) => ({ trait, same: sameTerm(trait) }));
  READ.set(member, traits);
  return traits;
}

interface Standing {
  readonly index: number;
  readonly count: number;
  readonly speaks: boolean;
}

function placement(shot: FilmedShot, standing: Standing): string {
  const where = placeOf(shot, standing);
  if (standing.speaks) return `${where}, speaking`;
  return where;
}

function placeOf(shot: FilmedShot, { index, count, speaks }: Standing): string {
  if (count === 1) return ALONE[shot.trigger];
  const places = count > 2 ? CLUSTER : placesOfTwo(shot);
  const isSwapped = count === 2 && shot.shotType === 'OVER_SHOULDER' && shot.dialogueSpeaker !== null;
  return places[isSwapped ? Number(speaks) : index] ?? 'in the group';
}

function placesOfTwo({ shotType, trigger }: FilmedShot): readonly string[] {
  if (shotType === 'OVER_SHOULDER') return OVER_SHOULDER;
  return trigger === 'ACTION_BEAT' || trigger === 'CLIMAX_MOMENT' ? CHASED : FACED;
}

const ALONE: Readonly<Record<Trigger, string>> = {
  LOCATION_ESTABLISH: 'small within the place',
  NEW_CHARACTER_ENTERS: 'moving from frame edge toward center',
  DIALOGUE_EXCHANGE: 'center frame, facing camera',
  ACTION_BEAT: 'in motion across frame',
  EMOTIONAL_MOMENT: 'center frame, holding still',
  REVELATION: 'beside what is revealed',
  TIME_SKIP: 'settled within the place',
  TENSION_BUILDING: 'center frame, wary posture',
  CLIMAX_MOMENT: 'in violent motion',
  REACTION: 'center frame, reacting',
};

/** Whoever speaks is seen from the front. */
const OVER_SHOULDER = ['in foreground with back to camera', 'beyond the shoulder facing camera'] as const;
const FACED = ['on left side facing right', 'on right side facing left'] as const;
const CHASED = ['advancing from left', 'giving ground on right'] as const;
const CLUSTER = [
  'center of a loose cluster',
  'left of the cluster',
  'right of the cluster',
  'behind on left',
  'behind on right',
  'at the back',
] as const;
