import { effectSlug } from '../effects';
import type { Profile } from '../profiles';
import type { TreatmentScene } from '../treatment/treatment';

const OF_TONE: readonly [RegExp, string][] = [
  [/professional|corporate|trustworthy/i, 'corporate_inspiring'],
  [/casual|friendly|warm/i, 'friendly_uplifting'],
];

/** What the music of the film is like: as a scene states it, else as its profile, else as its tone. */
export function moodOf(scenes: readonly TreatmentScene[], { mood }: Profile, tone: string): string {
  const stated = scenes.map(({ music }) => effectSlug(music?.mood ?? '')).find((slug) => slug !== '');
  return stated ?? mood ?? OF_TONE.find(([word]) => word.test(tone))?.[1] ?? 'neutral_learning';
}
