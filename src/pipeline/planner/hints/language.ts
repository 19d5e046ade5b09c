/** What films are narrated in; each is known by its code, its English name and its own: `de`, `German`, `Deutsch`. */
const CODES = (
  'af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv ' +
  'mk ml mn mr ms mt my nb ne nl nn no pa pl ps pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi yo zh zu'
).split(' ');

const TAG = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i;

/** Of Unicode's own tables, which name far more than a list of ours would. */
function namesIn(languageOf: (code: string) => string): ReadonlyMap<string, string> {
  const name = (code: string) => new Intl.DisplayNames([languageOf(code)], { type: 'language' }).of(code) ?? code;
  return new Map(CODES.map((code) => [name(code).toLowerCase(), code]));
}

/** Each is read when it is needed, and once: those in their own languages are eighty tables. */
const TABLES = [once(() => namesIn(() => 'en')), once(() => namesIn((code) => code))];

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** `English` → `en`, `Portuguese (Brazil)` → `pt`, `en_us` → `en-US`. Null: nobody knows it. */
export function languageCode(words: string): string | null {
  const plain = words.trim().toLowerCase();
  const withoutPlace = plain.replace(/\([^)]*\)/g, ' ').trim();
  const names = [plain, withoutPlace, withoutPlace.split(/\s+/).at(-1) ?? ''];
  const tag = tagOf(plain);
  if (tag !== null && CODES.includes(tag.split('-')[0] ?? '')) return tag;
  for (const table of TABLES) {
    const code = names.map((name) => table().get(name)).find((known) => known !== undefined);
    if (code !== undefined) return code;
  }
  return tag;
}

function tagOf(plain: string): string | null {
  if (!TAG.test(plain)) return null;
  const [language = '', ...parts] = plain.split(/[-_]/);
  return [language, ...parts.map((part) => (part.length === 2 ? part.toUpperCase() : part))].join('-');
}
