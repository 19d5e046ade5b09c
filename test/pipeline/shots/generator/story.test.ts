import { EDIT_KINDS, editedStory } from './edits';
import { keyOf } from './people';
import * as prose from './prose';
import { LINES } from './speech';
import { type GeneratedStory, generateStory } from './story';

const SEEDS = [1, 2, 3, 4, 5, 6];

function keysOf({ truth }: GeneratedStory): string[] {
  return truth.scenes.flatMap(({ elements }) =>
    elements.flatMap(({ shown, speakers }) => [...shown.flat(), ...speakers]),
  );
}

function problemsOf(story: GeneratedStory): string[] {
  const cast = new Set(story.truth.cast.map(({ key }) => key));
  const strangers = keysOf(story).filter((key) => !cast.has(key));
  const uneven = story.screenplay.scenes.flatMap(({ slugline, elements }, at) =>
    elements.flatMap(({ kind, text }, index) => {
      const truth = story.truth.scenes[at]?.elements[index];
      const paragraphs = kind === 'ACTION' ? text.split('\n\n').length : 0;
      const speakers = ['CHARACTER', 'PARENTHETICAL', 'DIALOGUE'].includes(kind) ? 1 : 0;
      const isRight = truth?.shown.length === paragraphs && truth.speakers.length === speakers;
      return isRight && !/[{}]|undefined|null/.test(text) && text.trim() !== '' ? [] : [`${slugline}: ${text}`];
    }),
  );
  return [...strangers, ...uneven];
}

test('the same seed tells the same story, another one another', () => {
  expect(generateStory({ seed: 7 })).toEqual(generateStory({ seed: 7 }));
  expect(generateStory({ seed: 7 }).screenplay.scenes).not.toEqual(generateStory({ seed: 8 }).screenplay.scenes);
});

test.each(SEEDS)('story %i has as many scenes, places and people as asked, and truth that is of its cast', (seed) => {
  const story = generateStory({ seed, scenes: 40, settings: 12, characters: 20 });
  expect(problemsOf(story)).toEqual([]);
  expect(story.screenplay.scenes).toHaveLength(40);
  expect(new Set(story.truth.settingKeys).size).toBe(12);
  expect(new Set(story.truth.cast.map(({ key }) => key)).size).toBe(20);
  expect(new Set(story.screenplay.scenes.map(({ beat }) => beat)).size).toBe(15);
});

test.each([
  [1, 1, 4],
  [3, 2, 5],
  [12, 18, 30],
])('%i scenes, %i settings and %i characters are possible as well', (scenes, settings, characters) => {
  const story = generateStory({ seed: 1, scenes, settings, characters });
  expect(problemsOf(story)).toEqual([]);
  expect(story.screenplay.scenes).toHaveLength(scenes);
  expect(story.places).toHaveLength(settings);
  expect(story.truth.cast).toHaveLength(characters);
});

test('forty scenes of a feature are wanted to last 6,929 seconds', () => {
  const { scenes } = generateStory({ seed: 1 }).screenplay;
  expect(scenes.reduce((sum, { targetSeconds }) => sum + (targetSeconds ?? 0), 0)).toBe(6929);
});

test('almost everybody of the cast is seen, and nobody is in paragraphs of nobody', () => {
  for (const seed of SEEDS) {
    const story = generateStory({ seed });
    expect(new Set(keysOf(story)).size).toBeGreaterThanOrEqual(18);
    const empty = story.truth.scenes.flatMap(({ elements }) => elements.flatMap(({ shown }) => shown));
    expect(empty.filter((keys) => keys.length === 0).length).toBeGreaterThan(20);
  }
});

test('there are 120 ways of action and 80 lines at least, each once', () => {
  const actions = Object.values(prose).flatMap((pool) => (Array.isArray(pool) ? (pool as string[]) : []));
  expect(new Set(actions).size).toBe(actions.length);
  expect(actions.length).toBeGreaterThanOrEqual(120);
  expect(new Set(LINES).size).toBe(LINES.length);
  expect(LINES.length).toBeGreaterThanOrEqual(80);
});

test('keys are of folded names without marks and punctuation', () => {
  expect(['Zoë Marchetti', 'Mary-Kate Doyle', 'Walter O’Hara'].map(keyOf)).toEqual([
    'zoe_marchetti',
    'marykate_doyle',
    'walter_ohara',
  ]);
});

test.each(EDIT_KINDS)('%s says of every scene and element what it was', (kind) => {
  for (const seed of SEEDS) {
    const story = generateStory({ seed, scenes: 12 });
    const edited = editedStory(story, { seed, kind });
    expect(editedStory(story, { seed, kind })).toEqual(edited);
    expect(problemsOf(edited.story)).toEqual([]);
    expect(edited.story).not.toEqual(story);
    for (const [at, { was, elements }] of edited.scenes.entries()) {
      const scene = edited.story.screenplay.scenes[at];
      expect(elements).toHaveLength(scene?.elements.length ?? -1);
      const known = elements.flatMap((one) => one ?? []);
      expect(new Set(known).size).toBe(known.length);
      if (was === null) expect(known).toEqual([]);
      const kinds = elements.map((one) => story.screenplay.scenes[was ?? -1]?.elements[one ?? -1]?.kind ?? null);
      for (const [index, before] of kinds.entries()) if (before) expect(scene?.elements[index]?.kind).toBe(before);
    }
  }
});

test('nobody is left under a name that they no longer have', () => {
  for (const seed of SEEDS) {
    const story = generateStory({ seed, scenes: 12 });
    const { company, ...edited } = editedStory(story, { seed, kind: 'RENAME_CHARACTER' }).story;
    const gone = story.company.people.filter(({ key }) => !company.people.some((one) => one.key === key));
    expect(gone).toHaveLength(1);
    const name = new RegExp(`(?<![\\p{L}])${gone[0]?.first}(?![\\p{L}])`, 'iu');
    expect(JSON.stringify(edited)).not.toMatch(name);
  }
});
