import fc from 'fast-check';
import { readBible } from '../../../../src/pipeline/shots/bible/read-bible';
import { castOf } from '../../../../src/pipeline/shots/people/cast';
import { readCue } from '../../../../src/pipeline/shots/people/cue';
import { peopleOf } from '../../../../src/pipeline/shots/people/people-of';
import { ARTIFACTS, CORPUS } from './corpus';
import { element, scene, screenplay } from './screenplays';

const { bible } = readBible(ARTIFACTS);
const kinds = fc.constantFrom('ACTION', 'SHOT', 'CHARACTER', 'PARENTHETICAL', 'LYRIC', 'DIALOGUE', 'CENTRED');
const words = fc.constantFrom(
  'Rae',
  'MANNY',
  'he',
  'they',
  '"',
  "'",
  'Will',
  'May',
  'of',
  'photo',
  'the',
  'guard',
  '.',
  ',',
  '--',
  'Dr.',
  '(',
  ')',
  '#1',
  'and',
  '\n\n',
  'é',
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(words, { maxLength: 30 }).map((parts) => parts.join(' ')),
);

test('any text is read, keys are unique, and what is shown is parallel to the text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(kinds, text), { maxLength: 8 }),
      fc.array(text, { maxLength: 3 }),
      (parts, present) => {
        const scenes = [
          scene(
            parts.map(([kind, said]) => element(kind, said)),
            'INT. X - DAY',
            present,
          ),
        ];
        const cast = castOf(bible, screenplay(scenes));
        const keys = new Set(cast.members.map(({ key }) => key));
        expect(keys.size).toBe(cast.members.length);
        const [people] = peopleOf(cast, scenes);
        expect(people?.elements).toHaveLength(parts.length);
        for (const { shown, speakers } of people?.elements ?? []) {
          for (const key of [...shown.flat(), ...speakers]) expect(keys.has(key)).toBe(true);
        }
      },
    ),
    { numRuns: 150 },
  );
});

const SPELLINGS = ['RAE', 'RAE CALDER', "RAE (V.O.) (CONT'D)", 'Rae Calder', 'CALDER', 'rae', 'RÁE'];

test('all spellings of one person are one member, whichever come first', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(SPELLINGS, { minLength: 1 }), (cues) => {
      const scenes = [scene(cues.map((cue) => element('CHARACTER', cue)))];
      const cast = castOf(bible, screenplay(scenes));
      expect(cast.members).toHaveLength(bible.cast.length);
      const speakers = peopleOf(cast, scenes).flatMap(({ elements }) => elements.flatMap((one) => one.speakers));
      expect(new Set(speakers)).toEqual(new Set(['rae_calder']));
    }),
  );
});

test('without a bible the longer name of a cue and an introduction is the one member', () => {
  const empty = readBible({ hero: null, cast: null, world: null, visual: null }).bible;
  const scenes = [scene([element('CHARACTER', 'RAE'), element('ACTION', 'RAE CALDER (30s, lean) enters.')])];
  expect(castOf(empty, screenplay(scenes)).members).toMatchObject([
    { key: 'rae_calder', name: 'Rae Calder', tier: null },
  ]);
});

test('another person adds no hit to the names of others', () => {
  const scenes = CORPUS.map(([said]) => scene(said.split(' || ').map((part) => element('ACTION', part))));
  const before = peopleOf(castOf(bible, screenplay(scenes)), scenes);
  const entry = { aliases: [], tier: 2 as const, role: null, signature: null, portraitPrompt: null };
  const [first] = bible.cast;
  if (first === undefined) throw new Error('The bible names nobody.');
  const more = {
    ...bible,
    cast: [...bible.cast, { ...entry, name: 'Zorba Quill', look: { ...first.look, gender: 'male' } }],
  };
  expect(peopleOf(castOf(more, screenplay(scenes)), scenes)).toEqual(before);
});

test.each([
  ["RAE CALDER (V.O.) (CONT'D)", ['RAE CALDER'], 'VOICE_OVER', true],
  ['RAE (O.S.)', ['RAE'], 'OFF_SCREEN', false],
  ['RAE (OC)', ['RAE'], 'OFF_SCREEN', false],
  ['RAE (VO)', ['RAE'], 'VOICE_OVER', false],
  ['RAE (on phone)', ['RAE'], 'VOICE_OVER', false],
  ['RAE (into phone)', ['RAE'], 'ON', false],
  ['RAE (PRE-LAP)', ['RAE'], 'VOICE_OVER', false],
  ['RAE (filtered)', ['RAE'], 'VOICE_OVER', false],
  ['RAE AND MANNY', ['RAE', 'MANNY'], 'ON', false],
  ['RAE/MANNY (CONT’D)', ['RAE', 'MANNY'], 'ON', true],
])('the cue %s says who speaks and from where', (cue, names, voice, isContinued) => {
  expect(readCue(cue)).toMatchObject({ names, voice, isContinued });
});

test('cues of several name each of them', () => {
  const cues = ['RAE AND MANNY', 'BOTH', 'THE TWINS', 'DR. OKAFOR', 'RAE/VIKTOR'];
  const scenes = [scene(cues.map((cue) => element('CHARACTER', cue)))];
  const [people] = peopleOf(castOf(bible, screenplay(scenes)), scenes);
  expect(people?.elements.map(({ speakers }) => speakers)).toEqual([
    ['rae_calder', 'eduardo_reyes'],
    ['rae_calder', 'eduardo_reyes'],
    ['leo_park', 'theo_park'],
    ['amara_okafor'],
    ['rae_calder', 'viktor_hale'],
  ]);
});

test.each([
  'Rae and Manny, he ',
  'photo of a ',
  '"',
  "'",
  'A. ',
  'Will May ',
  'the guard ',
  'Rae (',
  'RAE CALDER, ',
  'they ',
])('a quarter of a megabyte of %j takes time in proportion to its length', (part) => {
  const read = (length: number) => {
    const scenes = [scene([element('ACTION', part.repeat(length / part.length))])];
    const begun = performance.now();
    peopleOf(castOf(bible, screenplay(scenes)), scenes);
    return performance.now() - begun;
  };
  read(10_000);
  expect(read(250_000)).toBeLessThan(Math.max(60 * read(12_500), 3_000));
});
