import { clausesOf, type Motion } from './clauses';
import { sentencesOf } from './tokens';

export { endsWell } from './words';

/** A longer one is too much for one shot. */
const MOST_WORDS = 25;
/** No shot shows more, and no sentence is that long: what is behind them is not looked at. */
const MOST_READ = 2_000;

/**
 * What moves, in whole clauses of the text: from the verb on where somebody named does it, with its subject where a thing does. Clauses
 * without a verb that a camera sees are left out, and so are those behind the twenty-fifth word: none is cut.
 */
export function motionsOf(text: string): Motion[] {
  const motions: Motion[] = [];
  let [left, read] = [MOST_WORDS, 0];
  for (const sentence of sentencesOf(text)) {
    read += sentence.length;
    if (read > MOST_READ) return motions;
    for (const motion of clausesOf(sentence)) {
      const words = wordsIn(motion.phrase);
      if (words > left && motions.length > 0) return motions;
      if (words > left || motions.some(({ phrase }) => phrase === motion.phrase)) continue;
      left -= words;
      motions.push(motion);
    }
  }
  return motions;
}

/** Null where nothing moves that a camera would see. */
export function motionOf(text: string): string | null {
  const phrases = motionsOf(text).map(({ phrase }) => phrase);
  return phrases.length > 0 ? phrases.join(', ') : null;
}

const wordsIn = (phrase: string): number => phrase.split(' ').length;
