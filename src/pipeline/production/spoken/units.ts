import { levelled, power } from './numbers';

const PREFIXES = {
  k: 'kilo',
  M: 'mega',
  G: 'giga',
  T: 'tera',
  m: 'milli',
  µ: 'micro',
  μ: 'micro',
  n: 'nano',
  p: 'pico',
  c: 'centi',
  h: 'hecto',
};
type Prefix = keyof typeof PREFIXES;

/** Each with what may stand before it. */
const PREFIXED: readonly (readonly [symbol: string, name: string, prefixes: string])[] = [
  ['m', 'meter', 'kmcµμn'],
  ['g', 'gram', 'kmµμn'],
  ['s', 'second', 'mµμnp'],
  ['Hz', 'hertz', 'kMGT'],
  ['W', 'watt', 'kMGTmµμ'],
  ['Wh', 'watt-hour', 'kMGT'],
  ['V', 'volt', 'kmMµμ'],
  ['J', 'joule', 'kMGm'],
  ['N', 'newton', 'kMm'],
  ['Pa', 'pascal', 'hkMG'],
  ['L', 'liter', 'mµμ'],
  ['l', 'liter', 'mµμ'],
  ['mol', 'mole', 'mµμnk'],
  ['M', 'molar', 'mµμn'],
  ['eV', 'electronvolt', 'kMGTm'],
  ['Ω', 'ohm', 'kMm'],
  ['F', 'farad', 'mµμnp'],
  ['B', 'byte', 'kMGT'],
  ['bit', 'bit', 'kMG'],
  ['bps', 'bit per second', 'kMG'],
  ['cal', 'calorie', 'k'],
];

const PLAIN: Readonly<Record<string, string>> = {
  ...{ '%': 'percent', '‰': 'per mille', '°C': 'degree Celsius', '℃': 'degree Celsius', '°F': 'degree Fahrenheit' },
  ...{
    '°': 'degree',
    dB: 'decibel',
    dBA: 'decibel',
    dBFS: 'decibel full scale',
    LUFS: 'L U F S',
    px: 'pixel',
    MP: 'megapixel',
  },
  ...{ fps: 'frame per second', rpm: 'revolution per minute', bpm: 'beat per minute', ppm: 'part per million' },
  ...{ ppb: 'part per billion', min: 'minute', mins: 'minute', hr: 'hour', hrs: 'hour', h: 'hour', sec: 'second' },
  ...{ kB: 'kilobyte', KB: 'kilobyte', KiB: 'kibibyte', MiB: 'mebibyte', GiB: 'gibibyte', K: 'kelvin', ha: 'hectare' },
  ...{
    ft: 'foot',
    mi: 'mile',
    lb: 'pound',
    lbs: 'pound',
    oz: 'ounce',
    mph: 'mile per hour',
    kph: 'kilometer per hour',
  },
  ...{
    kmh: 'kilometer per hour',
    t: 'ton',
    bar: 'bar',
    mbar: 'millibar',
    Da: 'dalton',
    kDa: 'kilodalton',
    bp: 'base pair',
  },
  ...{
    lx: 'lux',
    lm: 'lumen',
    cd: 'candela',
    Bq: 'becquerel',
    Sv: 'sievert',
    mSv: 'millisievert',
    pts: 'point',
    wt: 'weight',
  },
  ...{ Å: 'angstrom', A: 'ampere', mA: 'milliampere', kA: 'kiloampere', mAh: 'milliampere-hour', hPa: 'hectopascal' },
};

const UNITS = new Map<string, string>([
  ...PREFIXED.flatMap(([symbol, name, prefixes]) => [
    [symbol, name] as const,
    ...[...prefixes].map((prefix) => [prefix + symbol, PREFIXES[prefix as Prefix] + name] as const),
  ]),
  ...Object.entries(PLAIN),
]);

/** These are letters or words as often, and units only where they stand at their number without a blank. */
const ONLY_TIGHT = /^(?:A|t|M|F|l|bar|K|B|N|V|J|h)$/;
const UNCHANGED = /hertz|percent|per mille|molar|L U F S|scale|lux|weight/;

/** `kg/m²` behind a number: kilograms per square meter. Null where it is no unit. */
export function unitSaid(symbol: string, { isOne, isTight }: { isOne: boolean; isTight: boolean }): string | null {
  if (!isTight && ONLY_TIGHT.test(symbol)) return null;
  if (symbol.length > 24) return null;
  const parts = symbol.split(/(?<=[^/])\/(?=[^/])/).map((part) => part.split('·').map(simple));
  if (parts.some((part) => part.some((its) => its === null))) return null;
  const [first = [], ...below] = parts.map((part) => part.join(' '));
  return [isOne ? first : plural(String(first)), ...below].join(' per ');
}

/** One unit with its power; what is said of it in the singular. */
function simple(symbol: string): string | null {
  const [, base = '', raised = ''] =
    /^(.*?)(?:\^?(-?[23])|([⁻²³¹]+))?$/u
      .exec(symbol)
      ?.slice(0, 4)
      .map((it) => it ?? '') ?? [];
  const exponent = raised || levelled(/[⁻²³¹]+$/u.exec(symbol)?.[0] ?? '');
  const its = UNITS.get(symbol) ?? UNITS.get(base);
  if (!its) return null;
  if (UNITS.has(symbol) || exponent === '') return its;
  if (exponent.startsWith('-')) return `per ${exponent === '-1' ? '' : exponent === '-2' ? 'square ' : 'cubic '}${its}`;
  return exponent === '2' ? `square ${its}` : exponent === '3' ? `cubic ${its}` : `${its} ${power(exponent)}`;
}

function plural(name: string): string {
  const [head = '', ...rest] = name.split(/(?= (?:per|Celsius|Fahrenheit|full)\b)/);
  if (head === '' || UNCHANGED.test(head)) return name;
  return (
    (head.endsWith('foot') ? head.replace(/foot$/, 'feet') : /(?:x|ch)$/.test(head) ? `${head}es` : `${head}s`) +
    rest.join('')
  );
}
