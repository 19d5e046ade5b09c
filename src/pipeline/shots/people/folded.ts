/** What NFKD leaves whole, though readers take it for plain letters. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const PLAIN = /^[\x20-\x7e]*$/;

/** Lower case without marks: `Éloïse` and `ELOISE` are one. */
export function folded(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? letter);
}

/** Punctuation is deleted, blanks become `_`; letters of any script stay: `RAE'S SKIP ROOM` is `raes_skip_room`. */
export function keyOf(text: string): string {
  return folded(text)
    .replace(/[^\p{L}\p{N}\s_]/gu, '')
    .trim()
    .replace(/[\s_]+/g, '_');
}

/** The key itself, or with the first number that makes it another. */
export function uniqueKey(wanted: string, taken: Map<string, number>): string {
  let count = taken.get(wanted) ?? 0;
  let key = count === 0 ? wanted : `${wanted}_${count + 1}`;
  while (count > 0 && taken.has(key)) {
    count += 1;
    key = `${wanted}_${count + 1}`;
  }
  taken.set(wanted, count + 1);
  if (key !== wanted) taken.set(key, 1);
  return key;
}
