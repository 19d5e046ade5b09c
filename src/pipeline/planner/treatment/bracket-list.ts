import { folded } from './folded';
import { bare, said } from './values';

export interface Part {
  readonly text: string;
  readonly isBracketed: boolean;
}

/** `[a: b], [c], and d` → `a: b` and `c`, bracketed, and `and d`. Brackets within brackets stay. */
export function bracketParts(value: string): readonly Part[] {
  const line = folded(value);
  const parts: Part[] = [];
  let [depth, from] = [0, 0];
  const take = (to: number, isBracketed: boolean) => {
    const text = value.slice(from, to).replace(/^[\s,;|/+&،、，]+|[\s,;|/+&،、，]+$/g, '');
    if (text !== '') parts.push({ text, isBracketed });
    from = to + 1;
  };
  for (let index = 0; index < line.length; index += 1) {
    if (line[index] === '[') {
      if (depth === 0) take(index, false);
      depth += 1;
    } else if (line[index] === ']' && depth > 0) {
      depth -= 1;
      if (depth === 0) take(index, true);
    }
  }
  take(line.length, depth > 0);
  return parts;
}

/** `[fade-in, gentle zoom]`, `fade-in; gentle zoom` → each, as it is written. */
export function listed(value: string): readonly string[] {
  return bracketParts(value)
    .flatMap(({ text }) => split(text, /[,;|]/))
    .flatMap((item) => said(item) ?? [])
    .map(bare);
}

/** At each mark outside of quotes. Marks are looked for as ASCII has them. */
export function split(text: string, mark: RegExp): readonly string[] {
  const line = folded(text);
  const items: string[] = [];
  let [from, isQuoted] = [0, false];
  for (let index = 0; index < line.length; index += 1) {
    if (line[index] === '"') isQuoted = !isQuoted;
    if (isQuoted || !mark.test(line[index] ?? '')) continue;
    items.push(text.slice(from, index).trim());
    from = index + 1;
  }
  return [...items, text.slice(from).trim()].filter((item) => item !== '');
}
