import fc from 'fast-check';
import { parseTreatment } from '../../../../src/pipeline/planner/treatment/parse-treatment';
import { sanitised } from '../../../../src/pipeline/planner/treatment/sanitised';
import { type Treatment, VISUAL_KINDS } from '../../../../src/pipeline/planner/treatment/treatment';
import { withoutSecrets } from '../../../../src/pipeline/planner/treatment/without-secrets';
import { BUILD_A_VID, CANONICAL } from './samples';
import { SECRETS } from './secrets';

/** `WORKPRINT_TREATMENTS=20000` for a longer run. */
const often = { numRuns: Number(process.env.WORKPRINT_TREATMENTS ?? 300) };

jest.setTimeout(3_600_000);

const pieces = fc.constantFrom(
  ...[
    'Scene 2:',
    '## Scene 3 —',
    '**Scene 4**',
    'SCENE FIVE',
    '3. Hook (5s): x',
    '| Scene | Time | VO |',
    '|--|--|--|',
    '| 1 | 3s | Hi |',
  ],
  ...[
    'Narration: "',
    '“',
    '”',
    '"',
    '«',
    '[',
    ']',
    '(',
    ')',
    '**',
    '`',
    '```',
    '> ',
    '- ',
    '  - ',
    '#',
    '\t',
    ' ',
    '\n',
    '\n\n',
    '\r\n',
  ],
  ...[
    'Duration: ',
    '-5s',
    '0:00-0:05',
    '1e308 s',
    '9'.repeat(40),
    'Visuals:',
    '[Chart Overlay: Q1=',
    'KPI Card: a +7%',
    'Effects: [',
    'Voice: [',
  ],
  ...[
    '\0',
    '\ud800',
    '\udc00',
    '\ufeff',
    '\u00a0',
    '：',
    '٥',
    '🎬',
    '<script>',
    '</script>',
    '<!--',
    '-->',
    '<b',
    '>',
    '__proto__: x',
    'constructor',
  ],
  ...[
    'asset https://cdn.acme.com/a.png',
    'logo http://localhost',
    'https://a.org',
    '-----BEGIN KEY-----',
    '## Audio Arc',
    '## Consistency Rules',
  ],
  ...['a'.repeat(4_000), '[ '.repeat(800), '"'.repeat(501), ': - '.repeat(500), '#abc '],
);
const noise = fc.oneof({ weight: 3, arbitrary: pieces }, fc.string({ unit: 'binary', maxLength: 30 }));
const cut = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), drop: fc.nat(80), add: noise });
const mutated = fc
  .tuple(
    fc.constantFrom(BUILD_A_VID, CANONICAL, '1. Hook (5s): a\n2. Body (6s): b', 'One.\n\nTwo.'),
    fc.array(cut, { minLength: 1, maxLength: 6 }),
  )
  .map(([sample, cuts]) =>
    cuts.reduce<string>((text, { at, drop, add }) => {
      const from = Math.floor(at * text.length);
      return text.slice(0, from) + add + text.slice(from + drop);
    }, sample),
  );
const anyText = fc.oneof(
  { weight: 4, arbitrary: mutated },
  fc.array(noise, { maxLength: 30 }).map((parts) => parts.join('')),
  fc.array(noise, { maxLength: 30 }).map((parts) => parts.join('\n')),
  fc.string({ unit: 'binary', maxLength: 400 }),
);

const isAmount = (value: number | null) => value === null || (Number.isSafeInteger(value) && value > 0);

function expectSound({ overview, scenes, consistency, warnings }: Treatment): void {
  expect(isAmount(overview.durationMs)).toBe(true);
  expect(scenes.every(({ durationMs }) => isAmount(durationMs))).toBe(true);
  const lines = scenes.map(({ line }) => line);
  expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
  for (const { kind, text, data } of scenes.flatMap(({ visuals }) => visuals)) {
    expect(VISUAL_KINDS).toContain(kind);
    expect(text.trim()).not.toBe('');
    expect(data.every(({ label, value }) => label !== '' && Number.isFinite(value))).toBe(true);
  }
  expect(consistency.colors.every((colour) => /^#[0-9a-f]{6}$/.test(colour))).toBe(true);
  expect(warnings.length > 0 || scenes.length > 0).toBe(true);
}

test('any text is read, the same each time, and nothing is left in it that no text is written with', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const treatment = parseTreatment(text);
      expectSound(treatment);
      expect(parseTreatment(text)).toEqual(treatment);
      expect(JSON.stringify(treatment)).not.toMatch(/\\u0000|\\ud[89a-f]|<script|__proto__":/i);
    }),
    often,
  );
});

test('what was cleaned has nothing left to clean', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = sanitised(text).text;
      expect(sanitised(once).text).toBe(once);
    }),
    often,
  );
});

const letters = fc.stringMatching(/^[A-Za-z]{6}[0-9]{2}[A-Za-z0-9]{12}$/);
const secret = fc.tuple(fc.constantFrom(...SECRETS.map(([, each]) => each)), letters).map(([each, core]) => ({
  core,
  text: each.replaceAll('aB3dE5gH7jK9mN1pQ3rS5tU7vW9x', core).replace(/hunter2/g, core),
}));
const own = secret.filter(({ core, text }) => text.includes(core));
const places = fc.constantFrom(
  '\n',
  ' ',
  '"',
  '“',
  '(',
  '[',
  ', ',
  ': ',
  '<b>',
  '**',
  '- ',
  '> ',
  'VO: ',
  '\nNarration: "',
  '\nVisuals: [',
);

test('no secret stays in what is said, nor in what is told of it, wherever it stood', () => {
  fc.assert(
    fc.property(
      fc.tuple(mutated, own, places, places, fc.double({ min: 0, max: 1, noNaN: true })),
      ([text, found, before, after, at]) => {
        const from = Math.floor(at * text.length);
        const hiding = `${text.slice(0, from)} ${before}${found.text}${after} ${text.slice(from)}`;
        expect(JSON.stringify(parseTreatment(hiding))).not.toContain(found.core);
        expect(JSON.stringify(withoutSecrets({ deep: [{ text: hiding }] }))).not.toContain(found.core);
      },
    ),
    often,
  );
});
