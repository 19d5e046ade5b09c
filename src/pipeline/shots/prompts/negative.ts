import type { VisualStyle } from '../bible';
import { asOneTerm, uniqueTerms } from './terms';
import { endsWell } from './words';

const USUAL = [
  'blurry',
  'low quality',
  'watermark',
  'text overlay',
  'deformed faces',
  'extra limbs',
  'bad anatomy',
  'cartoon',
  'anime',
];
/** Drawn films want what others must not look like. */
const DRAWN = /\b(?:cartoons?|cartoonish|animation|animated|anime|manga)\b/i;
const DRAWN_TERMS = ['cartoon', 'anime'];

const MOST_OWN = 8;
/** Shorter ones are no terms but leftovers: `no`, `CGI`. */
const LEAST_CHARACTERS = 4;
const MOST_CHARACTERS = 120;

/** All shots of a film share one style: it is read once. */
const READ = new WeakMap<VisualStyle, string>();

/** What no shot of the film may show. Whoever asks for a drawn film is not told to draw none. */
export function negativePrompt(style: VisualStyle): string {
  const prompt = READ.get(style) ?? readStyle(style);
  READ.set(style, prompt);
  return prompt;
}

function readStyle(style: VisualStyle): string {
  const { tone, era, grain, shapeLanguage, lighting, palette } = style;
  const asked = [tone, era, grain, shapeLanguage, lighting, ...palette]
    .map((text) => (text ?? '').slice(0, 1_000))
    .join(' ');
  const usual = DRAWN.test(asked) ? USUAL.filter((term) => !DRAWN_TERMS.includes(term)) : USUAL;
  const own = style.doNot.map(bare).filter((term) => term.length >= LEAST_CHARACTERS && endsWell(term));
  return [...usual, ...uniqueTerms([...usual, ...own]).slice(usual.length, usual.length + MOST_OWN)].join(', ');
}

function bare(term: string): string {
  const line = asOneTerm(term, MOST_CHARACTERS);
  return line.replace(/^(?:no|don't|don’t|do not|avoid|never)\s/i, '').replace(/\.$/, '');
}
