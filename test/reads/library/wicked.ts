/** Values that have broken somebody's JSON, SQL, sorting or arithmetic before. */
export const TEXTS = [
  '',
  ' ',
  'plain',
  'Heat Islands',
  `it's "quoted" \\ and 'quoted' \\\\ again`,
  'two\nlines\r\nand\ta tab',
  'bell \u0007, escape \u001b, delete \u007f, unit \u001f',
  'line \u2028 and paragraph \u2029 separators, \ufeff mark',
  'שלום עולם ‏ RTL ‎',
  'emoji 👩‍👩‍👧‍👦 🏳️‍🌈 and 𝒳 beyond the plane',
  'e\u0301 is not é',
  'ÉCLAIR straße ΣΊΣΥΦΟΣ',
  '100% of_it \\% \\_',
  "'); DROP TABLE asset; --",
  '$1 $$ {"a":1} <script>&amp;</script>',
  'null',
  '{"nested": ["json"]}',
  'x'.repeat(300),
];

export const MICROS = [
  '0',
  '1',
  '99',
  '10',
  '1230',
  '100',
  '40000',
  '40001',
  '999999',
  '1000000',
  '123456789012345',
  '4000000000000001',
];
export const BYTES = ['0', '1', '2147483647', '2147483648', '9007199254740991'];
/** Sums of these are exact, in whatever order they are added. */
export const FLOATS = [0, 0.25, 1.5, 12.125, 3600];
/** As levels in decibels are. */
export const LEVELS = [-70, -23.0625, -0.5, 0, 3.25];
/** What may stand in JSON where a word is expected. */
export const NO_WORDS: readonly unknown[] = [
  'BOGUS',
  'approved',
  'APPROVED"',
  'APPROVED\n',
  '',
  "'); --",
  null,
  7,
  ['APPROVED'],
  { a: 1 },
];
export const TIMES = [
  '2026-01-02T03:04:05+00:00',
  '2026-11-21T09:30:00.123456+00:00',
  '1999-12-31T23:59:59.999999+00:00',
  '2026-06-01T00:00:00.1+02:00',
];
export const OBJECTS = [
  {},
  { voice: 'alloy', speed: 1.05, tags: ['a', null, true], nested: { 'ключ "q"': '\u2028\\' } },
  { seed: 9007199254740991, tiny: 1e-7, empty: '', list: [] },
];
