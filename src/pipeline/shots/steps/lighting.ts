import type { Polarity } from '../../screenplay/screenplay';
import type { Bible } from '../bible';
import type { SceneFacts, ShotSegment } from '../shot-list';

const BY_END: Readonly<Record<Polarity, string>> = {
  '-': 'low key light, closing shadows',
  '+': 'softer, warmer key light, opening up',
};
const BY_POLARITY: Readonly<Record<Polarity, string>> = {
  '-': 'subdued, cool light',
  '+': 'bright, open light',
};
const MOST_CHARACTERS = 120;

/** What the film's style and the shift of the act say of the light of a whole scene. */
export function sceneLight({ act }: SceneFacts, bible: Bible): string[] {
  const shift = bible.colors.find((color) => color.act === act)?.lightingShift ?? null;
  return [firstClause(bible.style.lighting), firstClause(shift)].filter(Boolean);
}

interface Lit {
  readonly ofScene: readonly string[];
  /** Of the second half of its scene, which is lit as it ends. */
  readonly isLate: boolean;
}

/** How a shot is lit: by what happens, by how the scene stands there, and as its whole scene is. */
export function lightingIntent(shot: ShotSegment, facts: SceneFacts, { ofScene, isLate }: Lit): string {
  return [momentLight(shot, facts, isLate), ...ofScene].join('; ');
}

function momentLight({ trigger }: ShotSegment, { emotionalStart, emotionalEnd }: SceneFacts, isLate: boolean): string {
  if (trigger === 'CLIMAX_MOMENT') return 'hard, contrasting light with deep shadows';
  if (trigger === 'REVELATION') return 'a single key light that singles out what is revealed';
  if (isLate && emotionalEnd && emotionalEnd !== emotionalStart) return BY_END[emotionalEnd];
  const polarity = emotionalStart ?? emotionalEnd;
  return polarity ? BY_POLARITY[polarity] : 'natural, balanced light';
}

/** Up to its first stop, and never more than a prompt can carry. */
function firstClause(text: string | null): string {
  const [clause = ''] = (text ?? '').slice(0, 4 * MOST_CHARACTERS).split(/[.;:\n]|,\s|\s[-–—]\s/);
  const words = clause.replace(/\s+/g, ' ').trim();
  if (words.length < MOST_CHARACTERS) return words;
  const short = words.slice(0, MOST_CHARACTERS);
  const blank = short.lastIndexOf(' ');
  return short.slice(0, blank > 0 ? blank : MOST_CHARACTERS - 1);
}
