import type { FormatRules } from '../../formats';
import type { SceneFacts, ShotSegment, TimeOfDay } from '../../shot-list';
import { saysLater } from '../scene-facts';
import { intensityOf } from './intensity';
import { titleCase } from './words';

interface Visit {
  readonly scene: number;
  readonly timeOfDay: TimeOfDay | null;
}

/** Places that were established, and when the film was there last. */
export type Visits = Map<string, { established: TimeOfDay | null | undefined; last: Visit }>;

/** After so many scenes elsewhere nobody remembers how a place lies. */
const FORGOTTEN_AFTER = 8;

/**
 * Whether a scene opens on its place: it is shown for the first time, was left long ago, or lies in another light than it was shown in.
 * Not where the story goes on without a break, and in a vertical format once.
 */
export function wantsEstablishing(facts: SceneFacts, visits: Visits, rules: FormatRules): boolean {
  if (facts.said.place.trim() === '' || facts.settingKey === '' || goesOn(facts)) return false;
  const visit = visits.get(facts.settingKey);
  if (visit?.established === undefined) return true;
  if (rules.isIntimate) return false;
  const isAnotherTime = differ(visit.established, facts.timeOfDay);
  return isAnotherTime || facts.number - visit.last.scene > FORGOTTEN_AFTER;
}

function differ(a: TimeOfDay | null, b: TimeOfDay | null): boolean {
  return a !== null && b !== null && a !== b;
}

function goesOn({ said, slugline }: SceneFacts): boolean {
  return said.isContinued || saysLater(slugline) || /\bINTERCUT\b/iu.test(slugline);
}

export function visited({ settingKey, number, timeOfDay }: SceneFacts, visits: Visits, isEstablished: boolean): void {
  const established = isEstablished ? timeOfDay : visits.get(settingKey)?.established;
  visits.set(settingKey, { established, last: { scene: number, timeOfDay } });
}

/** The place in the words of its slugline: `East L.A. Strip Mall, Parking Lot, night.` */
export function placeOf({ said, slugline, timeOfDay, number }: SceneFacts): string {
  const place = titleCase(said.place) || titleCase(slugline) || `Scene ${number}`;
  return timeOfDay ? `${place}, ${timeOfDay.toLowerCase()}` : place;
}

/** A shot of the place, with nobody in it. */
export function placeShot(facts: SceneFacts, trigger: 'LOCATION_ESTABLISH' | 'TIME_SKIP'): ShotSegment {
  return {
    trigger,
    content: `${placeOf(facts)}.`,
    covers: [],
    dialogueText: null,
    dialogueSpeaker: null,
    characters: [],
    intensity: intensityOf(facts.pacing, trigger),
    isDisasterMoment: false,
  };
}
