import { type FigureMention, figureMentions } from '../../figure-mentions';
import { type Authors, authorsNamed } from './authors';
import { withoutFigureClauses } from './figure-clauses';
import { assumes, leans, withoutLink } from './links';
import { isHopeless, isUnfit } from './unfit';

/** How one document is made fit to be spoken. */
export interface Manner {
  /** Its language has the rules for what stands at the beginning of a sentence. */
  readonly english: boolean;
  readonly authors: Authors;
  /** Short forms that the document goes on using. */
  readonly acronyms: ReadonlySet<string>;
  /** Words with a capital where no sentence begins. */
  readonly names: ReadonlySet<string>;
}

/** A sentence as it may be spoken. */
export interface Condensed {
  /** Without what links it to the sentence before. */
  readonly alone: string;
  /** Right after the sentence that it follows in its document. */
  readonly linked: string;
  /** It makes sense only there. */
  readonly leans: boolean;
  /** It speaks of `the difference`: somebody must have said which. */
  readonly assumes: boolean;
  /** What it spoke of in words that were dropped. */
  readonly figures: readonly FigureMention[];
}

const CITED = String.raw`\[\s*\d+(?:\s*[-–,;]\s*\d+)*\s*\]`;
const CITED_CLAUSE = new RegExp(
  String.raw`,?\s*\b(?:as|see|cf\.?|following|e\.g\.,?)\s+(?:\w+\s+){0,2}(?:in|by|from)?\s*${CITED},?`,
  'gi',
);
const CITATION = new RegExp(String.raw`\s*${CITED}`, 'g');
const ACRONYM_GIVEN = /^\p{Lu}[\p{L}\p{N}-]{1,9}s?$/u;
const ASIDE = /(\s*)[([]([^()[\]]*)[)\]](\s*)/;

/** Null where a sentence cannot be spoken, or only with what cannot. */
export function condensed(raw: string, manner: Manner): Condensed | null {
  const whole = raw.replace(/\s+/g, ' ').trim();
  if (isHopeless(whole)) return null;
  const shortened = withoutAsides(whole, manner);
  if (shortened === null) return null;
  const { text, figures } = withoutFigureClauses(shortened.text);
  const plain = tidied(text);
  const linked = manner.english ? authorsNamed(plain, manner.authors) : plain;
  if (isUnfit(linked)) return null;
  const known = distinct([...shortened.figures, ...figures]);
  if (!manner.english) return { alone: linked, linked, leans: false, assumes: false, figures: known };
  const alone = withoutLink(linked);
  return { alone, linked, leans: leans(alone), assumes: assumes(alone), figures: known };
}

interface Shortened {
  readonly text: string;
  readonly figures: readonly FigureMention[];
}

/** Without citations and brackets. A short form that the document goes on using stays: `…, or LSTM,`. */
function withoutAsides(raw: string, { acronyms }: Manner): Shortened | null {
  const figures: FigureMention[] = [];
  let text = raw
    .replace(CITED_CLAUSE, '')
    .replace(/\bet al\.?(?=\W|$)/g, 'and colleagues')
    .replace(CITATION, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(ASIDE, (_, _left: string, inside: string, right: string) => {
      figures.push(...figureMentions(inside));
      const isShortForm = ACRONYM_GIVEN.test(inside.trim()) && acronyms.has(inside.trim().replace(/s$/, ''));
      return isShortForm ? `, or ${inside.trim()},${right || ' '}` : right || ' ';
    });
  }
  return /[()[\]]/.test(text) ? null : { text, figures };
}

function tidied(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.;:!?])/g, '$1')
    .replace(/,(?:\s*,)+/g, ',')
    .replace(/,([.;:!?])/g, '$1')
    .replace(/^[,;:\s]+/, '')
    .trim();
}

/** As it stands within a sentence: small, unless it is a name. */
export function uncapitalised(text: string, names: ReadonlySet<string>): string {
  const [first = ''] = /^[\p{L}\p{N}'’-]+/u.exec(text) ?? [];
  const isName = names.has(first) || !/^\p{Lu}(?:[\p{Ll}'’-]*)$/u.test(first) || OF_A_PLACE.test(first);
  return isName ? text : text.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());
}

/** Words that are written with a capital wherever they stand. */
const OF_A_PLACE =
  /^(?:I|January|February|April|June|July|August|September|October|November|December|\p{L}+day|\p{L}{3,}ean|\p{L}{3,}(?:ese|ican)|British|English|French|German|Spanish|Italian|Russian|Indian|Asian|Greek|Roman|Arctic|Antarctic|Earth|Mars)$/u;

const distinct = (figures: readonly FigureMention[]): FigureMention[] => [
  ...new Map(figures.map((it) => [`${it.kind} ${it.number}`, it])).values(),
];
