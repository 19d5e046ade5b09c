import { folded } from '../people/folded';
import type { CastMember } from '../shot-list';

/** Begin the name of a role, not a name: `Old Man`, `Dr. Hale`, `Guard 2`. */
const NO_FIRST_NAMES = new Set(
  `the a an old young big little first second third man woman boy girl kid guard cop officer detective agent captain sergeant lieutenant
  doctor nurse waiter waitress driver soldier security police bar bartender taxi store street dr mr mrs ms miss prof professor sir lady
  lord king queen father mother sister brother uncle aunt grandpa grandma judge mayor president general colonel major private voice tv
  radio news reporter desk night day new st saint rev reverend don dona`.split(/\s+/),
);
/** Words as well: who means somebody by them only a reader of the sentence knows. */
const ALSO_WORDS = new Set(
  `may april june august will mark grace hope faith joy rose art bill chase grant rich frank pat sky summer autumn dawn eve ivy lily olive
  pearl ruby amber jade iris violet daisy hunter cash chance chip dash drew guy king lance miles norm page paris
  penny rob rusty sandy star sue wade ward win woody angel bishop buck cliff dale dean dick earl
  forest glen heath jean rock stone`.split(/\s+/),
);

/** Behind these somebody may be talked of, pictured or missed: `a photo of Rae`, `no sign of Rae`, `without Rae`. */
const SPOKEN_OF = new Set(['of', 'for', 'about', 'without', 'no', 'not']);

interface Named {
  readonly words: readonly string[];
  readonly name: string;
}

/** Finds who is named in a text: by the full name however it is written, or by the first name where it is written as a name. */
export function finderOf(cast: readonly CastMember[]): (text: string) => string | null {
  const byFirst = new Map<string, Named[]>();
  for (const { name, tier } of cast) {
    const words = wordsOf(name).map(folded);
    const [first] = words;
    if (first === undefined || tier === 3) continue; // of kinds of people the name is a noun: `street vendor`
    const rows: Named[] =
      words.length > 1 && NO_FIRST_NAMES.has(first)
        ? [{ words, name }]
        : [
            { words, name },
            { words: [first], name },
          ];
    byFirst.set(first, [...(byFirst.get(first) ?? []), ...rows]);
  }
  return (text) => firstNamed(wordsOf(text), byFirst);
}

function firstNamed(words: readonly string[], byFirst: ReadonlyMap<string, readonly Named[]>): string | null {
  for (const [at, word] of words.entries()) {
    const found = byFirst.get(folded(word))?.find((named) => isNamedAt(words, at, named.words));
    if (found) return found.name;
  }
  return null;
}

function isNamedAt(words: readonly string[], at: number, name: readonly string[]): boolean {
  const [first = ''] = name;
  if (SPOKEN_OF.has(folded(words[at - 1] ?? ''))) return false;
  const written = words[at] ?? '';
  if (name.length > 1) return name.every((word, index) => folded(words[at + index] ?? '') === word);
  const isCapital = /^\p{Lu}/u.test(written);
  return isCapital && !ALSO_WORDS.has(first);
}

/** `Rae's` is Rae. */
const wordsOf = (text: string): string[] =>
  text.split(/[^\p{L}\p{N}\p{M}'’-]+/u).flatMap((word) => word.replace(/['’]s?$/i, '') || []);
