import type { PacingCurve, Trigger } from '../../shot';

const BASE: Readonly<Record<PacingCurve, number>> = { MODERATE: 0.4, ACCELERATING: 0.6, RAPID: 0.8, DECELERATING: 0.3 };
const MORE: Readonly<Partial<Record<Trigger, number>>> = {
  CLIMAX_MOMENT: 0.3,
  EMOTIONAL_MOMENT: 0.2,
  LOCATION_ESTABLISH: -0.2,
};

/** From .2 (a place at rest) to 1 (a climax in a rapid beat). */
export function intensityOf(pacing: PacingCurve, trigger: Trigger): number {
  const sum = BASE[pacing] + (MORE[trigger] ?? 0);
  return Math.round(Math.min(1, Math.max(0.2, sum)) * 100) / 100;
}
