import type { FormatRules } from '../formats';
import type { ShotType } from '../shot';
import type { Framing, SceneFacts, ShotSegment } from '../shot-list';
import { foldedWords } from './decompose/words';
import { anyOf, fits, type Pool, poolFor } from './shot-pools';

export interface SegmentedScene {
  readonly facts: SceneFacts;
  readonly shots: readonly ShotSegment[];
}

/** What was framed so far, over the whole film. */
interface Memory {
  last: ShotType | null;
  readonly places: Set<string>;
  readonly turns: Map<string, number>;
}

/** What is true of the place of a shot in its film. */
interface Position {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly opensAct: boolean;
  readonly opensScene: boolean;
  /** What the screenplay asks of the next shot: it would be seen twice. */
  readonly nextAsked: ShotType | null;
}

/**
 * V2, one row a scene. No type follows itself, over the whole film, but where the screenplay asks for it; what it asks for is done. The
 * types of a moment take turns, so that neither a talk nor a climax stays in one framing.
 */
export function framed(scenes: readonly SegmentedScene[], rules: FormatRules): Framing[][] {
  const memory: Memory = { last: null, places: new Set(), turns: new Map() };
  return scenes.map(({ facts, shots }, at) => {
    const opensAct = scenes[at - 1]?.facts.endsAct ?? true;
    for (const key of [...memory.turns.keys()]) if (key.startsWith('DIALOGUE')) memory.turns.delete(key);
    const framings = shots.map((shot, index) => {
      const nextAsked = (shots[index + 1] ?? scenes[at + 1]?.shots[0])?.askedType ?? null;
      const isLast = at === scenes.length - 1 && index === shots.length - 1;
      const position = { isFirst: at === 0 && index === 0, isLast, opensAct, opensScene: index === 0, nextAsked };
      return frame(shot, facts, { position, memory, rules });
    });
    memory.places.add(facts.settingKey);
    return framings;
  });
}

interface Framer {
  readonly position: Position;
  readonly memory: Memory;
  readonly rules: FormatRules;
}

function frame(shot: ShotSegment, facts: SceneFacts, framer: Framer): Framing {
  const { memory, position, rules } = framer;
  const people = shot.characters.length;
  const { types, why } = shot.askedType
    ? { types: [shot.askedType], why: 'The screenplay asks for it' }
    : choices(shot, facts, framer);
  const fitting = [...types, ...anyOf(people, rules.isIntimate)].filter((type) => fits(type, people));
  const shotType =
    shot.askedType ??
    fitting.find((type) => type !== memory.last && type !== position.nextAsked) ??
    fitting.find((type) => type !== memory.last) ??
    'WIDE';
  memory.last = shotType;
  const isFirstChoice = shotType === types[0];
  return { shotType, shotTypeRationale: `${why}${isFirstChoice ? '' : '; the framing changes from the shot before'}.` };
}

function choices(shot: ShotSegment, facts: SceneFacts, { position, memory, rules }: Framer): Pool {
  if (shot.trigger === 'LOCATION_ESTABLISH') return establishing(facts, { position, memory, rules });
  const people = shot.characters.length;
  if (position.isLast && shot.dialogueText === null) return lastImage(facts, rules);
  const { trigger, intensity } = shot;
  const pool = poolFor({ trigger, people, intensity, isSequence: facts.isSequence, isIntimate: rules.isIntimate });
  const turned = rotated(pool, `${trigger} ${people}`, memory);
  return shot.dialogueText === null ? seen(shot, turned) : turned;
}

function rotated({ types, why }: Pool, key: string, memory: Memory): Pool {
  const turn = memory.turns.get(key) ?? 0;
  memory.turns.set(key, turn + 1);
  const from = turn % types.length;
  return { types: [...types.slice(from), ...types.slice(0, from)], why };
}

const LOOKING = [
  ...[' looks through ', ' look through ', ' peers through ', ' peers into ', ' gazes through ', ' through the scope '],
  ...[' binoculars ', ' keyhole ', ' rear view mirror ', ' viewfinder ', ' in her sights ', ' in his sights '],
];

/** What somebody sees is seen with their eyes; a revelation is of a thing, unless the turn of the pool says otherwise. */
function seen({ content, trigger, characters }: ShotSegment, pool: Pool): Pool {
  if (trigger === 'REACTION' || characters.length === 0) return pool;
  const words = foldedWords(content);
  const line = ` ${words.join(' ')} `;
  const looks = LOOKING.some((phrase) => line.includes(phrase)) || (trigger === 'REVELATION' && words.includes('sees'));
  if (!looks) return pool;
  return { types: ['POV', ...pool.types], why: 'It is seen with the eyes of whoever looks' };
}

const EXTERIOR: readonly ShotType[] = ['EXTREME_WIDE', 'WIDE', 'POV'];

function establishing({ settingKey, said }: SceneFacts, { position, memory, rules }: Framer): Pool {
  const isNew = !memory.places.has(settingKey);
  const isOutside = said.intExt === 'EXT' || said.intExt === 'INT_EXT';
  const why = isNew ? 'A new place is shown before anything happens in it' : 'The place is called back to mind';
  if (rules.isIntimate) {
    return position.isFirst
      ? { types: ['WIDE', 'MEDIUM_WIDE', 'INSERT'], why }
      : rotated({ types: ['INSERT', 'WIDE', 'POV'], why }, 'PLACE', memory);
  }
  if (position.isFirst || position.isLast || (isNew && isOutside)) return { types: EXTERIOR, why };
  if (position.opensAct && position.opensScene) return { types: EXTERIOR, why: 'An act opens on its widest view' };
  if (!position.opensScene)
    return rotated({ types: ['WIDE', 'INSERT', 'POV'], why: 'The scene breathes in its place' }, 'DETAIL', memory);
  return { types: ['WIDE', 'EXTREME_WIDE', 'INSERT'], why };
}

function lastImage({ said }: SceneFacts, { isIntimate }: FormatRules): Pool {
  const why = 'The film leaves its people with their world around them';
  if (isIntimate) return { types: ['MEDIUM_WIDE', 'WIDE'], why };
  return { types: said.intExt === 'INT' ? ['WIDE', 'EXTREME_WIDE'] : ['EXTREME_WIDE', 'WIDE'], why };
}
