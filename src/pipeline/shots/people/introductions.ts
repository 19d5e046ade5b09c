/** Somebody whom the action introduces: `RAE CALDER (30s, lean)`, `RAE CALDER, 34,`. */
export interface Introduction {
  readonly name: string;
  readonly ageRange: string;
  readonly described: string;
}

const AGE = String.raw`(?:(?:early|mid|late)[ -]+)?(?:\d{1,2}(?:['’]?s)?|teens?|twenties|thirties|forties|fifties|sixties|seventies|eighties)\b`;
const NAME = String.raw`(?<![\p{L}\p{N}])(?:\p{Lu}[\p{Lu}\p{M}'’.-]{0,30}|["“]\p{Lu}[\p{Lu} ]{0,30}["”])(?: (?:\p{Lu}[\p{Lu}\p{M}'’.-]{0,30}|["“][\p{L} ]{1,30}["”]|#?\d{1,2})){0,4}`;
const INTRODUCTION = new RegExp(`(${NAME})(?: ?\\(|, )(${AGE})([^()]{0,120})`, 'gu');

/** What is behind a name: most texts have none, and looking for names first takes ten times as long. */
const BEHIND_NAME = new RegExp(String.raw`(?:\(|, )${AGE}`, 'u');

export function introductionsIn(text: string): Introduction[] {
  if (!BEHIND_NAME.test(text)) return [];
  const found = [...text.matchAll(INTRODUCTION)].map(([, name = '', ageRange = '', described = '']) => ({
    name: name.replace(/^AN? /, ''),
    ageRange,
    described,
  }));
  return found.filter(({ name }) => /\p{Lu}{2}/u.test(name.replace(/['’.]/g, '')));
}
