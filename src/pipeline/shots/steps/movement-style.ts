import { foldedWords } from './decompose/words';

/** How a film moves its camera, out of what its bible says: `handheld for chases, dolly elsewhere`. */
export type MovementStyle = 'HANDHELD' | 'DOLLY' | 'LOCKED' | null;

const WORDS: readonly (readonly [style: Exclude<MovementStyle, null>, words: readonly string[]])[] = [
  ['HANDHELD', ['handheld', 'hand held', 'shaky', 'shoulder rig', 'verite']],
  ['DOLLY', ['dolly', 'dollies', 'steadicam', 'gimbal', 'slider', 'smooth', 'crane']],
  ['LOCKED', ['locked', 'static', 'tripod', 'fixed', 'motionless']],
];
const NOT = /(?:^| )(?:no|not|never|avoid|avoids|without|rarely|instead of|rather than) (?:\S+ ){0,2}$/;
/** Nobody says it in more. */
const LOOKED_AT = 400;

/** Handheld wins where both are said: it is for action and tension alone, and the rest is steady anyway. */
export function movementStyle(movement: string | null): MovementStyle {
  const line = ` ${foldedWords((movement ?? '').slice(0, LOOKED_AT)).join(' ')} `;
  return WORDS.find(([, words]) => words.some((word) => isWanted(line, word)))?.[0] ?? null;
}

function isWanted(line: string, word: string): boolean {
  const at = line.indexOf(` ${word} `);
  return at >= 0 && !NOT.test(line.slice(0, at + 1));
}
