import { readBible } from '../../../../src/pipeline/shots/bible/read-bible';
import { castOf } from '../../../../src/pipeline/shots/people/cast';
import { peopleOf } from '../../../../src/pipeline/shots/people/people-of';
import { element, scene, screenplay } from './screenplays';

const person = (name: string, gender: string, age: string) => ({
  name,
  physical_appearance: { gender, age_range: age },
});

const { bible } = readBible({
  hero: {
    hero: person('Nora Whitby', 'female', '34'),
    antagonist: person('Silas Crowe', 'male', '51'),
    b_story_character: person('Ezra "Forks" Doyle', 'male', '72'),
  },
  cast: {
    tier_1_major_supporting: [
      person('Father Aidan Kehoe', 'male', '45'),
      person('Sister Bede Lowry', 'female', '63'),
      person('Toby Whitby', 'male', '8'),
      person('Maeve Larkin', 'female', '77'),
      person('Iris Penhallow', 'female', '18'),
      person('Dora Penhallow', 'female', '18'),
    ],
    tier_3_background_types: [{ type_name: 'Pikeman' }, { type_name: 'Bakery Guest' }],
  },
  world: null,
  visual: null,
});

/** Whom the last paragraph of a scene shows. */
function lastOf(text: string): string[] {
  const only = scene(text.split(' || ').map((part) => element('ACTION', part)));
  const [people] = peopleOf(castOf(bible, screenplay([only])), [only]);
  return [...(people?.elements.at(-1)?.shown.flat() ?? [])].sort();
}

describe('an introduction', () => {
  test.each([
    ['A NIGHT PORTER (60) yawns. || The night porter lifts his lamp.', ['night_porter']],
    ['OLD MAEVE LARKIN, 77, shells beans.', ['maeve_larkin']],
    ['YOUNG TOBY (8) hides.', ['toby_whitby']],
  ])('%s', (text, shown) => expect(lastOf(text)).toEqual(shown));

  test('and a cue without its article are one person', () => {
    const only = scene([element('ACTION', 'A TOLL KEEPER (50) yawns.'), element('CHARACTER', 'TOLL KEEPER')]);
    const { members } = castOf(bible, screenplay([only]));
    expect(members.filter(({ name }) => /toll/i.test(name)).map(({ key }) => key)).toEqual(['toll_keeper']);
  });
});

describe('age and sex mean whoever alone fits in the scene', () => {
  test.each([
    ['Nora carries Toby in. || She sets the boy down.', ['nora_whitby', 'toby_whitby']],
    ['Maeve and Nora wait. || The old woman spits.', ['maeve_larkin']],
    ["Ezra and Silas wait. || A candle lights the old man's face.", ['ezra_doyle']],
    ['Silas and Ezra wait. || The man nods.', []],
    ['Nora waits. || The girl who sold it is long dead.', []],
    ['Toby waits. A boy runs past. || The boy waves.', []],
    ['A girl on a mule, IRIS PENHALLOW (18), rides up. || The girl dismounts.', ['iris_penhallow']],
    ['Toby waits. || The boy band plays.', []],
  ])('%s', (text, shown) => expect(lastOf(text)).toEqual(shown));
});

describe('numbers mean exactly so many', () => {
  test.each([
    ['Nora sits. Maeve stands. || Both women freeze.', ['maeve_larkin', 'nora_whitby']],
    ['Nora sits. Maeve stands. Dora knits. || Both women freeze.', []],
    ['Silas deals. Ezra drinks. || The two men laugh.', ['ezra_doyle', 'silas_crowe']],
    ['Iris and Dora wait. || Neither girl moves.', ['dora_penhallow', 'iris_penhallow']],
    ['Silas sits. Nora and Toby join him. || The three of them eat.', ['nora_whitby', 'silas_crowe', 'toby_whitby']],
  ])('%s', (text, shown) => expect(lastOf(text)).toEqual(shown));
});

describe('titles and kinds', () => {
  test.each([
    ['The priest kneels.', ['aidan_kehoe']],
    ["The nun's veil slips.", ['bede_lowry']],
    ['Pikemen stand along the wall.', ['pikeman']],
  ])('%s', (text, shown) => expect(lastOf(text)).toEqual(shown));
});

describe('pronouns and things that are of others', () => {
  test.each([
    ['Nora and Silas wait. || Their mother is in every corner.', []],
    ['Nora and Silas wait. || Their hands meet.', ['nora_whitby', 'silas_crowe']],
    ['Nora waits. || The mare lies down and folds her legs.', []],
    ['Nora and Silas wait. || The pikemen turn to each other.', ['pikeman']],
    ['Nora drops a bakery guest towel.', ['nora_whitby']],
    ['The twins whisper.', ['dora_penhallow', 'iris_penhallow']],
    ['The sisters whisper.', ['dora_penhallow', 'iris_penhallow']],
  ])('%s', (text, shown) => expect(lastOf(text)).toEqual(shown));
});

describe('words and pictures of people show nobody', () => {
  test.each([
    ['SUPER: In the third year of Nora Whitby.'],
    ['The screen of the phone glows. NORA.'],
    ['DORA, it says in red.'],
    ['The van gleams: CROWE & SONS.'],
    ["It's not Nora."],
    ['On the shelf a framed photograph: Silas, much younger, on a bike.'],
    ['Pinned up: photographs. Silas Crowe shaking hands. Silas Crowe cutting a cake.'],
    ['It was in the reign of Nora Whitby.'],
  ])('%s', (text) => expect(lastOf(text)).toEqual([]));
});
