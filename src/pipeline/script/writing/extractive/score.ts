import { contentStems } from '../content-words';
import type { Material, Sentence } from './material';

const CUES =
  /\b(?:authors (?:show|find|found|propose|introduce|present|ask|demonstrate|report|measure[d]?|test(?:ed)?|argue)|results? (?:show|suggest|indicate)|because|the main|the key|most important|the question|the problem|this means|the reason|surprising\p{L}*|reduce[sd]?|improve[sd]?|increase[sd]?|outperform\p{L}*|fewer|cheaper|faster|better)\b/iu;
const LAY = /\b(?:general|lay|public|child|children|kids|school|pupils?|beginners?|everyone|anyone|family)\b/iu;
/** Easy to follow by ear. */
const FEWEST_EASY_WORDS = 10;
const MOST_EASY_WORDS = 26;

/** What speaks for a sentence, about 0 to 1: it is of the document's matter, it leads its paragraph, and it is easy to follow. */
export function scoresOf({ sentences, source }: Material, audience: string | null): Map<number, number> {
  const counts = new Map<string, number>();
  for (const { stems } of sentences) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const abstract = source.atoms.filter(({ kind }) => kind === 'ABSTRACT').map(({ text }) => text);
  const matter = new Set(contentStems([source.title, ...abstract].join(' ')));
  const isLay = LAY.test(audience ?? '');
  return new Map(sentences.map((it) => [it.id, scoreOf(it, { counts, matter, isLay })]));
}

interface Measure {
  readonly counts: ReadonlyMap<string, number>;
  readonly matter: ReadonlySet<string>;
  readonly isLay: boolean;
}

function scoreOf(sentence: Sentence, { counts, matter, isLay }: Measure): number {
  const { stems, alone, atom, place, words } = sentence;
  const weights = [...stems].map((stem) => Math.log1p((counts.get(stem) ?? 1) - 1) * (matter.has(stem) ? 1.6 : 1));
  const about = weights.reduce((sum, weight) => sum + weight, 0) / (3 * Math.max(6, weights.length));
  const leads = place === 0 ? 0.16 : place === 1 ? 0.06 : 0;
  const cue = CUES.test(alone) ? 0.14 : 0;
  const effort = effortOf(alone, words) * (isLay ? 2 : 1);
  return 0.45 * Math.min(1, about) + 0.2 * atom.importance + leads + cue - effort;
}

/** What makes a sentence hard to follow by ear. */
function effortOf(text: string, words: number): number {
  const long = Math.max(0, words - MOST_EASY_WORDS) * 0.012 + Math.max(0, FEWEST_EASY_WORDS - words) * 0.02;
  const numbers = (text.match(/\d+(?:[.,]\d+)*/gu) ?? []).length;
  const acronyms = (text.match(/(?<!\p{L})\p{Lu}{2,}/gu) ?? []).length;
  const hard = (text.match(/\p{L}{12,}/gu) ?? []).length;
  const commas = (text.match(/[,;–—]/gu) ?? []).length;
  return long + Math.max(0, numbers - 1) * 0.05 + acronyms * 0.03 + hard * 0.015 + Math.max(0, commas - 2) * 0.03;
}
