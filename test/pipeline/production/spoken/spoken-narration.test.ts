import fc from 'fast-check';
import { pronunciationsIn } from '../../../../src/pipeline/production/spoken/pronunciations';
import { spokenNarration } from '../../../../src/pipeline/production/spoken/spoken-narration';

const english = { language: 'en', pronunciations: [] };
const said = (text: string) => spokenNarration(text, english).spoken;

test.each([
  ['As Fig. 3a shows, Figs. 2–4 differ.', 'As Figure three a shows, Figures two to four differ.'],
  ['See Tab. II, Table 2, Eq. (4), Sec. 3.2.', 'See Table two, Table two, Equation four, Section three point two.'],
  ['Figures 2, 3 and 4, p. 12', 'Figures two, three and four, page twelve'],
  ['**Bold** and *light*, `get_it` and getUserName()', 'Bold and light, get it and get user name'],
  ['a [link of words](https://example.org/a?b=1).', 'a link of words.'],
  ['- one 🎉 thing\n- another', 'one thing another'],
  ['at https://www.example.org/path or jo@example.org', 'at example dot org or jo at example dot org'],
  [
    'As shown [12]. Others [3, 4] agree (Smith et al., 2020).',
    'As shown. Others agree (Smith and others, twenty twenty).',
  ],
  ['12,345 people (12.5%)', 'twelve thousand three hundred forty-five people (twelve point five percent)'],
  [
    '3.2 km, 1 km, 5 km/h, 10 kg/m²',
    'three point two kilometers, one kilometer, five kilometers per hour, ten kilograms per square meter',
  ],
  [
    '21 °C, 5GHz, 30 fps, 20–30 ms, 3 dB',
    'twenty-one degrees Celsius, five gigahertz, thirty frames per second, twenty to thirty milliseconds, three decibels',
  ],
  [
    '3e-4 and 1.2 × 10^-3 and 10⁻³',
    'three times ten to the minus four and one point two times ten to the minus three and ten to the minus three',
  ],
  ['x², H₂O, CO2', 'x squared, H two O, C O two'],
  ['p < 0.05, 3.2±0.1', 'p less than zero point zero five, three point two plus or minus zero point one'],
  ['$1.50, $3.2 million, €20', 'one dollar and fifty cents, three point two million dollars, twenty euros'],
  [
    'The 21st at 14:30 on 2020-05-12 and 12 May 1984',
    'The twenty-first at fourteen thirty on May twelfth twenty twenty and the twelfth of May nineteen eighty-four',
  ],
  [
    '1500 participants in 2015, the 1990s',
    'one thousand five hundred participants in twenty fifteen, the nineteen nineties',
  ],
  ['e.g. this, i.e. that, R&D etc. Then', 'for example this, that is that, R and D and so on. Then'],
  ['Chapter IV of Part I', 'Chapter four of Part one'],
  ['NASA, CNNs and LaTeX in the U.S. today', 'Nasa, C N Ns and lah-tek in the U S today'],
  ['THIS IS IMPORTANT', 'this is important'],
  ['α ≥ 5 → 8', 'alpha greater than or equal to five to eight'],
])('%s', (text, spoken) => {
  expect(said(text)).toBe(spoken);
});

test('plain prose is said as it is written', () => {
  const prose = '“Plain prose, it’s fine” — as ever; well-known (really) ‘words’… Dr. Smith said: yes! I am a poet.';
  expect(said(prose)).toBe(prose);
});

test('what was said already is said the same again', () => {
  const once = said('In Fig. 3, CNNs use 12.5% of 3 GB (see https://example.org), e.g. at 5 km/h in 2020.');
  expect(said(once)).toBe(once);
});

test('a project’s own pronunciations go before everything else, in words of their own alone', () => {
  const pronunciations = [
    { written: 'SQL', spoken: 'squeal' },
    { written: 'nginx', spoken: 'engine ex' },
    { written: 'Tim Berners', spoken: 'Timothy Burners' },
  ];
  const { words, spoken } = spokenNarration('SQL, NGINX-based sql and Tim Berners’ MySQL.', {
    language: 'en',
    pronunciations,
  });
  expect(spoken).toBe('squeal, engine ex based sql and Timothy Burners’ my sequel.');
  expect(words.map((word) => word.said.length)).toEqual([1, 3, 1, 1, 1, 1, 2]);
  expect(pronunciationsIn('A text about sql and nginx.', pronunciations).map(({ written }) => written)).toEqual([
    'nginx',
  ]);
});

test('in other languages marks for the eye go, and numbers stay as they are', () => {
  const { spoken } = spokenNarration('**Etwa** 5 % von [mir](https://example.org) 🎉 & 3,5 km', {
    language: 'de',
    pronunciations: [],
  });
  expect(spoken).toBe('Etwa 5 Prozent von mir und 3,5 km');
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        'Fig.',
        '3a',
        '(',
        '[12]',
        '**',
        'x²',
        '5',
        'km',
        '%',
        '-',
        'http://a.b/c',
        'CNNs',
        'e.g.',
        '\n',
        '&amp;',
        '<b>',
        '🎉',
        '…',
        '1e-3',
        'et',
        'al.',
        '$5',
        '_a_',
        'aB',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(' ')),
);
const STUMBLE = /[*_`#~^|\\<>=+%&@$€£{}[\]°µ±×÷≤≥≈→²₂½🎉]/u;

test('whatever is written, each word has its entry, and no sign is left that engines stumble on', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom('en', 'en-GB', 'de', 'fr', 'ja'), (text, language) => {
      const { words, spoken } = spokenNarration(text, {
        language,
        pronunciations: [{ written: 'km', spoken: 'kay em' }],
      });
      expect(words.map(({ written }) => written)).toEqual(text.split(/\s+/).filter(Boolean));
      expect(words.flatMap((word) => word.said).join(' ')).toBe(spoken);
      expect(words.flatMap((word) => word.said).every((word) => word !== '' && !/\s/.test(word))).toBe(true);
      expect(STUMBLE.test(spoken)).toBe(false);
      if (language.startsWith('en')) expect(/[0-9]/.test(spoken)).toBe(false);
    }),
    { numRuns: 400 },
  );
});

test('words of small letters are said as they are written', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[b-z][a-z]{3,9}$/), { maxLength: 30 }), (words) => {
      const plain = words.filter((word) => !['approx', 'viz', 'dept', 'resp'].includes(word)).join(' ');
      expect(said(plain)).toBe(plain);
    }),
  );
});

test.each([
  '[',
  '*',
  '(',
  '1',
  '1,',
  '-',
  'a-',
  'A.',
  '<a ',
  '&',
  '_a',
  '|-',
  '![',
  '1 ',
  '🎉',
  'http://',
  'x²',
  'Fig. ',
  '] [',
  '# ',
])('sixty thousand characters of %s take no longer than many times a few', (unit) => {
  const begun = process.hrtime.bigint();
  said(unit.repeat(Math.ceil(60_000 / unit.length)));
  expect(Number(process.hrtime.bigint() - begun) / 1e6).toBeLessThan(3_000);
});
