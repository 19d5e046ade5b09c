import type { ActColor, VisualStyle } from '../bible';
import type { FilmedShot, PlannedSetting, TimeOfDay } from '../shot-list';
import { blocking } from './blocking';
import type { Motion } from './clauses';
import type { PromptContext } from './context';
import { DISTANCES, FRAMINGS, SEEN, TIMES } from './phrases';
import { asTerms, composed } from './terms';

const MOST_MOODS = 3;
const MOST_MOOD_CHARACTERS = 40;
const MOST_CHARACTERS = 160;

/** The still: who stands where, in what framing, mood, colour and light. */
export function scenePrompt(
  shot: FilmedShot,
  { facts, rules, setting, membersOf, bible, wording }: PromptContext,
  motions: readonly Motion[],
): string {
  const isEmpty = shot.characters.length === 0;
  const said = [
    ...(isEmpty ? [placeOf(setting)] : blocking(shot, membersOf)),
    SEEN[shot.trigger].scene,
    ...motions.map(({ phrase }) => phrase),
    FRAMINGS[shot.shotType],
    rules.aspectRatio === '9:16' ? 'vertical composition' : null,
    `${isEmpty ? 'place' : 'subject'} at ${DISTANCES[shot.distanceBand]} distance from camera`,
    ...setting.moodKeywords.slice(0, MOST_MOODS).map((mood) => asTerms(mood, MOST_MOOD_CHARACTERS)),
    colorOf(bible.colors.find(({ act }) => act === facts.act)),
    variantOf(setting, facts.timeOfDay),
    asTerms(shot.lightingIntent, MOST_CHARACTERS),
    styleTerms(bible.style),
  ];
  return composed(said, wording);
}

function placeOf({ name, description }: PlannedSetting): string {
  const place = asTerms(name, MOST_CHARACTERS) || 'the place';
  return `${place}, ${asTerms(description, MOST_CHARACTERS)}`;
}

function colorOf(color: ActColor | undefined): string | null {
  if (!color) return null;
  const warmth = asTerms(color.warmth, MOST_MOOD_CHARACTERS);
  const tones = /\btones?$/i.test(warmth) ? warmth : `${warmth} tones`;
  return `${asTerms(color.dominantColor, MOST_CHARACTERS)}, ${warmth === '' ? '' : tones}`;
}

/** As the place is drawn at that hour; else the hour. */
function variantOf({ timeVariants }: PlannedSetting, timeOfDay: TimeOfDay | null): string | null {
  if (timeOfDay === null) return null;
  const variant = Object.entries(timeVariants).find(([written]) => written.trim().toUpperCase() === timeOfDay)?.[1];
  return asTerms(variant ?? null, MOST_CHARACTERS) || TIMES[timeOfDay];
}

const MOST_STYLE_CHARACTERS = 60;
const MOST_COLORS = 3;

/** Short: how all of the film looks. */
export function styleTerms({ tone, palette, era, grain }: VisualStyle): string {
  const said = [tone, ...palette.slice(0, MOST_COLORS), era, grain];
  return said.map((text) => asTerms(text, MOST_STYLE_CHARACTERS)).join(', ');
}
