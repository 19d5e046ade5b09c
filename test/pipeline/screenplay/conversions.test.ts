import { screenplayOfJson } from '../../../src/pipeline/screenplay/json/screenplay-of-json';
import { plainText } from '../../../src/pipeline/screenplay/plain-text';
import { readScreenplay } from '../../../src/pipeline/screenplay/read-screenplay';
import type { Screenplay, ScreenplayFormat } from '../../../src/pipeline/screenplay/screenplay';
import { writeScreenplay } from '../../../src/pipeline/screenplay/write-screenplay';

/** As real writers set a page: short reports of their own between the marks of the format. */
const REAL = `Title:
    _**THE LAMPLIGHTER**_
    **A Tale of Low Tide**
Credit: Written by
Author: Ines Varga
Source: based on the letters of her aunt
Notes:\t
    Shooting draft
    pink pages
Contact:
    Harbour House
    2 Quay Street

FADE IN:

> A lamp. Then another. <

# ACT ONE

= Ada learns that the light will go out.

INT./EXT. LIGHTHOUSE - GALLERY - NIGHT #1#

[[beat: Opening Image]]
[[conflict: Ada wants the lamp lit, the sea does not]]
[[target: 45]]

Ada, 70, climbs. [[she counts
the steps]] The *last* step **groans**.

ADA (V.O.)
(out of breath)
Ninety-one. Ninety-two.
(beat)
I was young at ninety.

ADA (V.O.) (CONT'D)
Once.

BOY
Grandma!

ADA ^
Stay down!

@McKay
Let her climb.
  
She always did.

(MORE)

/*
INT. CELLAR - NIGHT

Cut for time.
*/

CUT TO:

.THE SEA FROM ABOVE #1A#

~Roll, you waves
~roll home

===

# ACT TWO

EXT. QUAY - DAWN #2#

[[starts: -]] [[ends: +]]

A boat, small as a tooth.

> SMASH TO BLACK.

> THE END <
`;

type Mode = [number | null, string | null, string | null, number | null];
function facts({ scenes }: Screenplay): Mode[] {
  return scenes.map(({ act, beat, conflict, targetSeconds }) => [act, beat, conflict, targetSeconds]);
}

function spoken({ scenes }: Screenplay): [string, string, string][] {
  const kinds = ['CHARACTER', 'PARENTHETICAL', 'DIALOGUE', 'LYRIC'];
  return scenes.flatMap(({ slugline, elements }) =>
    elements
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ kind, text }): [string, string, string] => [slugline, kind, text]),
  );
}

const read = readScreenplay(REAL, 'FOUNTAIN', ['text']);

test('a script as writers have them is read scene by scene, with its numbers, acts and facts', () => {
  expect(read.scenes.map(({ label, slugline }) => [label, slugline])).toEqual([
    ['1', 'INT./EXT. LIGHTHOUSE - GALLERY - NIGHT'],
    ['1A', 'THE SEA FROM ABOVE'],
    ['2', 'EXT. QUAY - DAWN'],
  ]);
  expect(facts(read)).toEqual([
    [1, 'Opening Image', 'Ada wants the lamp lit, the sea does not', 45],
    [1, null, null, null],
    [2, null, null, null],
  ]);
  expect(read.scenes[2]).toMatchObject({ emotionalStart: '-', emotionalEnd: '+' });
});

test('its speech is told from its action, with extensions, parentheticals and speech beside speech', () => {
  expect(read.scenes[0]?.elements).toEqual([
    { kind: 'ACTION', text: 'Ada, 70, climbs. [[she counts\nthe steps]] The *last* step **groans**.' },
    { kind: 'CHARACTER', text: 'ADA (V.O.)' },
    { kind: 'PARENTHETICAL', text: 'out of breath' },
    { kind: 'DIALOGUE', text: 'Ninety-one. Ninety-two.' },
    { kind: 'PARENTHETICAL', text: 'beat' },
    { kind: 'DIALOGUE', text: 'I was young at ninety.' },
    { kind: 'CHARACTER', text: "ADA (V.O.) (CONT'D)" },
    { kind: 'DIALOGUE', text: 'Once.' },
    { kind: 'CHARACTER', text: 'BOY' },
    { kind: 'DIALOGUE', text: 'Grandma!' },
    { kind: 'CHARACTER', text: 'ADA', isDual: true },
    { kind: 'DIALOGUE', text: 'Stay down!' },
    { kind: 'CHARACTER', text: 'McKay' },
    { kind: 'DIALOGUE', text: 'Let her climb.\n\nShe always did.' },
    { kind: 'ACTION', text: '(MORE)' },
    { kind: 'BONEYARD', text: 'INT. CELLAR - NIGHT\n\nCut for time.' },
    { kind: 'TRANSITION', text: 'CUT TO:' },
  ]);
  expect(read.scenes.flatMap(({ elements }) => elements.map(({ kind }) => kind)).slice(17)).toEqual([
    ...['LYRIC', 'PAGE_BREAK', 'SECTION', 'ACTION', 'TRANSITION', 'CENTRED'],
  ]);
});

test('a title page keeps several lines of a field, and keys that nobody knows', () => {
  expect(read).toMatchObject({ title: 'THE LAMPLIGHTER A Tale of Low Tide', author: 'Ines Varga' });
  expect(read.titlePage).toContainEqual({ key: 'Notes', value: 'Shooting draft\npink pages' });
  expect(read.titlePage.map(({ key }) => key)).toEqual(['Title', 'Credit', 'Author', 'Source', 'Notes', 'Contact']);
});

test.each([
  ['with carriage returns', REAL.replaceAll('\n', '\r\n')],
  ['with carriage returns alone', REAL.replaceAll('\n', '\r')],
  ['after a byte order mark', `\uFEFF${REAL}`],
  ['after a byte order mark, with carriage returns', `\uFEFF${REAL.replaceAll('\n', '\r\n')}`],
])('%s it says the same', (_, text) => expect(readScreenplay(text, 'FOUNTAIN', ['text'])).toEqual(read));

/** Through files of each of these formats in turn. */
function through(screenplay: Screenplay, ...formats: ScreenplayFormat[]): Screenplay {
  return formats.reduce((it, format) => readScreenplay(writeScreenplay(it, format), format, ['text']), screenplay);
}

test.each<ScreenplayFormat[][]>([
  [['FOUNTAIN']],
  [['JSON', 'FOUNTAIN', 'JSON']],
  [['FDX', 'FOUNTAIN', 'FDX']],
  [['FOUNTAIN', 'FDX', 'JSON', 'FOUNTAIN']],
])('by way of %j scenes, cues, speech, beats, conflicts and targets are kept', (formats) => {
  const again = through(read, ...formats);
  expect(again.scenes.map(({ label, slugline }) => [label, slugline])).toEqual(
    read.scenes.map(({ label, slugline }) => [label, slugline]),
  );
  expect(spoken(again)).toEqual(spoken(read));
  expect(facts(again)).toEqual(facts(read));
  expect(plainText(again.title)).toBe(read.title);
});

test.each<ScreenplayFormat[][]>([[['FOUNTAIN']], [['FDX']], [['JSON']]])(
  'a second way through %j changes nothing more',
  (formats) => {
    const once = through(read, ...formats);
    expect(through(once, ...formats)).toEqual(once);
  },
);

const ENGINE = {
  title: 'Tide',
  author: 'I. Varga',
  format: 'short',
  genre: 'dude_with_a_problem',
  logline: 'A light goes out.',
  scenes: [
    {
      scene_number: 1,
      slugline: 'INT. LIGHTHOUSE - NIGHT',
      elements: [
        { element_type: 'slugline', content: 'INT. LIGHTHOUSE - NIGHT' },
        { element_type: 'action', content: 'Ada climbs.' },
        { element_type: 'dialogue', character: 'ADA', parenthetical: '(low)', content: 'Ninety-one.' },
      ],
      beat: 'Opening Image',
      emotional_start: '-',
      conflict: 'Ada against the stairs',
      estimated_duration_seconds: 45,
      characters_present: ['Ada'],
    },
  ],
};

test('a file of the engine goes through Fountain and comes back with all that it said', () => {
  const [scene] = through(screenplayOfJson(JSON.stringify(ENGINE)), 'FOUNTAIN', 'JSON').scenes;
  expect(scene).toMatchObject({
    ...{ slugline: 'INT. LIGHTHOUSE - NIGHT', beat: 'Opening Image', conflict: 'Ada against the stairs' },
    ...{ emotionalStart: '-', targetSeconds: 45, charactersPresent: ['Ada'] },
    elements: [
      { kind: 'ACTION', text: 'Ada climbs.' },
      { kind: 'CHARACTER', text: 'ADA' },
      { kind: 'PARENTHETICAL', text: 'low' },
      { kind: 'DIALOGUE', text: 'Ninety-one.' },
    ],
  });
});
