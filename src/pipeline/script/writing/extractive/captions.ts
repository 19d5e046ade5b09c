import { splitSentences } from '../../../values/sentences';
import type { BriefFigure } from '../brief';
import { condensed, type Manner, uncapitalised } from './condense';

const AN_OBJECT: Readonly<Record<string, string>> = {
  ...Object.fromEntries('overview illustration example excerpt outline image'.split(' ').map((word) => [word, 'an'])),
  ...Object.fromEntries(
    'schematic map photograph photo picture diagram comparison sketch summary plot histogram view timeline sample screenshot flowchart breakdown scatter cross-section close-up block typical simple simplified'
      .split(' ')
      .map((word) => [word, 'a']),
  ),
};
const HAS_ARTICLE =
  /^(?:an?|the|this|these|our|their|its|each|every|all|some|two|three|four|five|six|how|what|where|why|when|which|whether|\d)\b/iu;
const OF = /^[\p{L}-]+(?:\s[\p{L}-]+){0,3}\sof\b/iu;
const SEVERAL = /^(?:examples|samples|snapshots|photographs|images|maps|plots|parts|pictures|views)\b/iu;
/** A caption that says something, and does not only name what is seen. */
const VERB =
  /^(?:(?!\b(?:that|which|who|where|when|as|if|of|for)\b)[\p{L}\p{N}'’-]+,?\s){1,7}(?:is|are|was|were|has|have|had|can|remains?|increases|decreases|rises|falls|drops|grows|reaches|follows|depends|differs|reduces|improves|outperforms?|vary|varies|stays?|becomes?|leads?|dominates?)\s/iu;
const WHERE_IT_IS =
  /^(?:left|right|top|bottom|upper|lower|middle|inset|from left|here)\b|\b(?:same as|see text|as in fig)/iu;

/** What a figure shows, by its caption, within a sentence. */
export interface CaptionSaid {
  /** `the energy use of …`, after `Figure 3 shows`; or a whole sentence, after `In Figure 3,`. */
  readonly words: string;
  readonly isSentence: boolean;
}

/** Null where no sentence of the caption can be spoken. */
export function captionSaid({ caption }: Pick<BriefFigure, 'caption'>, manner: Manner): CaptionSaid | null {
  for (const raw of splitSentences(caption, 'en').slice(0, 3)) {
    const said = sayable(afterItsTitle(raw), manner);
    if (said && !WHERE_IT_IS.test(said)) return captionOf(said, manner);
  }
  return null;
}

/** `From map to speech: candidates are scored …` says it after the colon. */
function afterItsTitle(raw: string): string {
  const [, title = '', rest = ''] = /^([^:]{1,60}):\s+(.+)$/.exec(raw) ?? [];
  if (!rest) return raw;
  const said = rest.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  return VERB.test(said) ? said : title;
}

/** A caption may be short, and need not end like a sentence. */
function sayable(raw: string, manner: Manner): string | null {
  const padded = condensed(`It shows here that ${raw.replace(/[.;:,\s]+$/u, '')}.`, { ...manner, english: false });
  const words = padded?.linked.replace(/^It shows here that\s?/u, '').replace(/\.$/u, '') ?? '';
  return /\p{L}{3}/u.test(words) ? words : null;
}

function captionOf(said: string, { names, english }: Manner): CaptionSaid {
  const words = uncapitalised(said, names);
  if (VERB.test(said)) return { words, isSentence: true };
  return { words: english ? withArticle(words) : words, isSentence: false };
}

function withArticle(words: string): string {
  if (HAS_ARTICLE.test(words) || SEVERAL.test(words)) return words;
  const [first = ''] = words.toLowerCase().split(/\s/);
  const article = AN_OBJECT[first];
  if (article) return `${article} ${words}`;
  return OF.test(words) ? `the ${words}` : words;
}
