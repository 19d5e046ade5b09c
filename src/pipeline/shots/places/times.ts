import type { TimeOfDay } from '../shot-list';

/** Words that are a time of day by themselves. A new one is one row. */
const TIMES: Readonly<Record<string, TimeOfDay>> = {
  DAWN: 'DAWN',
  SUNRISE: 'DAWN',
  SUNUP: 'DAWN',
  DAYBREAK: 'DAWN',
  'FIRST LIGHT': 'DAWN',
  MORNING: 'MORNING',
  DAY: 'DAY',
  DAYTIME: 'DAY',
  DAYLIGHT: 'DAY',
  NOON: 'DAY',
  MIDDAY: 'DAY',
  AFTERNOON: 'AFTERNOON',
  DUSK: 'DUSK',
  SUNSET: 'DUSK',
  SUNDOWN: 'DUSK',
  TWILIGHT: 'DUSK',
  NIGHTFALL: 'DUSK',
  'MAGIC HOUR': 'DUSK',
  'GOLDEN HOUR': 'DUSK',
  'BLUE HOUR': 'DUSK',
  EVENING: 'EVENING',
  NIGHT: 'NIGHT',
  NIGHTTIME: 'NIGHT',
  MIDNIGHT: 'NIGHT',
};
/** What says when without a time of day of its own. */
const WHENS = new Set(
  `LATER|CONTINUOUS|CONTINUING|CONTINUED|CONT'D|CONTD|CONT|SAME|FLASHBACK|FLASHFORWARD|INTERCUT|DREAM|NIGHTMARE|MONTAGE|ESTABLISHING
  |PRESENT|PAST|BACK|MOVING|TRAVELING|TRAVELLING|MOMENTS|SIMULTANEOUS|MEANWHILE|RESUME|RESUMING|STOCK|MONDAY|TUESDAY|WEDNESDAY
  |THURSDAY|FRIDAY|SATURDAY|SUNDAY|YESTERDAY|TODAY|TOMORROW`
    .split('|')
    .map((word) => word.trim()),
);
/** What may stand beside such a word. */
const BESIDE = new Set(
  `LATE|EARLY|MID|PRE|POST|THE|A|AN|NEXT|THAT|THIS|FOLLOWING|PREVIOUS|SAME|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|FEW|SEVERAL
  |MOMENT|MOMENTS|SECOND|SECONDS|MINUTE|MINUTES|HOUR|HOURS|DAYS|NIGHTS|WEEK|WEEKS|MONTH|MONTHS|YEAR|YEARS|EARLIER|AGO|TIME|BEFORE
  |AFTER|JUST|STILL|NEARLY|ALMOST|ABOUT|DEAD|OF|DEEP|INTO|TO|FOR|OR|AND|IN|ON|DEEPER|FIRST|LAST|LAPSE|SEQUENCE|SHOT|FOOTAGE|SCENE|RAIN
  |RAINING|RAINY|SNOW|SNOWING|STORM|STORMY|FOG|FOGGY|OVERCAST|CLOUDY|WIND|WINDY|SUNNY|COLD|HOT|WINTER|SUMMER|SPRING|AUTUMN|FALL`
    .split('|')
    .map((word) => word.trim()),
);
const NUMBER = /^#?\d{1,4}(?:ST|ND|RD|TH|S)?$/;
const LONGEST = 60;

/** What the last part of a slugline says, where it says when and nothing else. */
export interface When {
  readonly timeOfDay: TimeOfDay | null;
  readonly isContinued: boolean;
}

/** Null where the part says anything else: `NIGHT MARKET`, `BACK OFFICE`. */
export function whenOf(part: string): When | null {
  if (part.length > LONGEST) return null;
  const bare = part.toUpperCase().replaceAll('’', "'");
  const words = wordsOf(bare.replace(/\([^()]*\)?/g, ' '));
  if (words.length === 0) return inBrackets(bare);
  const times = words.flatMap((word) => TIMES[word] ?? []);
  const isWhen = words.every(
    (word) => TIMES[word] !== undefined || WHENS.has(word) || BESIDE.has(word) || NUMBER.test(word),
  );
  if (!isWhen || (times.length === 0 && !saysWhen(words))) return null;
  if (words[0] === 'PRESENT') return { timeOfDay: null, isContinued: false };
  return { timeOfDay: times[0] ?? null, isContinued: continues(words, times.length > 0) };
}

/** `BACK` alone is a room, and `EARLIER` is none; the year alone says when. */
function saysWhen(words: readonly string[]): boolean {
  if (words.length === 1 && (words[0] === 'BACK' || words[0] === 'STOCK')) return false;
  if (words.some((word) => WHENS.has(word) || word === 'EARLIER' || word === 'AGO')) return true;
  return words.length === 1 && /^(?:1[5-9]|2[01])\d\dS?$/.test(words[0] ?? '');
}

function continues(words: readonly string[], hasTime: boolean): boolean {
  if (words.some((word) => /^CONT/.test(word) || word === 'SIMULTANEOUS')) return true;
  if (words.includes('SAME')) return !hasTime;
  return words.at(-1) === 'LATER' && words.some((word) => /^(?:MOMENTS?|SECONDS?)$/.test(word));
}

/** `(1987)`, `(FLASHBACK)`. */
function inBrackets(part: string): When | null {
  const inside = part.replace(/[()]/g, ' ').trim();
  return /[\p{L}\p{N}]/u.test(inside) && inside !== part ? whenOf(inside) : null;
}

function wordsOf(part: string): string[] {
  const two = part.replace(/\b(MAGIC|GOLDEN|BLUE) HOUR\b/g, '$1_HOUR').replace(/\bFIRST LIGHT\b/g, 'FIRST_LIGHT');
  const words = two.split(/[\s,.;:/–—-]+/).filter((word) => word !== '');
  return words.map((word) => word.replace('_', ' '));
}
