import { REMOVED, SECRET_KINDS, type SecretKind } from './secret-kinds';

/** Tells what kind of secret was found, and never more of it. */
export type Found = (kind: string) => void;

/** A neutral mark stands for each secret. */
export function withoutSecretsIn(text: string, found: Found): string {
  return SECRET_KINDS.reduce((rest, kind) => withoutKind(rest, kind, found), withoutPemBlocks(text, found));
}

export function hasSecret(text: string): boolean {
  let isFound = false;
  withoutSecretsIn(text, () => {
    isFound = true;
  });
  return isFound;
}

function withoutKind(
  text: string,
  { name, pattern, needs = '', isSecret = () => true }: SecretKind,
  found: Found,
): string {
  if (!text.includes(needs)) return text;
  return text.replace(pattern, (...match: unknown[]) => {
    const all = String(match[0]);
    const groups = match.at(-1);
    const value = String((typeof groups === 'object' && (groups as Record<string, string>).value) || all);
    if (value.startsWith(REMOVED) || !isSecret(value)) return all;
    found(name);
    return all.slice(0, all.length - value.length) + REMOVED;
  });
}

const BEGIN = /-----BEGIN [A-Z0-9 ]{1,60}-----/g;

/** One whose end is missing ends with its paragraph. Line ends stay. */
function withoutPemBlocks(text: string, found: Found): string {
  const kept: string[] = [];
  let from = 0;
  for (const { index } of text.matchAll(BEGIN)) {
    if (index < from) continue;
    const end = pemEnd(text, index);
    found('a private key');
    kept.push(text.slice(from, index), REMOVED, text.slice(index, end).replace(/[^\n]+/g, ''));
    from = end;
  }
  return [...kept, text.slice(from)].join('');
}

const MOST_PEM_CHARACTERS = 20_000;

function pemEnd(text: string, begin: number): number {
  const block = text.slice(begin, begin + MOST_PEM_CHARACTERS);
  const closed = /-----END [A-Z0-9 ]{1,60}-----/.exec(block);
  if (closed) return begin + closed.index + closed[0].length;
  const paragraph = block.indexOf('\n\n');
  return begin + (paragraph < 0 ? block.length : paragraph);
}
