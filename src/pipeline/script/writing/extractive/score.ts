import { contentStems, sharedOf } from '../content-words';
import type { Material, Sentence } from './material';

const CUES =
  /\b(?:authors? (?:shows?|finds?|found|proposes?|introduces?|presents?|asks?|demonstrates?|reports?|measured?|tested|argues?)|results? (?:shows?|suggests?|indicates?)|because|the main|the key|most important|the question|the problem|this means|the reason|surprising[a-z]*|reduces?d?|improves?d?|increases?d?|outperform[a-z]*|less|fewer|cheaper|faster|better)\b/i;
const LAY = /\b(?:general|lay|public|child|children|kids|school|pupils?|beginners?|everyone|anyone|family)\b/i;
/** Easy to follow by ear. */
const FEWEST_EASY_WORDS = 10;
const MOST_EASY_WORDS = 26;
/** Of a sentence of the abstract that a later one says in detail. */
const SAID_IN_SHORT = 0.5;

/** What a document is about, and for whom it is told. */
interface Measure {
  readonly counts: ReadonlyMap<string, number>;
  readonly matter: ReadonlySet<string>;
  readonly abstract: readonly Sentence[];
  readonly isLay: boolean;
}

/** What speaks for a sentence, about 0 to 1: it is of the document's matter, it leads its paragraph, and it is easy to follow. */
export function scoresOf({ sentences, source, counts }: Material, audience: string | null): Map<number, number> {
  const abstract = sentences.filter(({ atom }) => atom.kind === 'ABSTRACT');
  const matter = new Set([...contentStems(source.title), ...abstract.flatMap(({ stems }) => [...stems])]);
  const measure = { counts, matter, abstract, isLay: LAY.test(audience ?? '') };
  return new Map(sentences.map((it) => [it.id, scoreOf(it, measure)]));
}

function scoreOf(sentence: Sentence, measure: Measure): number {
  const { alone, atom, place, words } = sentence;
  const leads = place === 0 ? 0.16 : place === 1 ? 0.06 : 0;
  const cue = CUES.test(alone) ? 0.14 : 0;
  const effort = effortOf(alone, words) * (measure.isLay ? 2 : 1);
  return (
    aboutness(sentence, measure) + 0.2 * atom.importance + leads + cue + placeInAbstract(sentence, measure) - effort
  );
}

/** How much of it the whole document goes on about. */
function aboutness({ stems }: Sentence, { counts, matter }: Measure): number {
  let sum = 0;
  for (const stem of stems) sum += Math.log(counts.get(stem) ?? 1) * (matter.has(stem) ? 1.6 : 1);
  return 0.45 * Math.min(1, sum / (3 * Math.max(6, stems.size)));
}

/** Of an abstract, the question opens the film; its findings are told where they were found, and these count for more. */
function placeInAbstract(sentence: Sentence, { abstract }: Measure): number {
  const place = abstract.indexOf(sentence);
  if (place >= 0) return place < abstract.length * 0.6 ? 0.15 : -0.15;
  if (sentence.part === 'BACKGROUND') return 0;
  return abstract.some(({ stems }) => sharedOf(sentence.stems, stems) >= Math.max(3, stems.size * SAID_IN_SHORT))
    ? 0.2
    : 0;
}

/** What makes a sentence hard to follow by ear. */
function effortOf(text: string, words: number): number {
  const long = Math.max(0, words - MOST_EASY_WORDS) * 0.012 + Math.max(0, FEWEST_EASY_WORDS - words) * 0.02;
  const numbers = (text.match(/\d+(?:[.,]\d+)*/g) ?? []).length;
  const acronyms = (text.match(/\b[A-Z]{2,}/g) ?? []).length;
  const hard = (text.match(/[a-z]{12,}/g) ?? []).length;
  const commas = (text.match(/[,;–—]/g) ?? []).length;
  return long + Math.max(0, numbers - 1) * 0.05 + acronyms * 0.03 + hard * 0.015 + Math.max(0, commas - 2) * 0.03;
}
