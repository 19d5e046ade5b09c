import { screenplayOfFountain } from '../../../src/pipeline/screenplay/fountain/screenplay-of-fountain';
import { writeFountain } from '../../../src/pipeline/screenplay/fountain/write-fountain';
import { plainText } from '../../../src/pipeline/screenplay/plain-text';

const HEADING = 'INT. HOUSE - DAY\n\n';

/** The elements under a heading, as kind and text. */
function said(text: string): [string, string][] {
  const [scene] = screenplayOfFountain(HEADING + text).scenes;
  return (scene?.elements ?? []).map(({ kind, text: words }) => [kind, words]);
}

function sluglines(text: string): string[] {
  return screenplayOfFountain(text).scenes.map(({ slugline }) => slugline);
}

function firstScene(text: string) {
  return screenplayOfFountain(text).scenes[0];
}

test.each(['INT. A - DAY', 'EXT. A', 'EST. A', 'INT./EXT. A', 'INT/EXT A', 'I/E. A', 'int a', 'Ext. a', 'EXT/INT. A'])(
  '%s begins a scene',
  (heading) => expect(sluglines(`Rae.\n\n${heading}\n\nShe waits.`)).toEqual([heading]),
);

test.each(['INTERIOR', 'Extra. Extra.', '...and then', '. a', 'Rae INT. A'])('%s begins none', (line) =>
  expect(sluglines(`Rae.\n\n${line}\n\nShe waits.`)).toEqual([]),
);

test('a heading stands after an empty line', () => {
  expect(sluglines('Rae looks\nINT. HOUSE - DAY\n\n')).toEqual([]);
});

test('a period forces a heading', () => {
  expect(sluglines('.SNIPER SCOPE POV')).toEqual(['SNIPER SCOPE POV']);
});

test.each(['1', '12A', 'I-1-A', '110.1'])('#%s# at the end of a heading is its number', (label) =>
  expect(firstScene(`INT. HOUSE - DAY #${label}#`)).toMatchObject({ slugline: 'INT. HOUSE - DAY', label }),
);

test('a title page is the first thing of all, with values beside or under their keys', () => {
  const text = 'Title:\n    _**BRICK & STEEL**_\n    FULL RETIRED\nAuthor: Stu M\nDraft date: 1/20/2012\n\nINT. A';
  expect(screenplayOfFountain(text)).toMatchObject({
    title: 'BRICK & STEEL FULL RETIRED',
    author: 'Stu M',
    titlePage: [
      { key: 'Title', value: '_**BRICK & STEEL**_\nFULL RETIRED' },
      { key: 'Author', value: 'Stu M' },
      { key: 'Draft date', value: '1/20/2012' },
    ],
    opening: [],
  });
});

test('further down nothing is a title page, and FADE IN: begins none', () => {
  expect(screenplayOfFountain('\nTitle: X\n\nINT. A').titlePage).toEqual([]);
  expect(screenplayOfFountain('FADE IN:\n\nINT. A').opening).toEqual([{ kind: 'ACTION', text: 'FADE IN:' }]);
});

test('action keeps its lines, its indent and the space that is left on purpose', () => {
  expect(said('  Rae.\n\tShe waits.\n\nNothing.\n\n\nStill nothing.')).toEqual([
    ['ACTION', '  Rae.\n\tShe waits.'],
    ['ACTION', 'Nothing.\n\n\nStill nothing.'],
  ]);
});

test('an exclamation mark forces action, and alone on a line leaves one free', () => {
  expect(said('!SCANNING THE AISLES\nWhere is he?\n!\n!INT. A')).toEqual([
    ['ACTION', 'SCANNING THE AISLES\nWhere is he?\n\nINT. A'],
  ]);
});

test.each(['STEEL', 'RAE (V.O.)', "RAE (CONT'D)", "RAE (cont'd)", 'RAE (on the radio)', 'R2D2', 'ÉLODIE'])(
  '%s over a line is a cue',
  (cue) =>
    expect(said(`${cue}\nHello.`)).toEqual([
      ['CHARACTER', cue],
      ['DIALOGUE', 'Hello.'],
    ]),
);

test.each(['STEEL\n\nHello.', '23\nHello.', 'Steel\nHello.'])('%j has no cue', (text) =>
  expect(said(text).map(([kind]) => kind)).not.toContain('CHARACTER'),
);

test('an at sign forces a cue of small letters or of none', () => {
  expect(said('@McCLANE\nYippee.\n\n@黒澤\nHai.')).toEqual([
    ['CHARACTER', 'McCLANE'],
    ['DIALOGUE', 'Yippee.'],
    ['CHARACTER', '黒澤'],
    ['DIALOGUE', 'Hai.'],
  ]);
});

test('parentheticals stand anywhere in a speech, without their brackets', () => {
  expect(said('STEEL\n(starting the engine)\nSo much\n(beat)\nfor that.')).toEqual([
    ['CHARACTER', 'STEEL'],
    ['PARENTHETICAL', 'starting the engine'],
    ['DIALOGUE', 'So much'],
    ['PARENTHETICAL', 'beat'],
    ['DIALOGUE', 'for that.'],
  ]);
});

test('an empty line with two blanks keeps a speech together', () => {
  expect(said('DEALER\nTen.\n  \nDealer gets a seven.\n\nHit or stand?')).toEqual([
    ['CHARACTER', 'DEALER'],
    ['DIALOGUE', 'Ten.\n\nDealer gets a seven.'],
    ['ACTION', 'Hit or stand?'],
  ]);
});

test('a caret puts a speech beside the one before', () => {
  const elements = firstScene(`${HEADING}BRICK\nScrew it.\n\nSTEEL ^\nScrew it.`)?.elements;
  expect(elements?.[2]).toEqual({ kind: 'CHARACTER', text: 'STEEL', isDual: true });
  expect(elements?.[0]).toEqual({ kind: 'CHARACTER', text: 'BRICK' });
});

test('a tilde sings, in a speech and out of it', () => {
  expect(said('~Willy Wonka!\n~Amazing!\n\nRAE\n~La.')).toEqual([
    ['LYRIC', 'Willy Wonka!\nAmazing!'],
    ['CHARACTER', 'RAE'],
    ['LYRIC', 'La.'],
  ]);
});

test('capitals that end with TO: between empty lines are a transition, and so is what follows >', () => {
  expect(said('CUT TO:\n\n> Burn to white.\n\nHe says: come TO:\n\nRae.')).toEqual([
    ['TRANSITION', 'CUT TO:'],
    ['TRANSITION', 'Burn to white.'],
    ['ACTION', 'He says: come TO:'],
    ['ACTION', 'Rae.'],
  ]);
});

test('text between > and < is centred', () => {
  expect(said('> THE END <\n> (for now) <')).toEqual([['CENTRED', 'THE END\n(for now)']]);
});

test('a note may stand alone, within a line, and over lines that are not empty', () => {
  expect(said('[[Alone.]]\n\nRae [[who?\nreally]] waits.\n\n[[One.\n  \nTwo.]]\n\n[[No\n\nnote]]')).toEqual([
    ['NOTE', 'Alone.'],
    ['ACTION', 'Rae [[who?\nreally]] waits.'],
    ['NOTE', 'One.\n\nTwo.'],
    ['ACTION', '[[No'],
    ['ACTION', 'note]]'],
  ]);
});

test('a boneyard hides whatever is in it, headings too; one that is never closed is text', () => {
  expect(sluglines('INT. A\n\n/*\nINT. B\n\nRAE\nHello.\n*/\n\nINT. C')).toEqual(['INT. A', 'INT. C']);
  expect(said('/* cut */\n\n/* open')).toEqual([
    ['BONEYARD', 'cut'],
    ['ACTION', '/* open'],
  ]);
});

test('sections, synopses and page breaks are elements of the scene that they stand in', () => {
  const { opening, scenes } = screenplayOfFountain('# ACT\n\n= He waits.\n\nINT. A\n\n## Part\n\n===\n');
  expect(opening).toEqual([
    { kind: 'SECTION', text: 'ACT', depth: 1 },
    { kind: 'SYNOPSIS', text: 'He waits.' },
  ]);
  expect(scenes[0]?.elements).toEqual([
    { kind: 'SECTION', text: 'Part', depth: 2 },
    { kind: 'PAGE_BREAK', text: '' },
  ]);
});

test.each([
  ['ACT ONE', 1],
  ['Act 1', 1],
  ['Act 2A', 2],
  ['ACT TWO', 2],
  ['Act Two B', 3],
  ['ACT II-B', 3],
  ['Act Two - A New Hope', 2],
  ['**Act 3**: Home', 4],
  ['Prologue', null],
])('under # %s scenes are of act %s', (section, act) => {
  expect(firstScene(`# Act 1\n\n# ${section}\n\nINT. A`)?.act).toBe(act);
});

test('facts are read from the notes right under a heading, in any case', () => {
  const notes =
    '[[Beat: Catalyst]]\n[[conflict: Rae wants in]]\n[[STARTS: +]] [[ends: -]]\n[[target: 1:35]]\n[[card: 12]]\n';
  expect(firstScene(`${HEADING}${notes}[[present: Rae Calder, Manny]]\n[[scene id: s_4]]\n[[why?]]`)).toMatchObject({
    beat: 'Catalyst',
    conflict: 'Rae wants in',
    emotionalStart: '+',
    emotionalEnd: '-',
    targetSeconds: 95,
    boardCardNumber: 12,
    charactersPresent: ['Rae Calder', 'Manny'],
    snowflakeSceneId: 's_4',
    elements: [{ kind: 'NOTE', text: 'why?' }],
  });
});

test.each(['95', '95s', '95 s', '1:35'])('[[target: %s]] is 95 seconds', (target) =>
  expect(firstScene(`${HEADING}[[target: ${target}]]`)?.targetSeconds).toBe(95),
);

test('a target that is none stays a note', () => {
  expect(said('[[target: soon]]')).toEqual([['NOTE', 'target: soon']]);
});

test.each([
  ['He dialed *69 and then *23.', 'He dialed *69 and then *23.'],
  ['***bold italics*** and _an *italic* word_', 'bold italics and an italic word'],
  ['**\\*9765\\***', '*9765*'],
  ['*over\nlines*', '*over\nlines*'],
  ['one [[note]]two /* gone */three', 'one two three'],
  ['fill in the ____', 'fill in the ____'],
])('the words of %j are %j', (text, words) => expect(plainText(text)).toBe(words));

test('what would be read as something else is written with a mark', () => {
  const read = screenplayOfFountain(`${HEADING}!INT. A\n\n!CUT TO:\n\n!RAE\n!~x\n`);
  expect(writeFountain(read)).toBe('INT. HOUSE - DAY\n\n!INT. A\n\n!CUT TO:\n\n!RAE\n!~x\n');
});
