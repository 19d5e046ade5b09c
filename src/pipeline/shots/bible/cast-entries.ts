import { type CastEntry, type CastTier, type Look, NO_LOOK } from '../bible';
import { keyOf } from '../people/folded';
import { type Brought, objectOf, objectsOf, textOf, textsOf } from './brought';

const LEADS = ['hero', 'antagonist', 'b_story_character'] as const;
const TIERS: readonly (readonly [string, CastTier, string])[] = [
  ['tier_1_major_supporting', 1, 'name'],
  ['tier_2_minor_supporting', 2, 'name'],
  ['tier_3_background_types', 3, 'type_name'],
];
const ALIASES = ['aliases', 'alias', 'nicknames', 'nickname', 'also_known_as', 'aka'] as const;

/** Hero, antagonist and B story; an artifact that is the hero alone is read as one. */
export function leadEntries(hero: Brought): CastEntry[] {
  const isHeroAlone = LEADS.every((name) => hero.value[name] === undefined) && hero.value.name !== undefined;
  if (isHeroAlone) return entryOf(hero, 0, 'hero');
  return LEADS.flatMap((name) => {
    const lead = objectOf(hero, name);
    return lead === null ? [] : entryOf(lead, 0, name === 'b_story_character' ? 'B story' : name);
  });
}

export function tierEntries(cast: Brought): CastEntry[] {
  return TIERS.flatMap(([name, tier, nameField]) =>
    objectsOf(cast, name, nameField).flatMap((entry) => entryOf(entry, tier, null)),
  );
}

function entryOf(from: Brought, tier: CastTier, role: string | null): CastEntry[] {
  const name = tier === 3 ? textOf(from, 'type_name', 'name') : textOf(from, 'name', 'character_name', 'type_name');
  if (name === null) return nameless(from);
  const signature = textOf(from, 'signature_identifier', 'visual_identifier', 'signature_visual_identifier');
  return [
    {
      name,
      aliases: ALIASES.flatMap((field) => textsOf(from, field)),
      tier,
      role: textOf(from, 'role') ?? role,
      look: lookOf(from, tier),
      signature,
      portraitPrompt: textOf(from, 't2i_portrait_prompt'),
    },
  ];
}

function nameless(from: Brought): CastEntry[] {
  const message = `Expected a name at \`${from.path}\`, got none; the entry was left out.`;
  from.problems.push({ code: 'BIBLE_NAME_MISSING', severity: 'WARNING', message, scene: null, shot: null });
  return [];
}

function lookOf(from: Brought, tier: CastTier): Look {
  const isWords = typeof from.value.physical_appearance === 'string';
  const said = isWords ? null : objectOf(from, 'physical_appearance');
  const whole = isWords ? textOf(from, 'physical_appearance') : null;
  const described = tier === 3 ? textOf(from, 'physical_description', 'description') : null;
  const of = (...names: string[]) => (said === null ? null : textOf(said, ...names)) ?? textOf(from, ...names);
  return {
    ageRange: of('age_range', 'age'),
    gender: of('gender', 'sex'),
    height: of('height'),
    build: of('build') ?? whole ?? described,
    hair: of('hair'),
    skinTone: of('skin_tone'),
    wardrobe: of('default_wardrobe', 'wardrobe'),
    marks: of('distinguishing_marks', 'marks'),
  };
}

/** What the visual bible notes of people joins their entries; whom nobody named before, it adds. */
export function withNotes(entries: readonly CastEntry[], visual: Brought): CastEntry[] {
  const found = new Map([...entries].reverse().map((entry) => [keyOf(entry.name), entry]));
  for (const note of objectsOf(visual, 'character_visual_notes', 'character_name')) {
    const name = textOf(note, 'character_name', 'name');
    if (name === null) nameless(note);
    else joinNote(found, name, note);
  }
  const known = new Set(entries.map(({ name }) => keyOf(name)));
  const others = [...found].filter(([key]) => !known.has(key)).map(([, entry]) => entry);
  return [...[...known].flatMap((key) => found.get(key) ?? []), ...others];
}

function joinNote(found: Map<string, CastEntry>, name: string, note: Brought): void {
  const key = entryKey(found, name);
  const entry = found.get(key) ?? added(name);
  const summary = textOf(note, 'physical_summary');
  found.set(key, {
    ...entry,
    look: entry.look.build === null ? { ...entry.look, build: summary } : entry.look,
    signature: entry.signature ?? textOf(note, 'signature_visual_identifier', 'signature_identifier'),
    portraitPrompt: entry.portraitPrompt ?? textOf(note, 't2i_portrait_prompt'),
  });
}

/** The whole name, an alias, or a part of the name that only one has: notes often say `Rae` alone. */
function entryKey(found: ReadonlyMap<string, CastEntry>, name: string): string {
  const key = keyOf(name);
  if (found.has(key)) return key;
  const named = [...found].filter(([, { aliases }]) => aliases.some((alias) => keyOf(alias) === key));
  const parts = key.split('_');
  const partly = named.length > 0 ? named : [...found].filter(([other]) => sharesName(other.split('_'), parts));
  return partly.length === 1 ? (partly[0]?.[0] ?? key) : key;
}

function sharesName(whole: readonly string[], part: readonly string[]): boolean {
  return part.length < whole.length && (whole[0] === part[0] || whole.at(-1) === part[0]) && part.length === 1;
}

function added(name: string): CastEntry {
  return { name, aliases: [], tier: 2, role: null, look: NO_LOOK, signature: null, portraitPrompt: null };
}
