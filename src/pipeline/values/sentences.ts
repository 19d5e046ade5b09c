// A full stop behind these does not end a sentence: Dr. Who, Fig. 3, z. B. this.
const NEVER_LAST =
  /(?:^|[\s([{"'„“‘«])(?:dr|mr|mrs|ms|prof|st|sr|jr|mt|gen|col|lt|sgt|rev|hon|mme|mlle|fig|figs|eq|eqs|sec|secs|tab|ref|refs|ch|vol|vols|ed|eds|pp|vs|cf|viz|ca|approx|e\.g|i\.e|abb|bzw|vgl|nr|hr|fr|z|d|u|sra|dra|art|núm)\.$/iu;
// These do not before a number alone: No. 5, p. 12; "Not I. No." ends.
const NOT_BEFORE_NUMBER = /(?:^|[\s([{])(?:no|nos|p|n|al|dept|est)\.$/iu;
// An initial: J. Smith. Not "I", which ends many sentences.
const INITIAL = /(?:^|[\s(.])(?!I\.)\p{Lu}\.$/u;
// The engine in WebAssembly keeps 16 times the bytes of what it speaks in memory: 10 minutes of one breath took 0.5 GB.
const MOST_CHARACTERS = 1000;
const SOUNDING = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/**
 * The sentences of a text in order, blanks collapsed, nothing lost: joined by blanks they are the text again. A line break
 * is a blank, an empty line ends a sentence, and so does a blank after some 1,000 characters without an end. What holds no letter, number or emoji goes with the sentence before it.
 */
export function splitSentences(text: string, language: string): string[] {
  const segmenter = segmenterOf(language);
  const paragraphs = text.split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+|\u2029/);
  return joinSoundless(paragraphs.flatMap((paragraph) => sentencesOf(paragraph, segmenter)));
}

let latest: { readonly language: string; readonly segmenter: Intl.Segmenter } | null = null;

/** To make one takes 0.2 ms, which is most of the time that a short text takes; a text is of the language of the one before. */
function segmenterOf(language: string): Intl.Segmenter {
  if (latest?.language === language) return latest.segmenter;
  latest = { language, segmenter: new Intl.Segmenter(language, { granularity: 'sentence' }) };
  return latest.segmenter;
}

function sentencesOf(paragraph: string, segmenter: Intl.Segmenter): string[] {
  const sentences: string[][] = [];
  let end = '';
  for (const segment of segmentsOf(paragraph.replace(/\s+/g, ' ').trim(), segmenter)) {
    const before = sentences.at(-1);
    if (before === undefined || endsBefore(end.trim(), segment)) sentences.push([segment]);
    else before.push(segment);
    end = `${end}${segment}`.slice(-LOOKED_AT);
  }
  return sentences.map((parts) => parts.join('').trim()).flatMap(shortened);
}

/** Of what stands before a possible end: longer than any abbreviation with what parts it from the word before. */
const LOOKED_AT = 64;
/** Segmenting takes time in the square of the length: 200,000 characters at once took 13 s, in windows 0.1 s. */
const WINDOW_CHARACTERS = 4000;

/** What the segmenter finds, window by window: what a window ends in belongs to the next one, as does all of one in which nothing ends. */
function* segmentsOf(text: string, segmenter: Intl.Segmenter): Generator<string> {
  let [from, open] = [0, ''];
  while (from < text.length) {
    const endExclusive = windowEnd(text, from);
    const found = [...segmenter.segment(text.slice(from, endExclusive))].map(({ segment }) => segment);
    const isLast = endExclusive === text.length;
    const whole = isLast || found.length === 1 ? found : found.slice(0, -1);
    from += whole.reduce((sum, { length }) => sum + length, 0);
    const [first = '', ...others] = whole;
    open += first;
    if (!isLast && found.length === 1) continue;
    yield open;
    yield* others;
    open = '';
  }
}

/** At a blank, so that no word is divided and no character. */
function windowEnd(text: string, from: number): number {
  const most = from + WINDOW_CHARACTERS;
  if (most >= text.length) return text.length;
  const blank = text.lastIndexOf(' ', most);
  const end = blank > from ? blank : text.indexOf(' ', most);
  return end < 0 ? text.length : end + 1;
}

function shortened(sentence: string): string[] {
  if (sentence.length <= MOST_CHARACTERS) return sentence ? [sentence] : [];
  const before = sentence.lastIndexOf(' ', MOST_CHARACTERS);
  const blank = before > 0 ? before : sentence.indexOf(' ', MOST_CHARACTERS);
  return blank < 0 ? [sentence] : [sentence.slice(0, blank), ...shortened(sentence.slice(blank + 1))];
}

function endsBefore(sentence: string, next: string): boolean {
  if (NEVER_LAST.test(sentence) || INITIAL.test(sentence)) return false;
  return !(NOT_BEFORE_NUMBER.test(sentence) && /^\p{N}/u.test(next));
}

function joinSoundless(sentences: readonly string[]): string[] {
  const joined: string[] = [];
  let hasSound = false;
  for (const sentence of sentences) {
    const sounds = SOUNDING.test(sentence);
    const before = joined.at(-1);
    const stands: boolean = before === undefined || (sounds && hasSound);
    if (stands) joined.push(sentence);
    else joined[joined.length - 1] = `${before} ${sentence}`;
    hasSound = stands ? sounds : hasSound || sounds;
  }
  return joined;
}
