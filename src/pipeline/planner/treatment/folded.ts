const ASCII_OF: readonly (readonly [from: string, to: string])[] = [
  ['：﹕∶', ':'],
  ['；؛', ';'],
  ['，、،٬', ','],
  ['．。٫', '.'],
  ['（﹙', '('],
  ['）﹚', ')'],
  ['［【〔', '['],
  ['］】〕', ']'],
  ['｜', '|'],
  ['％٪', '%'],
  ['＝', '='],
  ['＃', '#'],
  ['＊', '*'],
  ['～〜∼', '~'],
  ['／', '/'],
  ['＋', '+'],
  ['–—―‒−－‐‑﹣', '-'],
  ['\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\t', ' '],
  ['“”„‟〝〞＂', '"'],
  ['‘’‚‛', "'"],
  ['→⇒➔➝', '>'],
];
/** The figure nought of scripts with figures of their own; nine more follow each. */
const NOUGHTS = '０٠۰०০੦૦୦௦౦೦൦๐໐༠၀';

const FOLDS = new Map<string, string>(ASCII_OF.flatMap(([from, to]) => [...from].map((mark) => [mark, to] as const)));
for (const nought of NOUGHTS) {
  for (let figure = 0; figure < 10; figure += 1) {
    FOLDS.set(String.fromCharCode(nought.charCodeAt(0) + figure), String(figure));
  }
}

/**
 * Figures, dashes, colons and brackets of any script as ASCII has them, one for one: what is found at a place in it stands at
 * the same place in the text, which stays as it is written.
 */
export function folded(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : text.replace(/[^\0-\x7f]/g, (mark) => FOLDS.get(mark) ?? mark);
}
