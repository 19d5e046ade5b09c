import { screenplayOfFountain } from '../../../src/pipeline/screenplay/fountain/screenplay-of-fountain';
import { screenplayProblems } from '../../../src/pipeline/screenplay/problems';

/** Code, scene and message of what is found in a screenplay with a title. */
function found(text: string): [string, number | null, string][] {
  const problems = screenplayProblems(screenplayOfFountain(`Title: Keys\n\n${text}`));
  return problems.map(({ code, scene, message }) => [code, scene, message]);
}

const FILMED = 'INT. HOUSE - DAY\n\nRae turns the key.\n\n';

test('a screenplay of titled, filmed scenes has no problem', () => {
  expect(found(`FADE IN:\n\n> OPENING <\n\n[[why?]]\n\n# Act 1\n\n${FILMED}RAE\n(low)\nHello.\n`)).toEqual([]);
});

test('one without a title is told so, and every problem is a warning of no shot', () => {
  expect(screenplayProblems(screenplayOfFountain(FILMED))).toEqual([
    { code: 'NO_TITLE', message: 'The screenplay has no title.', severity: 'WARNING', scene: null, shot: null },
  ]);
});

test.each(['Rae runs.', 'FADE IN:\n\nOver black, a door.', '黒澤が走る。'])(
  'action before the first scene is told to become no shot: %j',
  (opening) =>
    expect(found(`${opening}\n\n${FILMED}`)).toEqual([
      [
        'OPENING_NOT_FILMED',
        null,
        'Action stands before the first scene and becomes no shot; it needs a heading above it.',
      ],
    ]),
);

test.each(['FADE IN:', 'fade in.', 'OVER BLACK:', '* * *', '!...', '[[Rae runs.]]', '= Rae runs.', '> CUT IN'])(
  '%j before the first scene is no picture that is missed',
  (opening) => expect(found(`${opening}\n\n${FILMED}`)).toEqual([]),
);

test.each(['', '[[Rae runs.]]', '/* Rae runs. */', '= Rae runs.', 'CUT TO:', '==='])(
  'a scene of which nothing can be seen or heard is empty: %j',
  (text) =>
    expect(found(`${FILMED}EXT. PIER\n\n${text}\n`)).toEqual([
      ['SCENE_EMPTY', 2, 'The scene has neither action nor speech.'],
    ]),
);

test.each(['> THE END <', '~La.', 'RAE\nHello.', 'A door.'])('%j is something to film', (text) =>
  expect(found(`INT. HOUSE\n\n${text}\n`)).toEqual([]),
);

test.each(['SNIPER SCOPE POV', 'INTERIOR HOUSE', 'Later'])('.%s does not say whether it is inside', (slugline) =>
  expect(found(`.${slugline}\n\nA door.\n`)).toEqual([
    ['HEADING_WITHOUT_INT_EXT', 1, `“${slugline}” does not say whether it is inside or outside.`],
  ]),
);

test.each(['INT. A', 'EXT. A', 'EST. A', 'I/E. A', 'INT./EXT. A', 'int a'])('%s says it', (heading) =>
  expect(found(`${heading}\n\nA door.\n`)).toEqual([]),
);

test.each(['@RAE\n\nShe waits.', 'RAE\n(waits)\n\nShe waits.', 'RAE\n[[waits]]\n\nShe waits.'])(
  '%j names somebody who says nothing',
  (text) =>
    expect(found(`INT. A\n\n${text}\n`).map(([code, scene]) => [code, scene])).toEqual([['CUE_WITHOUT_SPEECH', 1]]),
);

test.each(['RAE\n(low)\nHello.', 'RAE\n[[low]]\nHello.', 'RAE\n(humming)\n~La.'])(
  '%j names somebody who speaks',
  (text) => expect(found(`INT. A\n\n${text}\n`)).toEqual([]),
);

test('each problem names its own scene, those of the whole first', () => {
  const text = `Rae runs.\n\nINT. A\n\n.LATER\n\nA door.\n\n${FILMED}EXT. B\n\n`;
  expect(found(text).map(([code, scene]) => [code, scene])).toEqual([
    ['OPENING_NOT_FILMED', null],
    ['SCENE_EMPTY', 1],
    ['HEADING_WITHOUT_INT_EXT', 2],
    ['SCENE_EMPTY', 4],
  ]);
});
