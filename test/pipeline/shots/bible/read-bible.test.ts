import fc from 'fast-check';
import { InvalidInput } from '../../../../src/pipeline/errors';
import { readBible } from '../../../../src/pipeline/shots/bible/read-bible';
import type { JsonValue } from '../../../../src/pipeline/values/canonical-json';

const NONE = { hero: null, cast: null, world: null, visual: null };

test('nothing brought is an empty bible', () => {
  const { bible, problems } = readBible(NONE);
  expect(bible).toMatchObject({ cast: [], locations: [], colors: [], sensoryPalette: [] });
  expect(problems).toEqual([]);
});

test('the hero comes wrapped or alone, and visual notes join the same person', () => {
  const hero = { name: 'Rae Calder', physical_appearance: { gender: 'female', age_range: 34 } };
  const visual: JsonValue = {
    character_visual_notes: [
      { character_name: 'Rae', t2i_portrait_prompt: 'a courier' },
      { character_name: 'Nobody Yet' },
    ],
  };
  for (const brought of [
    hero,
    { hero },
    { hero: { hero, antagonist: { name: 'Hale' } }, metadata: { step: 3 } },
  ] as JsonValue[]) {
    const { bible } = readBible({ ...NONE, hero: brought, visual });
    expect(bible.cast[0]).toMatchObject({
      name: 'Rae Calder',
      tier: 0,
      portraitPrompt: 'a courier',
      look: { gender: 'female', ageRange: '34' },
    });
    expect(bible.cast.at(-1)?.name).toBe('Nobody Yet');
  }
});

test('tiers, acts, lens and what must not be seen are read as they are written', () => {
  const { bible, problems } = readBible({
    ...NONE,
    cast: {
      tier_1_major_supporting: [{ name: 'Manny', aliases: 'Eduardo, Ed' }],
      tier_3_background_types: [{ type_name: 'street vendor' }, 'tourist'],
    },
    visual: {
      style_bible: {
        lighting_style: 'hard neon',
        do_not: ['No lens flares.', "Don't use sepia", 'Avoid clutter', 'Never daylight.'],
      },
      color_script: [{ act: 'Act 1 (Thesis)' }, { act: 'Act 2A' }, { act: 'Act 2B (x)' }, { act: 'Act 3' }],
      location_designs: [
        { location_name: 'Skip Room', time_variants: { night: 'blue' }, mood_keywords: 'tense; close' },
      ],
      cinematography_approach: { default_lens: '35mm' },
    },
    world: {
      geography: {
        key_locations: [
          { name: 'Pier', description: 'planks' },
          { name: 'SKIP ROOM', description: 'a den' },
        ],
      },
      daily_life: { sensory_palette: 'diesel; wet wool\nsirens' },
    },
  });
  expect(problems).toEqual([]);
  expect(bible.cast.map(({ name, tier, aliases }) => [name, tier, aliases])).toEqual([
    ['Manny', 1, ['Eduardo', 'Ed']],
    ['street vendor', 3, []],
    ['tourist', 3, []],
  ]);
  expect(bible.style).toMatchObject({
    lighting: 'hard neon',
    doNot: ['lens flares', 'use sepia', 'clutter', 'daylight'],
  });
  expect(bible.colors.map(({ act }) => act)).toEqual([1, 2, 3, 4]);
  expect(bible.cinematography.defaultLensMm).toBe(35);
  expect(bible.locations).toMatchObject([
    { name: 'Skip Room', description: 'a den', moodKeywords: ['tense', 'close'], timeVariants: { night: 'blue' } },
    { name: 'Pier', basePrompt: null },
  ]);
  expect(bible.sensoryPalette).toEqual(['diesel', 'wet wool', 'sirens']);
});

test('a value of the wrong kind is left out and said', () => {
  const { problems } = readBible({
    ...NONE,
    visual: { style_bible: 'noir', color_script: [{ act: 'Act 9' }], location_designs: 5 },
  });
  expect(problems.map(({ code }) => code).sort()).toEqual([
    'BIBLE_ACT_UNKNOWN',
    'BIBLE_VALUE_LEFT_OUT',
    'BIBLE_VALUE_LEFT_OUT',
  ]);
  expect(problems.every(({ severity }) => severity === 'WARNING')).toBe(true);
});

test('an artifact that is no object is refused with its remedy', () => {
  try {
    readBible({ ...NONE, world: ['x'] });
    throw new Error('It was read.');
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInput);
    expect(error).toMatchObject({
      field: ['world'],
      got: 'a list',
      expected: expect.any(String),
      remedy: expect.any(String),
    });
  }
});

test('any object is read', () => {
  const names = fc.constantFrom(
    'hero',
    'name',
    'tier_1_major_supporting',
    'location_designs',
    'style_bible',
    'do_not',
    'geography',
    'key_locations',
    'physical_appearance',
    'color_script',
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 5 },
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(names, tie('any'), { maxKeys: 4 }),
    ),
  })).any;
  fc.assert(
    fc.property(fc.dictionary(names, value), (artifact) => {
      const brought = artifact as JsonValue;
      expect(readBible({ hero: brought, cast: brought, world: brought, visual: brought }).bible.cast).toBeDefined();
    }),
  );
});

test('an artifact that is another one than it is brought as is told', () => {
  const cast = { tier_1_major_supporting: [{ name: 'Ana Lind' }] };
  const { bible, problems } = readBible({ hero: cast, cast: null, world: null, visual: null });
  expect(bible.cast).toEqual([]);
  expect(problems).toMatchObject([{ code: 'ARTIFACT_EMPTY', message: 'The artifact `hero` names nobody.' }]);
});
