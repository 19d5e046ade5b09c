import { FORMATS } from '../formats';
import { WIDE_ASPECTS } from '../prompts/aspect';
import { echoIn, sameTerm } from '../prompts/terms';
import { endsWell } from '../prompts/words';
import type { PlannedShot, PlannedShotList } from '../shot-list';
import { eachShot, type Found, ofList } from './problem';

const PROMPTS = {
  scenePrompt: 'scene prompt',
  videoPrompt: 'video prompt',
  negativePrompt: 'negative prompt',
  ambientDescription: 'description of its sound',
} as const;
type Prompt = keyof typeof PROMPTS;
const NAMES = Object.keys(PROMPTS) as Prompt[];

const REQUIRED: Readonly<Record<'scenePrompt' | 'videoPrompt' | 'negativePrompt', string>> = PROMPTS;

export function missingPrompt(list: PlannedShotList, prompt: keyof typeof REQUIRED): Found[] {
  return eachShot(list, ({ shot }) => (shot[prompt].trim() === '' ? `has no ${REQUIRED[prompt]}.` : null));
}

/** A video prompt's last term is how long it lasts. */
const SECONDS = /^\d+\.\d+s$/;

export function badEndings(list: PlannedShotList): Found[] {
  return eachShot(list, ({ shot }) => {
    const bad = NAMES.find((name) => shot[name].trim() !== '' && !endsAsWhole(shot, name));
    return bad ? `has a ${PROMPTS[bad]} that ends in the middle: ${quoted(shot[bad].slice(-40))}.` : null;
  });
}

function endsAsWhole(shot: PlannedShot, name: Prompt): boolean {
  const [last, before] = termsFromEnd(shot[name]);
  const said = last !== undefined && SECONDS.test(last) ? before : last;
  return said !== undefined && endsWell(said);
}

/** The last first; none that is blank. */
function* termsFromEnd(prompt: string): Generator<string> {
  let end = prompt.length;
  while (end >= 0) {
    const comma = end === 0 ? -1 : prompt.lastIndexOf(',', end - 1);
    const term = prompt.slice(comma + 1, end).trim();
    if (term !== '') yield term;
    end = comma;
  }
}

/** Shots share their negative prompts, and those of a scene much of what is heard: each is read once. */
export function repeatedTerms(list: PlannedShotList): Found[] {
  const known = new Map<string, string | null>();
  return eachShot(list, ({ shot }) => {
    for (const name of NAMES) {
      const prompt = shot[name];
      const before = known.get(prompt);
      const twice = before === undefined ? repeated(prompt) : before;
      known.set(prompt, twice);
      if (twice !== null) return `says ${quoted(twice)} twice in its ${PROMPTS[name]}.`;
    }
    return null;
  });
}

/** A term that was said before, or a word right behind itself. */
function repeated(prompt: string): string | null {
  const seen = new Set<string>();
  for (const written of prompt.split(',')) {
    const term = sameTerm(written);
    const echo = echoIn(term);
    if (echo !== null) return echo;
    if (seen.has(term) && term !== '') return term;
    seen.add(term);
  }
  return null;
}

export function otherAspects(list: PlannedShotList): Found[] {
  const isUpright = FORMATS[list.format].aspectRatio === '9:16';
  const fits = isUpright ? list.aspectRatio === '9:16' : WIDE_ASPECTS.some((known) => known === list.aspectRatio);
  const wanted = isUpright ? '9:16' : WIDE_ASPECTS.join(', ');
  const ofAll = fits ? [] : [ofList(`The list is ${list.aspectRatio}; a ${named(list)} is ${wanted}.`)];
  const ofOne = eachShot(list, ({ shot: { aspectRatio } }) =>
    aspectRatio === list.aspectRatio
      ? null
      : `is ${aspectRatio || 'without an aspect ratio'}, and the list is ${list.aspectRatio}.`,
  );
  return [...ofAll, ...ofOne];
}

export const named = ({ format }: Pick<PlannedShotList, 'format'>): string => format.toLowerCase().replaceAll('_', ' ');

export const quoted = (text: string): string => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
