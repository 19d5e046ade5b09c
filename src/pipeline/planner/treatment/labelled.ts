import { folded } from './folded';
import { type WordTable, wordKey } from './word-table';

export interface Labelled<Name> {
  readonly name: Name;
  readonly value: string;
}

/** Further in, a colon belongs to a sentence. */
const MOST_LABEL_CHARACTERS = 60;

/** `Label: value`, `**Label:** value`, `**Label**: value`, `Label - value` and `[Label: value]`, for the words of a table. */
export function labelled<Name>(text: string, words: WordTable<Name>): Labelled<Name> | null {
  const line = withoutBrackets(text);
  for (const { at, length } of separators(line)) {
    const name = words.get(line.slice(0, at).toLowerCase()) ?? words.get(wordKey(line.slice(0, at)));
    if (name !== undefined) return { name, value: unmarked(line.slice(0, at), line.slice(at + length)) };
  }
  return null;
}

/** A line that is nothing but the word: `#### Narration`, `**Visuals**`. */
export function loneLabel<Name>(text: string, words: WordTable<Name>): Name | undefined {
  return text.length > MOST_LABEL_CHARACTERS ? undefined : words.get(wordKey(text.replace(/[:：]\s*\**\s*$/, '')));
}

function separators(line: string): { readonly at: number; readonly length: number }[] {
  const head = folded(line.slice(0, MOST_LABEL_CHARACTERS));
  const colon = { at: head.indexOf(':'), length: 1 };
  const dash = { at: head.indexOf(' - '), length: 3 };
  return [colon, dash].filter(({ at }) => at > 0).sort((a, b) => a.at - b.at);
}

/** Marks that were opened before the label are closed behind it, or behind the value. */
function unmarked(label: string, value: string): string {
  const mark = /^\s*(\*{1,3}|_{1,3})/.exec(label)?.[1];
  if (mark === undefined || label.trim().endsWith(mark)) return value.trim();
  const trimmed = value.trim();
  if (trimmed.startsWith(mark)) return trimmed.slice(mark.length).trim();
  return trimmed.endsWith(mark) ? trimmed.slice(0, -mark.length).trim() : trimmed;
}

function withoutBrackets(text: string): string {
  if (!/^[[［【〔]/.test(text)) return text;
  const line = folded(text);
  const isWrapped = line.startsWith('[') && line.indexOf(']') === line.length - 1;
  return isWrapped ? text.slice(1, -1) : text;
}
