import { MOST_SCENES } from '../timing';
import type { Warn } from '../warnings';

/** At most a thousand scenes: the last takes in all behind it, so nothing that is said is lost. */
export function cappedScenes<Scene>(
  scenes: readonly Scene[],
  join: (a: Scene, b: Scene) => Scene,
  warn: Warn,
): Scene[] {
  const kept = scenes.slice(0, MOST_SCENES);
  const surplus = scenes.slice(MOST_SCENES);
  const last = kept.at(-1);
  if (surplus.length === 0 || last === undefined) return kept;
  warn({
    code: 'SCENES_MERGED',
    message: `A film has at most ${MOST_SCENES} scenes; the last one takes in ${surplus.length} more.`,
    path: 'scenes',
  });
  return [...kept.slice(0, -1), surplus.reduce(join, last)];
}

/** Undefined where neither says anything. */
export function joinedText<Nothing>(a: string | Nothing, b: string | Nothing): string | Nothing {
  return a && b ? `${a} ${b}` : a || b;
}
