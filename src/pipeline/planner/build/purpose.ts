/** By its place, where nothing else says it: the first one hooks, the last of several calls for action. */
export function purposeByPlace(index: number, count: number): string {
  if (index === 0) return 'hook';
  return index === count - 1 ? 'cta' : 'body';
}
