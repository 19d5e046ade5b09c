import type { Aspect } from '../planner/aspect';
import type { PageSize } from './segment-wishes';

/** A film of this shape whose shorter side is the project's. */
export function planSize(aspect: Aspect, { width, height }: PageSize): PageSize {
  const [across = 16, down = 9] = aspect.split(':').map(Number);
  const shorter = Math.min(width, height);
  const even = (side: number): number => 2 * Math.round(side / 2);
  if (across >= down) return { width: even((shorter * across) / down), height: even(shorter) };
  return { width: even(shorter), height: even((shorter * down) / across) };
}
