const WE = /\b(?:we(?:['’](?:ve|re|ll|d))?|our|ours|us|ourselves)\b/giu;
const SHORT: Readonly<Record<string, string>> = { ve: ' have', re: ' are', ll: ' will', d: ' had' };
/** `Our results` are the results; nobody asks whose. */
const OUR_OWN =
  /^Our (results?|findings?|experiments?|data|analys[ei]s|evaluation|study|measurements?|observations?)\b/u;
const SEEN_BY_ALL = /^We (?:can )?(?:see|note|notice|remark|recall|stress|emphasi[sz]e) that\s+(\p{L})/u;

/** A narrator is not the authors: `we` and `our`, by name the first time, then `they`. */
export function authorsNamed(sentence: string): string {
  const text = sentence
    .replace(SEEN_BY_ALL, (_, letter: string) => letter.toUpperCase())
    .replace(OUR_OWN, 'The $1')
    .replace(/\bto the best of our knowledge\b/giu, 'as far as the authors know');
  let named = /\bthe authors\b/iu.test(text);
  return text.replace(WE, (word, place: number) => {
    const said = named ? later(word) : first(word);
    named = true;
    return place === 0 ? said.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : said;
  });
}

function first(word: string): string {
  const [pronoun = '', short] = word.toLowerCase().split(/['’]/);
  if (pronoun === 'our') return 'the authors’';
  if (pronoun === 'ours') return 'that of the authors';
  return `the authors${SHORT[short ?? ''] ?? ''}`;
}

function later(word: string): string {
  const [pronoun = '', short] = word.toLowerCase().split(/['’]/);
  const they: Readonly<Record<string, string>> = { our: 'their', ours: 'theirs', us: 'them', ourselves: 'themselves' };
  return (they[pronoun] ?? 'they') + (SHORT[short ?? ''] ?? '');
}

const BEGINS_WITH_AUTHORS = /^The authors(?=\s)/u;

/** Right after a sentence about the authors, they need no name. */
export function pronounced(sentence: string, before: string | undefined): string {
  const isSubject = before !== undefined && /^(?:The authors|They)\s/u.test(before);
  return isSubject ? sentence.replace(BEGINS_WITH_AUTHORS, 'They') : sentence;
}
