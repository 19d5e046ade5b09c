import fc from 'fast-check';
import { paragraphsOf } from '../../../../src/pipeline/screenplay/paragraphs';
import type { ScreenplayElement, ScreenplayScene } from '../../../../src/pipeline/screenplay/screenplay';
import { FORMATS } from '../../../../src/pipeline/shots/formats';
import { STORY_FORMATS } from '../../../../src/pipeline/shots/shot';
import { action, element, film, says, scene } from './stories';

const RATES = [
  { numerator: 24, denominator: 1 },
  { numerator: 24000, denominator: 1001 },
  { numerator: 25, denominator: 1 },
  { numerator: 30000, denominator: 1001 },
];

const SENTENCES = [
  'Rae runs.',
  'Manny, 40, steps in.',
  'MANNY STARK (40s) steps in.',
  'The van explodes.',
  'Rae finds a letter under the seat.',
  'She sobs.',
  'Kai blinks.',
  'A shadow creeps along the wall.',
  'Zoë looks through the keyhole and sees the yard.',
  'Nothing moves.',
  'CLOSE ON the key.',
  'LATER',
  'SUPER: Berlin, 1961',
  '- Rae climbs.',
];
const NAMES = ['RAE', 'MANNY (V.O.)', 'ZOË', 'KAI'];
const SPOKEN = ['It is *you*.', 'No! Never.', 'We knew that it would come to this one day, and now it has.', '木'];

const paragraph = fc.array(fc.constantFrom(...SENTENCES), { minLength: 1, maxLength: 4 }).map((s) => s.join(' '));
const actions = fc.array(paragraph, { minLength: 1, maxLength: 3 }).map((ps) => [action(ps.join('\n\n'))]);
const speech = fc
  .tuple(fc.constantFrom(...NAMES), fc.array(fc.constantFrom(...SPOKEN, '(low)'), { minLength: 1, maxLength: 4 }))
  .map(([name, lines]) => says(name, ...lines));
const other = fc
  .constantFrom(
    element('TRANSITION', 'SMASH CUT TO:'),
    element('TRANSITION', 'FADE IN:'),
    element('TRANSITION', 'FADE OUT.'),
    element('TRANSITION', 'DISSOLVE TO:'),
    element('SHOT', 'CLOSE ON the key'),
    element('SHOT', "RAE'S POV"),
    element('NOTE', 'Rae.'),
    element('CENTRED', 'THE END'),
    element('LYRIC', 'La la'),
    element('PARENTHETICAL', 'low'),
  )
  .map((one) => [one]);
const elements = fc
  .array(fc.oneof({ arbitrary: actions, weight: 3 }, { arbitrary: speech, weight: 4 }, other), { maxLength: 12 })
  .map((groups): ScreenplayElement[] => groups.flat());
const polarity = fc.constantFrom('+' as const, '-' as const, null);
const scenes = fc.array(
  fc
    .record({
      elements,
      slugline: fc.constantFrom(
        ...['INT. BAR - DAY', 'EXT. YARD - NIGHT', 'INT. BAR - CONTINUOUS', 'EXT. YARD - LATER', 'INT. HALL', ''],
      ),
      beat: fc.constantFrom(null, 'Opening Image', 'Midpoint', 'All Is Lost', 'FINALE', 'no beat'),
      targetSeconds: fc.oneof(fc.constant(null), fc.double({ min: 0.01, max: 400, noNaN: true })),
      emotionalStart: polarity,
      emotionalEnd: polarity,
    })
    .map(({ elements: all, ...more }): ScreenplayScene => scene(all, more)),
  { maxLength: 6 },
);
const stories = fc.record({ scenes, format: fc.constantFrom(...STORY_FORMATS), rate: fc.constantFrom(...RATES) });

test('a film meets each target to the frame, or says why it cannot', () => {
  fc.assert(
    fc.property(stories, ({ scenes: told, format, rate }) => {
      const { scenes: filmed, problems } = film(told, { format, rate });
      const { shortestSeconds, longestSeconds } = FORMATS[format];
      const fps = rate.numerator / rate.denominator;
      for (const { facts, shots } of filmed) {
        const sum = shots.reduce((total, { durationFrames }) => total + durationFrames, 0);
        const failed = problems.some(({ code, scene: at }) => code === 'TARGET_TOO_SHORT' && at === facts.number);
        if (facts.targetFrames !== null && !failed) expect(sum).toBe(facts.targetFrames);
        if (failed) expect(sum).toBeGreaterThan(facts.targetFrames ?? 0);
        for (const { durationFrames } of shots) {
          expect(Number.isInteger(durationFrames)).toBe(true);
          expect(durationFrames / fps).toBeGreaterThanOrEqual(shortestSeconds - 1e-9);
          expect(durationFrames / fps).toBeLessThanOrEqual(longestSeconds + 1e-9);
        }
      }
    }),
    { numRuns: 60 },
  );
});

const SEEN = ['ACTION', 'CENTRED', 'SHOT'];

test('every paragraph and every line of speech is in a shot, and speech is said once and in its order', () => {
  fc.assert(
    fc.property(stories, ({ scenes: told, format, rate }) => {
      const { scenes: filmed } = film(told, { format, rate });
      expect(filmed).toHaveLength(told.length);
      for (const [at, { shots }] of filmed.entries()) {
        const all = told[at]?.elements ?? [];
        expect(shots.length).toBeGreaterThan(0);
        const covered = new Set(shots.flatMap(({ covers }) => covers.map((c) => `${c.element}/${c.paragraph}`)));
        const wanted = all.flatMap(({ kind, text }, index) =>
          SEEN.includes(kind)
            ? paragraphsOf(text).map((_, n) => `${index}/${n}`)
            : kind === 'DIALOGUE' || kind === 'PARENTHETICAL'
              ? [`${index}/0`]
              : [],
        );
        expect(wanted.filter((one) => !covered.has(one))).toEqual([]);
        const said = shots.flatMap(({ dialogueText }) => dialogueText ?? []).join(' ');
        const spoken = all.flatMap(({ kind, text }, index) =>
          kind === 'DIALOGUE' || (kind === 'LYRIC' && isSung(all, index)) ? paragraphsOf(text) : [],
        );
        expect(said).toBe(spoken.join(' '));
      }
    }),
    { numRuns: 60 },
  );
});

/** A lyric right after a cue or its words is sung by whoever has the cue. */
function isSung(all: readonly ScreenplayElement[], index: number): boolean {
  for (let at = index - 1; at >= 0; at -= 1) {
    const kind = all[at]?.kind;
    if (kind === 'CHARACTER' || kind === 'DIALOGUE') return true;
    if (kind !== 'LYRIC' && kind !== 'PARENTHETICAL' && kind !== 'NOTE') return false;
  }
  return false;
}

test('framings fit who is in them, do not repeat themselves, and speakers are in frame', () => {
  fc.assert(
    fc.property(stories, ({ scenes: told, format, rate }) => {
      const shots = film(told, { format, rate }).scenes.flatMap((one) => one.shots);
      for (const [at, { shotType, askedType, characters, dialogueSpeaker }] of shots.entries()) {
        if (askedType) expect(shotType).toBe(askedType);
        else expect(shotType).not.toBe(shots[at - 1]?.shotType);
        if (characters.length === 0)
          expect(['INSERT', 'WIDE', 'POV', 'EXTREME_WIDE', 'MEDIUM_WIDE']).toContain(shotType);
        if (dialogueSpeaker !== null) expect(characters[0]).toBe(dialogueSpeaker);
        expect(new Set(characters).size).toBe(characters.length);
      }
    }),
    { numRuns: 60 },
  );
});

test('a crossfade takes whole frames and no more than half of either shot', () => {
  fc.assert(
    fc.property(stories, ({ scenes: told, format, rate }) => {
      const shots = film(told, { format, rate }).scenes.flatMap((one) => one.shots);
      for (const [at, { crossfadeFrames, durationFrames, transitionToNext }] of shots.entries()) {
        const next = shots[at + 1]?.durationFrames ?? durationFrames;
        expect(Number.isInteger(crossfadeFrames)).toBe(true);
        expect(crossfadeFrames).toBeGreaterThanOrEqual(0);
        expect(2 * crossfadeFrames).toBeLessThanOrEqual(Math.min(durationFrames, next));
        if (['CUT', 'SMASH_CUT', 'MATCH_CUT'].includes(transitionToNext)) expect(crossfadeFrames).toBe(0);
      }
    }),
    { numRuns: 60 },
  );
});

test('the same screenplay is the same film', () => {
  fc.assert(
    fc.property(stories, ({ scenes: told, format, rate }) => {
      expect(film(told, { format, rate })).toEqual(film(structuredClone(told), { format, rate }));
    }),
  );
});

const PLOT = [...SENTENCES.slice(0, 9), 'Rae, Manny and Kai wait.', 'Rae and Manny share a look.'];
const BEATS = ['Opening Image', 'Set-Up', 'Catalyst', 'Debate', 'Fun and Games', 'Midpoint', 'All Is Lost', 'Finale'];

/** Forty scenes of some nineteen shots. */
function feature(): ScreenplayScene[] {
  return Array.from({ length: 40 }, (_, n) => {
    const inside = n % 2 === 0;
    const talk = ['RAE', 'MANNY', 'RAE', 'ZOË'].flatMap((name, turn) =>
      says(name, `Line ${turn} of the talk in scene ${n}.`),
    );
    const more = Array.from({ length: 8 }, (_, at) =>
      action(`${PLOT[(n * 5 + at) % PLOT.length]} Rae goes on and on.`),
    );
    return scene([...more.slice(0, 4), ...talk, ...more.slice(4), ...says('KAI', 'Enough.')], {
      slugline: `${inside ? 'INT' : 'EXT'}. PLACE ${n % 12} - ${n % 3 === 0 ? 'NIGHT' : 'DAY'}`,
      beat: BEATS[Math.floor(n / 5)] ?? null,
      emotionalStart: n % 3 === 0 ? '+' : '-',
      emotionalEnd: n % 4 === 0 ? '-' : '+',
      targetSeconds: 173,
    });
  });
}

test('a feature uses the whole grammar', () => {
  const shots = film(feature()).scenes.flatMap((one) => one.shots);
  const used = <T>(values: readonly T[]) => new Set(values).size;
  expect(used(shots.map(({ shotType }) => shotType))).toBe(12);
  expect(used(shots.map(({ cameraMovement }) => cameraMovement))).toBeGreaterThanOrEqual(10);
  expect(used(shots.map(({ trigger }) => trigger))).toBeGreaterThanOrEqual(8);
  expect(
    shots
      .filter(({ shotType }) => shotType === 'OVER_SHOULDER')
      .every(({ blockingIntent }) => /shoulder/.test(blockingIntent)),
  ).toBe(true);
  const climax = shots.filter(({ trigger }) => trigger === 'CLIMAX_MOMENT').map(({ shotType }) => shotType);
  expect(used(climax)).toBeGreaterThanOrEqual(3);
});

test('a vertical film is closer and faster', () => {
  const wide = ['EXTREME_WIDE', 'WIDE', 'MEDIUM_WIDE', 'GROUP'];
  const untimed = feature().map((one) => ({ ...one, targetSeconds: null }));
  const share = (format: 'TIKTOK' | 'FEATURE') => {
    const shots = film(untimed, { format }).scenes.flatMap((one) => one.shots);
    const frames = shots.reduce((sum, { durationFrames }) => sum + durationFrames, 0);
    return {
      wide: shots.filter(({ shotType }) => wide.includes(shotType)).length / shots.length,
      mean: frames / shots.length,
    };
  };
  expect(share('TIKTOK').wide).toBeLessThan(share('FEATURE').wide / 1.5);
  expect(share('TIKTOK').mean).toBeLessThan(share('FEATURE').mean / 1.5);
});
