import { type Sentence, type Source, weightiest } from './source';

/** A token is about four bytes, of English and of others: an estimate, and said to be one. */
const BYTES_A_TOKEN = 4;
const SHARE = 1 / 3;
const LEAST_SENTENCES = 3;

export const tokensOf = (text: string): number => Math.ceil(Buffer.byteLength(text) / BYTES_A_TOKEN);

/** The sentences that say most of the source, in its order: a third of it, as far as the tokens go. */
export function summaryOf({ sentences }: Source, mostTokens: number): string {
  const wanted = Math.max(LEAST_SENTENCES, Math.round(sentences.length * SHARE));
  const kept = new Set<Sentence>();
  let tokens = 0;
  for (const sentence of weightiest(sentences)) {
    const its = tokensOf(`${sentence.text} `);
    if (kept.size >= wanted || tokens + its > mostTokens) continue;
    kept.add(sentence);
    tokens += its;
  }
  const text = sentences.filter((sentence) => kept.has(sentence)).map((sentence) => sentence.text);
  return text.length > 0 ? text.join(' ') : cutToBytes(sentences[0]?.text ?? '', mostTokens * BYTES_A_TOKEN);
}

/** Whole words where there are any, and always whole characters. */
function cutToBytes(text: string, mostBytes: number): string {
  let cut = '';
  for (const character of text) {
    if (Buffer.byteLength(cut + character) > mostBytes) break;
    cut += character;
  }
  const blank = cut.lastIndexOf(' ');
  return cut.length < text.length && blank > 0 ? cut.slice(0, blank) : cut;
}

/** As people cut a text: at a blank, within a number of characters as JSON Schema counts them. */
export function cutToCharacters(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const cut = characters.slice(0, most).join('');
  const blank = cut.lastIndexOf(' ');
  return blank > cut.length / 2 ? cut.slice(0, blank) : cut;
}
