import type { Screenplay, ScreenplayElement } from '../../screenplay/screenplay';
import { type Bible, NO_LOOK } from '../bible';
import { readSlugline } from '../places/slugline';
import type { CastMember } from '../shot-list';
import { yearsOf } from './ages';
import { readCue } from './cue';
import { addGroups } from './groups';
import { type Introduction, introductionsIn } from './introductions';
import { type CastIndex, nodeAt, nodeFor } from './lexicon';
import { personName, wordsOf } from './person-name';
import { resolveName } from './resolve-name';
import { Roster } from './roster';
import { genderOfWords } from './titles';

/** Everybody who may be in frame, and the ways in which a text names them. */
export interface Cast {
  /** One canonical member for one person; keys are unique. */
  readonly members: readonly CastMember[];
  readonly index: CastIndex;
}

/** A name that the screenplay says, with what its introduction says besides. */
interface Said {
  readonly name: string;
  readonly introduction: Introduction | null;
}

/** Cues that mean whoever is there. */
export const EVERYBODY =
  /^(?:both|all|everyone|everybody|together|the two|the others|others|group|all three|all of them|both of them)$/i;

export function castOf(bible: Bible, screenplay: Screenplay): Cast {
  const roster = new Roster();
  for (const entry of bible.cast) roster.add(entry);
  addGroups(roster);
  const said = saidIn(screenplay);
  const long = said.filter(({ name }) => wordsOf(name).length > 1);
  const short = said.filter(({ name }) => wordsOf(name).length === 1);
  for (const one of [...long, ...short]) meet(roster, one);
  addGroups(roster);
  addPlaces(roster, [...bible.locations.map(({ name }) => name), ...screenplay.scenes.map(({ slugline }) => slugline)]);
  return { members: roster.members, index: roster.index };
}

function saidIn({ opening, scenes }: Screenplay): Said[] {
  const found = new Map<string, Said>();
  const say = (name: string, introduction: Introduction | null) => {
    const before = found.get(name);
    if (name !== '' && !EVERYBODY.test(name)) found.set(name, before?.introduction ? before : { name, introduction });
  };
  for (const { text } of opening) for (const one of introductionsIn(text)) say(one.name, one);
  for (const { charactersPresent, elements } of scenes) {
    for (const element of elements) {
      if (element.kind === 'CHARACTER') say(readCue(element.text).name, null);
      else if (mayIntroduce(element)) for (const one of introductionsIn(element.text)) say(one.name, one);
    }
    for (const name of charactersPresent) say(readCue(name).name, null);
  }
  return [...found.values()];
}

function mayIntroduce({ kind }: ScreenplayElement): boolean {
  return kind === 'ACTION' || kind === 'SHOT' || kind === 'CENTRED';
}

/** Whoever is known by this name already learns from it; others join the cast. */
function meet(roster: Roster, { name, introduction }: Said): void {
  const [known] = resolveName(roster.index, name);
  if (known !== undefined) {
    learn(roster, known, introduction);
    return;
  }
  const { names } = readCue(name);
  if (names.length > 1) {
    for (const part of names) meet(roster, { name: part, introduction: null });
    return;
  }
  if (wordsOf(name).length === 0 || EVERYBODY.test(name) || roster.extend(personName(name))) return;
  const look = { ...NO_LOOK, ageRange: introduction?.ageRange ?? null };
  roster.add({
    name: titleCase(name),
    aliases: [],
    tier: null,
    role: null,
    look,
    signature: null,
    portraitPrompt: null,
  });
  learn(roster, roster.people.length - 1, introduction);
}

function learn({ people }: Roster, person: number, introduction: Introduction | null): void {
  const met = people[person];
  if (met === undefined || introduction === null) return;
  met.gender ??= genderOfWords(introduction.described);
  met.years ??= yearsOf(introduction.ageRange);
}

/** Cues shout; a name does not: `RAE CALDER` → `Rae Calder`. */
function titleCase(name: string): string {
  if (name !== name.toUpperCase()) return name;
  return name
    .toLowerCase()
    .replace(/(?<![\p{L}\p{M}'’])\p{L}|(?<=(?<!\p{L})o['’])\p{L}/gu, (letter) => letter.toUpperCase());
}

/** `RAE'S SKIP ROOM` is a place: Rae need not be in it. */
function addPlaces({ index }: Roster, sluglines: readonly string[]): void {
  for (const slugline of sluglines) {
    for (const part of readSlugline(slugline).place.split(/ - | -- | ?[–—,/] ?/)) {
      const words = wordsOf(part);
      const isPerson = (nodeAt(index.root, words)?.entries.length ?? 0) > 0;
      if (words.length > 1 && !isPerson && words.some((word) => index.root.next.has(word)))
        nodeFor(index.places, words).group = [0];
    }
  }
}
