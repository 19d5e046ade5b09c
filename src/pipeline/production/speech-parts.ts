import { splitSentences } from '../values/sentences';

interface Limits {
  readonly language: string;
  /** Of one call. */
  readonly mostCharacters: number;
}

/** A text in parts that can be spoken each by itself: whole where it fits, else as many sentences as fit, and a sentence that is too long at its blanks. */
export function speechParts(text: string, { language, mostCharacters }: Limits): string[] {
  if (text.length <= mostCharacters) return [text];
  const parts: string[] = [];
  for (const piece of splitSentences(text, language).flatMap((sentence) => cutToLength(sentence, mostCharacters))) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + 1 + piece.length <= mostCharacters)
      parts[parts.length - 1] = `${last} ${piece}`;
    else parts.push(piece);
  }
  // Of a text of blanks alone nothing is left, and whoever is to speak it says so.
  return parts.length > 0 ? parts : [''];
}

function cutToLength(sentence: string, mostCharacters: number): string[] {
  const rest = sentence.trim();
  if (rest.length <= mostCharacters) return rest === '' ? [] : [rest];
  const blank = rest.lastIndexOf(' ', mostCharacters);
  const at = blank > 0 ? blank : withoutHalves(rest, mostCharacters);
  return [rest.slice(0, at), ...cutToLength(rest.slice(at), mostCharacters)];
}

/** Never between the two halves of one character. */
function withoutHalves(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff && at > 1 ? at - 1 : at;
}
