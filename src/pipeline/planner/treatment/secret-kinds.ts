/** What stands where something was taken out. */
export const REMOVED = '(removed)';

export interface SecretKind {
  readonly name: string;
  /** Global. What it finds is the secret, or what its group `value` finds. */
  readonly pattern: RegExp;
  /** Without it in the text nothing is looked for. */
  readonly needs?: string;
  /** Of words that may be anybody's: whether this is one that nobody says. */
  readonly isSecret?: (value: string) => boolean;
}

/** Each begins where no word goes on, and reads each character a bounded number of times. */
const START = '(?<![\\p{L}\\p{N}])';
/** Of a run of such characters only the beginning is tried. */
const RUN_START = '(?<![\\w-])';

const TOKEN_NAMES =
  'api[_ -]?keys?|access[_ -]?keys?|private[_ -]?keys?|client[_ -]?secret|auth[_ -]?token|credentials?';
const VALUE = '"[^"\\n]{1,500}"|\'[^\'\\n]{1,500}\'|`[^`\\n]{1,500}`|[^\\s"\'`]{1,2000}';
const NAME_END = '[\\w-]{0,40}["\'`*]{0,3}\\s{0,3}';

const pattern = (source: string, flags = 'gu') => new RegExp(source, flags);
const named = (names: string, sign: string) =>
  pattern(`(?:${names})${NAME_END}${sign}[*]{0,2}\\s{0,3}(?<value>${VALUE})`, 'giu');

/** Keys that everybody knows by how they begin. */
const BEGINNINGS: readonly (readonly [name: string, beginning: string, rest: string])[] = [
  ['an access key', '(?:gh[a-z]_|github_pat_)', '\\w{6,}'],
  ['an access key', 'xox[a-z]-', '[\\w-]{4,}'],
  ['an access key', '(?:AKIA|ASIA|AROA|AIDA)', '[A-Z0-9]{8,}'],
  ['an access key', 'AIza', '[\\w-]{8,}'],
  ['an access key', '(?:glpat-|npm_|hf_|r8_|ya29\\.|SG\\.|shp(?:at|ss|ca|pa)_|whsec_|dop_v1_)', '[\\w.-]{10,}'],
];

export const SECRET_KINDS: readonly SecretKind[] = [
  {
    name: 'an API key',
    pattern: pattern(`${START}[spr]k[-_][\\w-]{3,}`, 'giu'),
    isSecret: (key) => key.length > 10 || /\d/.test(key),
  },
  ...BEGINNINGS.map(([name, beginning, rest]) => ({ name, pattern: pattern(`${START}${beginning}${rest}`) })),
  { name: 'a signed token', pattern: pattern(`${RUN_START}eyJ[\\w-]{4,}\\.[\\w-]{2,}(?:\\.[\\w-]*)?`) },
  {
    name: 'an authorization',
    pattern: pattern(`authorization["']?\\s{0,3}[:=]\\s{0,3}["']?(?:\\w{1,20}\\s{1,3})?(?<value>[^\\s"']{4,})`, 'giu'),
  },
  {
    name: 'a token',
    pattern: pattern(`${START}(?:bearer|basic)\\s{1,3}(?<value>[\\w+/.~=-]{6,})`, 'giu'),
    isSecret: looksRandom,
  },
  { name: 'a key', pattern: named(TOKEN_NAMES, '(?:=>|:=|[:=])') },
  { name: 'a password', pattern: named('passw(?:or)?d|passphrase|pwd', '(?:=>|:=|[:=])') },
  { name: 'a secret', pattern: named('secret|token', '(?:=>|:=|=)') },
  { name: 'a secret', pattern: named('secret|token', ':'), isSecret: looksRandom },
  { name: 'a login', needs: '@', pattern: pattern(`${START}[\\w.+-]{1,64}:[^\\s:@/]{1,128}@[\\w.-]{1,255}`) },
];

/** A word of a sentence has no figure, no capital within, and an end. */
function looksRandom(value: string): boolean {
  const bare = value.replace(/^["'`(]+|["'`).,;:!?]+$/g, '');
  return bare.length >= 6 && (/\d|[a-z][A-Z]|[=_/+~]/.test(bare) || bare.length >= 24);
}
