/** Runs of `*`, `_` and `~`: which of them mark something, and what is left without them. */

export interface Token {
  text: string;
  /** Of a run of `*`, `_` or `~`: how many of it stand for themselves. */
  run?: { opens: boolean; closes: boolean };
}

export const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join('');

/** An underscore or a star within `snake_case` or `2 * 3` marks nothing. */
export function flanks(run: string, before: string, after: string): { opens: boolean; closes: boolean } {
  const [blankBefore, blankAfter] = [/^\s$/u.test(before), /^\s$/u.test(after)];
  const [signBefore, signAfter] = [/^[\p{P}\p{S}]$/u.test(before), /^[\p{P}\p{S}]$/u.test(after)];
  const left = !blankAfter && (!signAfter || blankBefore || signBefore);
  const right = !blankBefore && (!signBefore || blankAfter || signAfter);
  if (run.startsWith('~') && run.length !== 2) return { opens: false, closes: false };
  if (!run.startsWith('_')) return { opens: left, closes: right };
  return { opens: left && (!right || signBefore), closes: right && (!left || signAfter) };
}

/** Each closing run takes as many marks as the nearest open run of its kind has left. */
export function stripMarks(tokens: Token[]): void {
  const open = new Map<string, Token[]>();
  for (const token of tokens) {
    if (!token.run) continue;
    const kind = token.text.charAt(0);
    const opened = open.get(kind) ?? [];
    open.set(kind, opened);
    if (token.run.closes) closeMarks(token, opened);
    if (token.run.opens && token.text !== '') opened.push(token);
  }
}

function closeMarks(closing: Token, opened: Token[]): void {
  for (let opening = opened.at(-1); opening && closing.text !== ''; opening = opened.at(-1)) {
    const marks = Math.min(opening.text.length, closing.text.length);
    opening.text = opening.text.slice(marks);
    closing.text = closing.text.slice(marks);
    if (opening.text === '') opened.pop();
  }
}
