import { thirdPerson } from './third-person';

/** Who wrote a document, where its narrator speaks of `we` or `I`. */
export type Authors = 'ONE' | 'SEVERAL';

const FIRST_PERSON =
  /\b(we|I|our|ours|us|ourselves|my|mine|me|myself)(?:['’](ve|re|ll|d|m))?\b(?:(\s+(?:(?:also|then|thus|first|only|now|therefore|further|still|never|always|often|both|[a-z]+ly)\s+)*)([a-z]+)\b)?/giu;
const SHORT: Readonly<Record<string, string>> = { ve: 'have', re: 'are', ll: 'will', d: 'had', m: 'am' };
/** `Our results` are the results; nobody asks whose. */
const OUR_OWN =
  /^(?:Our|My) (results?|findings?|experiments?|data|analys[ei]s|evaluation|study|measurements?|observations?)\b/u;
const SEEN_BY_ALL =
  /^(?:We|I) (?:can )?(?:see|note|notice|remark|recall|stress|emphasi[sz]e|would like to (?:note|stress)) that\s+(\p{L})/u;
/** `Navigation systems tell us to turn left`: all of us. The authors are meant where something helps or lets them. */
const OF_ALL = /\bus\b/iu;
const OF_AUTHORS = /\b(?:[Ww]e|[Oo]urs?|I|[Mm]y)\b/;
const DONE_FOR_AUTHORS =
  /\b(?:allow|allows|allowed|enable|enables|enabled|let|lets|help|helps|helped|led|leads|lead|told|gave|give|gives|permits?|permitted|brings?|brought|forced|prevented|leaves|left|leave|made|makes) us\b/iu;

/** A narrator is not the authors: `we` and `our`, by name the first time, then `they`. */
export function authorsNamed(sentence: string, authors: Authors): string {
  const text = sentence
    .replace(SEEN_BY_ALL, (_, letter: string) => letter.toUpperCase())
    .replace(OUR_OWN, 'The $1')
    .replace(
      /\bto (?:the best of )?(?:our|my) knowledge\b/giu,
      authors === 'ONE' ? 'as far as the author knows' : 'as far as the authors know',
    );
  const isOfAll = OF_ALL.test(text) && !DONE_FOR_AUTHORS.test(text) && !OF_AUTHORS.test(text);
  if (isOfAll) return text;
  let named = /\bthe authors?\b/iu.test(text);
  return text.replace(
    FIRST_PERSON,
    (
      all,
      word: string,
      short: string | undefined,
      gap: string | undefined,
      verb: string | undefined,
      place: number,
    ) => {
      // A small `i` counts something, the US is a country.
      if (word === 'i' || (word.length > 1 && word === word.toUpperCase())) return all;
      const said = spoken({ word: word.toLowerCase(), short, gap, verb }, named ? null : authors);
      named = true;
      return place === 0 ? said.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : said;
    },
  );
}

interface FirstPerson {
  readonly word: string;
  readonly short: string | undefined;
  readonly gap: string | undefined;
  readonly verb: string | undefined;
}

/** `authors` by name, or null where they have been named. */
function spoken({ word, short, gap = '', verb = '' }: FirstPerson, authors: Authors | null): string {
  const name = authors === 'ONE' ? 'the author' : 'the authors';
  const possessive = authors === 'ONE' ? 'the author’s' : 'the authors’';
  const rest = gap + verb;
  if (word === 'our' || word === 'my') return (authors ? possessive : 'their') + rest;
  if (word === 'ours' || word === 'mine') return (authors ? `that of ${name}` : 'theirs') + rest;
  if (word === 'ourselves' || word === 'myself') return `themselves${rest}`;
  if (word === 'us' || word === 'me') return (authors ? name : 'them') + rest;
  const helping = SHORT[short ?? ''];
  if (!authors) return `they${helping ? ` ${plural(helping)}` : ''}${gap}${plural(verb)}`;
  if (helping) return `${name} ${authors === 'ONE' ? thirdPerson(helping) : plural(helping)}${rest}`;
  return `${name}${gap}${authors === 'ONE' ? thirdPerson(verb) : plural(verb)}`;
}

/** `I am`, `I was`. */
const plural = (verb: string): string => (verb === 'am' ? 'are' : verb === 'was' ? 'were' : verb);

const LINK = String.raw`(?:(?:And|But|So|Then|Also|Next|Finally),?\s)?`;
const ABOUT_AUTHORS = new RegExp(`^(${LINK})the authors?(?=\\s)`, 'iu');

export const isAboutAuthors = (sentence: string): boolean => ABOUT_AUTHORS.test(sentence);

/** Right after a sentence about the authors, they need no name. One author keeps it: the verb is in the singular. */
export function pronounced(sentence: string): string {
  return sentence.replace(ABOUT_AUTHORS, (said, link: string) =>
    /authors$/i.test(said) ? `${link}${link ? 'they' : 'They'}` : said,
  );
}
