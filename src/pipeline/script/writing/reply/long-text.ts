import { splitSentences } from '../../../values/sentences';
import { wordCount } from '../../paragraphs';

interface Length {
  /** In words. */
  readonly most: number;
  readonly language: string;
}

/** A text in parts of about the same length, each of whole sentences; one sentence is never parted. */
export function inParts(text: string, { most, language }: Length): string[] {
  const words = wordCount(text);
  if (words <= most) return [text];
  const share = words / Math.ceil(words / most);
  const parts: string[][] = [];
  let told = 0;
  for (const sentence of splitSentences(text, language)) {
    const place = Math.floor((told + wordCount(sentence) / 2) / share);
    const part = parts[Math.min(place, parts.length)];
    if (part && place < parts.length) part.push(sentence);
    else parts.push([sentence]);
    told += wordCount(sentence);
  }
  return parts.map((sentences) => sentences.join(' '));
}
