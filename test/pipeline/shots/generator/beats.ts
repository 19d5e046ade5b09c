/** The fifteen, with their act from 1 to 4 and how many of forty scenes each has. */
const BEATS: readonly (readonly [name: string, act: number, ofForty: number])[] = [
  ['Opening Image', 1, 1],
  ['Theme Stated', 1, 1],
  ['Set-Up', 1, 2],
  ['Catalyst', 1, 1],
  ['Debate', 1, 4],
  ['Break into Two', 2, 1],
  ['B Story', 2, 1],
  ['Fun and Games', 2, 8],
  ['Midpoint', 2, 1],
  ['Bad Guys Close In', 3, 7],
  ['All Is Lost', 3, 1],
  ['Dark Night of the Soul', 3, 3],
  ['Break into Three', 4, 1],
  ['Finale', 4, 7],
  ['Final Image', 4, 1],
];

const OF_FORTY = BEATS.flatMap(([beat, act, count]) => Array.from({ length: count }, () => ({ beat, act })));

/** The beat of a scene, counted from 0. */
export function beatOf(scene: number, scenes: number): { readonly beat: string; readonly act: number } {
  const at = Math.min(OF_FORTY.length - 1, Math.floor((scene * OF_FORTY.length) / scenes));
  return OF_FORTY[at] ?? { beat: 'Finale', act: 4 };
}
