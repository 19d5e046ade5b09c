import { readElsewhere } from './elsewhere';
import { coinsBehind, type Reading, readEnglish } from './english';
import { entriesOf, type Pronunciation, pronounced } from './pronunciations';
import { STUMBLES } from './symbols';
import { type Token, tokensOf } from './tokens';

/** A word as it is written, split at white space, and what is said for it: nothing, or some words. */
export interface SpokenWord {
  readonly written: string;
  readonly said: readonly string[];
}

export interface SpokenNarration {
  readonly words: readonly SpokenWord[];
  /** All that is said, joined by blanks. */
  readonly spoken: string;
}

export interface Speaking {
  /** BCP 47. */
  readonly language: string;
  readonly pronunciations: readonly Pronunciation[];
}

/** What is really said where a narration is read out: figures, numbers, units and signs in words, and nothing of what is there for the eye alone. */
export function spokenNarration(text: string, { language, pronunciations }: Speaking): SpokenNarration {
  const tokens = tokensOf(text);
  const entries = entriesOf(pronunciations);
  const isEnglish = /^en(?:-|$)/i.test(language);
  const said: string[][] = [];
  while (said.length < tokens.length) {
    const at = said.length;
    const its = pronounced(tokens, at, entries)?.map((words) => ({ said: words })) ?? [
      isEnglish ? english(tokens, at) : readElsewhere(tokens[at] as Token, language),
    ];
    for (const [index, reading] of its.entries()) said.push(dressed(reading, tokens[at + index] as Token));
  }
  closed(said, tokens);
  const words = tokens.map(({ written }, at) => ({ written, said: said[at] ?? [] }));
  return { words, spoken: words.flatMap((word) => word.said).join(' ') };
}

function english(tokens: readonly Token[], at: number): Reading {
  const coins = coinsBehind(tokens, at);
  const reading = readEnglish(tokens, at);
  return coins ? { ...reading, said: [...reading.said, coins] } : reading;
}

/** With the punctuation that stands around it, and without a sign that an engine would stumble on. */
function dressed({ said, lead, trail }: Reading, token: Token): string[] {
  const words = said.flatMap((word) => word.replace(STUMBLES, ' ').split(/\s+/)).filter(Boolean);
  if (words.length === 0) return [];
  words[0] = (lead ?? token.lead) + words[0];
  words[words.length - 1] += trail ?? token.trail;
  return words;
}

/** The full stop behind something that is not said is that of the word before. */
function closed(said: string[][], tokens: readonly Token[]): void {
  let last: string[] | null = null;
  for (const [at, words] of said.entries()) {
    const end = words.length === 0 ? /[.!?]/.exec(tokens[at]?.trail ?? '')?.[0] : undefined;
    const word = last?.at(-1);
    if (last && word && end && /[\p{L}\p{N}]$/u.test(word)) last[last.length - 1] = word + end;
    if (words.length > 0) last = words;
  }
}
