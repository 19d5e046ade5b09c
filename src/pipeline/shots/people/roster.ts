import type { CastEntry } from '../bible';
import type { CastMember } from '../shot-list';
import { yearsOf } from './ages';
import { keyOf, uniqueKey } from './folded';
import { formsOf } from './forms';
import { addForms, type CastIndex, newNode, nodeAt, type Person } from './lexicon';
import { type PersonName, personName } from './person-name';
import { singular } from './roles';
import { genderOfTitle, genderOfWords } from './titles';

export type NewMember = Omit<CastEntry, 'tier'> & { readonly tier: CastMember['tier'] };

/** The cast while it is gathered. */
export class Roster {
  readonly members: CastMember[] = [];
  readonly people: Person[] = [];
  readonly names: PersonName[] = [];
  readonly entries: NewMember[] = [];
  readonly index: CastIndex = { root: newNode(), people: this.people, places: newNode() };
  private readonly taken = new Map<string, number>();
  private readonly known = new Set<string>();

  /** One member for one name, however often the bible says it. */
  add(entry: NewMember): void {
    const name = personName(entry.name);
    const whole = keyOf(entry.name);
    if (this.known.has(whole)) return;
    this.known.add(whole);
    const { tier, look, signature, portraitPrompt } = entry;
    const key = uniqueKey(name.key, this.taken);
    this.members.push({ key, name: entry.name, tier, look, signature, portraitPrompt });
    this.people.push(personOf(key, name, entry));
    this.names.push(name);
    this.entries.push(entry);
    addForms(this.index.root, this.people.length - 1, formsOf(name, entry.aliases, tier));
  }

  /** `RAE CALDER` where the bible says `Rae` alone is a longer name of hers. */
  extend(name: PersonName): boolean {
    if (name.isRole || name.parts.length < 2) return false;
    const short = nodeAt(this.index.root, name.parts[0] ?? [])?.entries ?? [];
    const single = short.filter(({ person, strength }) => strength === 'FULL' && this.isSingle(person));
    const [only] = single;
    if (only === undefined || single.length > 1) return false;
    this.names[only.person] = name;
    const forms = formsOf(name, [], null).filter(({ words }) => words.length > 1 || words[0] !== name.parts[0]?.[0]);
    addForms(this.index.root, only.person, forms);
    return true;
  }

  private isSingle(person: number): boolean {
    const name = this.names[person];
    return name !== undefined && !name.isRole && name.parts.length === 1;
  }
}

function personOf(key: string, name: PersonName, { tier, look, role, aliases }: NewMember): Person {
  const titles = new Set([...name.titles, ...aliases.flatMap((alias) => personName(alias).titles)]);
  const titled = [...titles].map(genderOfTitle).find((gender) => gender !== null) ?? null;
  const words = name.parts.flat();
  const said =
    look.gender === null ? genderOfWords(name.isRole ? words.join(' ') : (role ?? '')) : genderOfWords(look.gender);
  const head = words.at(-1) ?? '';
  const isMany =
    (tier === 3 || name.isRole) &&
    (singular(head) !== head || /^(?:crowd|people|mob|gang|crew|team|band|choir|audience)$/.test(head));
  const years = yearsOf(look.ageRange);
  return { key, tier, gender: said ?? titled, years, titles, isRole: name.isRole || tier === 3, isMany };
}
