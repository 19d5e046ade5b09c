export type Gender = 'MALE' | 'FEMALE' | 'OTHER';

const SPELLINGS: Readonly<Record<string, string>> = {
  mister: 'mr',
  missus: 'mrs',
  doctor: 'dr',
  doc: 'dr',
  sergeant: 'sgt',
  lieutenant: 'lt',
  captain: 'capt',
  professor: 'prof',
  det: 'detective',
  colonel: 'col',
  general: 'gen',
  major: 'maj',
  corporal: 'cpl',
  private: 'pvt',
  reverend: 'rev',
  governor: 'gov',
  senator: 'sen',
  commander: 'cmdr',
  inspector: 'insp',
  president: 'pres',
};
const GENDERED: Readonly<Record<string, Gender>> = {
  mr: 'MALE',
  sir: 'MALE',
  lord: 'MALE',
  senor: 'MALE',
  monsieur: 'MALE',
  don: 'MALE',
  father: 'MALE',
  brother: 'MALE',
  uncle: 'MALE',
  king: 'MALE',
  prince: 'MALE',
  mrs: 'FEMALE',
  ms: 'FEMALE',
  miss: 'FEMALE',
  lady: 'FEMALE',
  madam: 'FEMALE',
  madame: 'FEMALE',
  mme: 'FEMALE',
  mademoiselle: 'FEMALE',
  senora: 'FEMALE',
  senorita: 'FEMALE',
  dona: 'FEMALE',
  sister: 'FEMALE',
  aunt: 'FEMALE',
  auntie: 'FEMALE',
  queen: 'FEMALE',
  princess: 'FEMALE',
  duchess: 'FEMALE',
  mother: 'FEMALE',
};
const RANKS = new Set(
  `mx dr prof sgt lt capt detective col gen maj cpl pvt rev gov sen cmdr insp pres officer agent judge justice nurse chief admiral mayor
  coach deputy sheriff constable pastor rabbi count duke baron baroness warden principal superintendent ambassador councilman
  congressman congresswoman marshal trooper special`.split(/\s+/),
);

export function titleOf(word: string): string | null {
  const title = SPELLINGS[word] ?? word;
  return GENDERED[title] !== undefined || RANKS.has(title) ? title : null;
}

/** `dr` is said `doctor` too. */
function spellingsOf(title: string): string[] {
  return [title, ...Object.keys(SPELLINGS).filter((word) => SPELLINGS[word] === title)];
}

export function genderOfTitle(title: string): Gender | null {
  return Object.hasOwn(GENDERED, title) ? (GENDERED[title] ?? null) : null;
}

/** A rank may stand for its bearer: `the detective`. Of `Mr.` and `Sister` that is not so. */
export function isRank(title: string): boolean {
  return RANKS.has(title) && title !== 'mx' && title !== 'special';
}

/** What the bearer of a title is called: `the doctor`, `the nun`. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  father: ['priest', 'padre', 'clergyman'],
  sister: ['nun'],
  rev: ['reverend', 'clergyman', 'vicar'],
};

export function calledBy(title: string): readonly string[] {
  const own = isRank(title) ? spellingsOf(title) : [];
  return [...own, ...(Object.hasOwn(CALLED, title) ? (CALLED[title] ?? []) : [])];
}

const MALE =
  /\b(?:male|man|boy|m|he|him|masculine|cis man|trans man|father|husband|son|brother|uncle|grandfather|waiter|king)\b/i;
const FEMALE =
  /\b(?:female|woman|girl|f|she|feminine|mother|wife|daughter|sister|aunt|grandmother|waitress|actress|queen|nun)\b/i;
const OTHER = /\b(?:non-?binary|they|enby|agender|genderfluid|genderqueer)\b/i;

/** Out of what a bible says: `Female`, `trans man`, `she/her`. */
export function genderOfWords(words: string): Gender | null {
  if (OTHER.test(words)) return 'OTHER';
  const [male, female] = [MALE.test(words), FEMALE.test(words)];
  if (male === female) return null;
  return male ? 'MALE' : 'FEMALE';
}
