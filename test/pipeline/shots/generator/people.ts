import type { Dice } from './dice';

export type Gender = 'female' | 'male';

/** Somebody in a generated story, with what people call them. */
export interface Person {
  readonly key: string;
  readonly first: string;
  readonly last: string;
  readonly gender: Gender;
  readonly title: string | null;
  readonly nickname: string | null;
  /** Whether the bible says the nickname in quotes within the name, or in a list of aliases. */
  readonly isQuoted: boolean;
  readonly role: string;
  readonly look: string;
  /** Their first name is a word too: never written in lower case. */
  readonly isWord: boolean;
  readonly tier: 0 | 1 | 2;
}

/** A kind of people: `street vendor`. */
export interface Type {
  readonly key: string;
  readonly name: string;
  readonly plural: string;
}

type Sketch = readonly [
  name: string,
  gender: Gender,
  more?: Partial<Pick<Person, 'title' | 'nickname' | 'isQuoted' | 'isWord' | 'role'>>,
];

const word = { isWord: true };

/** One of each row is in every story that is large enough; `*` is the surname of the hero. */
const ROWS: readonly (readonly Sketch[])[] = [
  [
    ['Rae Calder', 'female'],
    ['Tess Brannigan', 'female'],
    ['Cole Vance', 'male'],
    ['Imani Archer', 'female'],
  ],
  [
    ['Victor Salazar', 'male'],
    ['Helena Krantz', 'female'],
    ['Silvan Thorne', 'male'],
  ],
  [
    ['Eduardo Reyes', 'male', { nickname: 'Manny', isQuoted: true }],
    ['Katarzyna Nowak', 'female', { nickname: 'Kasia', isQuoted: true }],
    ['Robert Kowalski', 'male', { nickname: 'Buzz' }],
  ],
  [
    ['Amara Okafor', 'female', { title: 'Dr.', role: 'trauma surgeon' }],
    ['Felix Haldane', 'male', { title: 'Dr.', role: 'coroner' }],
  ],
  [
    ['Elena Ruiz', 'female', { title: 'Detective', role: 'homicide detective' }],
    ['Tom Grady', 'male', { title: 'Detective', role: 'vice detective' }],
  ],
  [
    ['Lin Chen', 'female', { title: 'Mrs.', role: 'landlady' }],
    ['Odette Palmer', 'female', { title: 'Mrs.', role: 'piano teacher' }],
  ],
  [
    ['James Whitlock', 'male'],
    ['Marcus Bell', 'male'],
    ['Agnes Tully', 'female'],
  ],
  [
    ['May Holloway', 'female', word],
    ['June Albright', 'female', word],
    ['April Sutter', 'female', word],
  ],
  [
    ['Finn *', 'male', { role: 'one of the twins' }],
    ['Kit *', 'male', { isWord: true, role: 'one of the twins' }],
  ],
  [
    ['Nell *', 'female', { role: 'one of the twins' }],
    ['Juno *', 'female', { role: 'one of the twins' }],
  ],
  [
    ['Art Delgado', 'male', word],
    ['Will Tanaka', 'male', word],
    ['Mark Osei', 'male', word],
    ['Bill Sorensen', 'male', word],
  ],
  [
    ['Zoë Marchetti', 'female'],
    ['Chloé Dubois', 'female'],
    ['Renée Castellane', 'female'],
  ],
  [
    ['Mary-Kate Doyle', 'female'],
    ['Jean-Luc Perrin', 'male'],
    ['Anne-Marie Fontaine', 'female'],
  ],
  [
    ['José Ibarra', 'male'],
    ['André Laurent', 'male'],
    ['Jürgen Pohl', 'male'],
  ],
  [
    ['Grace Lindqvist', 'female', word],
    ['Hope Adeyemi', 'female', word],
    ['Rose Kaplan', 'female', word],
  ],
  [
    ['Priya Raman', 'female'],
    ['Walter O’Hara', 'male'],
    ["Deirdre O'Shea", 'female'],
  ],
  [
    ['Desmond Pike', 'male'],
    ['Ingrid Vale', 'female'],
  ],
  [
    ['Lena Marsh', 'female'],
    ['Otto Brandt', 'male'],
  ],
  [
    ['Theo Castellan', 'male', { nickname: 'Ghost', isQuoted: true }],
    ['Yolanda Price', 'female', { nickname: 'Yoyo' }],
  ],
  [
    ['Samir Haddad', 'male'],
    ['Beatriz Lobo', 'female'],
  ],
  [['Gus Petrakis', 'male']],
  [['Naledi Dube', 'female']],
  [['Hiro Yamane', 'male']],
  [['Wanda Szabo', 'female']],
];

const ROLES = [
  'fixer',
  'night clerk',
  'union driver',
  'bookkeeper',
  'locksmith',
  'line cook',
  'bail bondsman',
  'organist',
];
const AGES = ['20s', '30s', '40s', '50s', '60s', '34', '27', '61'];
const LOOKS = [
  'lean',
  'broad',
  'grey at the temples',
  'in a rumpled suit',
  'wiry',
  'all elbows',
  'sharp-eyed',
  'heavyset',
];

const TYPES: readonly (readonly [name: string, plural: string])[] = [
  ['street vendor', 'street vendors'],
  ['guard', 'guards'],
  ['paramedic', 'paramedics'],
  ['dock worker', 'dock workers'],
  ['night nurse', 'night nurses'],
  ['bike courier', 'bike couriers'],
  ['office clerk', 'office clerks'],
  ['prison chaplain', 'prison chaplains'],
];

/** `Mary-Kate O’Hara` → `marykate_ohara`. */
export function keyOf(name: string): string {
  const folded = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded
    .replace(/[^a-z0-9 ]/g, '')
    .trim()
    .replace(/ +/g, '_');
}

export function castOf(dice: Dice, count: number): { people: Person[]; types: Type[] } {
  const typeCount = Math.min(TYPES.length, Math.max(1, Math.round(count / 5)));
  const named = Math.max(3, count - typeCount);
  if (named > ROWS.length) throw new RangeError(`At most ${ROWS.length} people have names, not ${named}.`);
  const sketches = ROWS.slice(0, named).map((row) => dice.pick(row));
  const surname = sketches[0]?.[0].split(' ')[1] ?? '';
  const people = sketches.map((sketch, at) => personOf(dice, { sketch, at, surname, named }));
  const types = dice.some(TYPES, typeCount).map(([name, plural]) => ({ key: keyOf(name), name, plural }));
  return { people, types };
}

function personOf(dice: Dice, of: { sketch: Sketch; at: number; surname: string; named: number }): Person {
  const [name, gender, more] = of.sketch;
  const [first = '', last = ''] = name.replace('*', of.surname).split(' ');
  const look = `${dice.pick(AGES)}, ${dice.pick(LOOKS)}`;
  const tier = of.at < 3 ? 0 : of.at < 3 + Math.ceil((of.named - 3) / 2) ? 1 : 2;
  const plain = { title: null, nickname: null, isQuoted: false, isWord: false, role: dice.pick(ROLES) };
  return { ...plain, ...more, key: keyOf(`${first} ${last}`), first, last, gender, look, tier };
}

/** The same one under another name; whoever shares a surname keeps it. */
export function renamed(dice: Dice, person: Person, people: readonly Person[]): Person {
  const taken = new Set(people.map(({ first }) => first));
  const first = dice.pick(NEW_NAMES[person.gender].filter((name) => !taken.has(name)));
  const isAlone = people.every((other) => other === person || other.last !== person.last);
  const last = isAlone && dice.chance(0.5) ? dice.pick(NEW_SURNAMES) : person.last;
  return { ...person, first, last, key: keyOf(`${first} ${last}`) };
}

const NEW_NAMES = {
  female: ['Nora', 'Iris', 'Solveig', 'Tamsin', 'Paloma', 'Edda'],
  male: ['Dante', 'Piotr', 'Leif', 'Caspian', 'Rowan', 'Ezequiel'],
};
const NEW_SURNAMES = ['Voss', 'Mbeki', 'Tremaine', 'Quist', 'Larkin'];

/** As the bible says it: `Eduardo "Manny" Reyes`, `Dr. Amara Okafor`. */
export function bibleName({ first, last, title, nickname, isQuoted }: Person): string {
  return [title, first, nickname && isQuoted ? `"${nickname}"` : null, last].filter((part) => part !== null).join(' ');
}

/** What goes by a name of several: the twins, and the hero's family. */
export interface Group {
  readonly name: string;
  readonly people: readonly Person[];
}

export function groupsOf(people: readonly Person[]): Group[] {
  const twins = people.filter(({ role }) => role.includes('twin'));
  if (twins.length < 2) return [];
  const last = twins[0]?.last ?? '';
  return [
    { name: 'the twins', people: twins },
    { name: `the ${last}s`, people: people.filter((one) => one.last === last) },
  ];
}
