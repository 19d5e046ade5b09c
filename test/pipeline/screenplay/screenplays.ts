import fc from 'fast-check';
import {
  ELEMENT_KINDS,
  type Screenplay,
  type ScreenplayElement,
  type ScreenplayScene,
} from '../../../src/pipeline/screenplay/screenplay';
import { STORY_FORMATS } from '../../../src/pipeline/shots/shot';

/** Whatever a format could take for something else, and the line breaks and blanks between. */
const WICKED = [
  ...[
    'INT. HOUSE - DAY',
    'EXT/INT. VAN',
    'est dock',
    'RAE',
    'RAE (on the radio)',
    'CUT TO:',
    'ACT TWO B',
    'Title: x',
    '(low)',
  ],
  ...['.', '..', '!', '@', '~', '>', '<', '=', '===', '#', '##', '#1A#', '^', ':', '(', ')', ',', '"', "'"],
  ...['*', '**', '***', '_', '\\', '\\*', '*bold*', '**x**', '_u_', '[[', ']]', '[[note]]', '/*', '*/', '/* gone */'],
  ...['beat: Catalyst', 'target: 95', 'act: 2B', 'present: Rae, Manny', 'scene id: x'],
  ...[
    '<b>',
    '&amp;',
    '&',
    '<![CDATA[',
    ']]>',
    '\u00e9',
    '\u{1f3ac}',
    '黒澤',
    'ß',
    '\uFEFF',
    '\u00a0',
    '\u2028',
    '\u0085',
  ],
  ...[' ', '  ', '   ', '\t', '\n', '\n', '\n\n', '\n \n', '\n  \n', '\r\n', '\r', 'a', 'b c', 'Word.', '12'],
];

export const wickedText = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...WICKED), { maxLength: 12 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

export const element: fc.Arbitrary<ScreenplayElement> = fc
  .record({
    kind: fc.constantFrom(...ELEMENT_KINDS),
    text: wickedText,
    isDual: fc.boolean(),
    depth: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ kind, text, isDual, depth }) => ({
    kind,
    text: kind === 'PAGE_BREAK' ? '' : text,
    ...(kind === 'CHARACTER' && isDual ? { isDual } : {}),
    ...(kind === 'SECTION' ? { depth } : {}),
  }));

const extra = fc.dictionary(
  fc.constantFrom('mood', 'notes', 'x_y'),
  fc.oneof(fc.integer(), fc.string(), fc.constant(null)),
  {
    noNullPrototype: true,
  },
);

export const scene: fc.Arbitrary<ScreenplayScene> = fc.record({
  label: orNull(fc.oneof(fc.constantFrom('1', '12A', 'I-1.'), wickedText)),
  slugline: fc.oneof(fc.constantFrom('INT. HOUSE - DAY', 'SNIPER SCOPE POV'), wickedText),
  elements: fc.array(element, { maxLength: 8 }),
  act: orNull(fc.integer({ min: 1, max: 4 })),
  beat: orNull(wickedText),
  emotionalStart: orNull(fc.constantFrom('+' as const, '-' as const)),
  emotionalEnd: orNull(fc.constantFrom('+' as const, '-' as const)),
  conflict: orNull(wickedText),
  charactersPresent: fc.array(wickedText, { maxLength: 3 }),
  targetSeconds: orNull(fc.oneof(fc.integer({ min: 1, max: 600 }), fc.double({ min: 0.001, max: 1e6, noNaN: true }))),
  boardCardNumber: orNull(fc.nat(60)),
  snowflakeSceneId: orNull(wickedText),
  extra,
});

export const screenplay: fc.Arbitrary<Screenplay> = fc.record({
  title: wickedText,
  author: orNull(wickedText),
  format: orNull(fc.constantFrom(...STORY_FORMATS)),
  genre: orNull(wickedText),
  logline: orNull(wickedText),
  titlePage: fc.array(
    fc.record({
      key: fc.oneof(fc.constantFrom('Title', 'Draft date', 'Author', 'Genre'), wickedText),
      value: wickedText,
    }),
    { maxLength: 3 },
  ),
  opening: fc.array(element, { maxLength: 3 }),
  scenes: fc.array(scene, { maxLength: 3 }),
  extra,
});

/** Text of words alone, which every format says as it is. */
const words = fc
  .array(fc.constantFrom('Rae', 'turns', 'the key.', 'Nothing happens,', 'again', '95', 'café'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((all) => `So ${all.join(' ')}`);
const speech = fc
  .record({
    name: fc.constantFrom('RAE', 'MANNY (V.O.)', 'McCLANE'),
    isDual: fc.boolean(),
    low: fc.boolean(),
    said: words,
  })
  .map(({ name, isDual, low, said }): ScreenplayElement[] => [
    isDual ? { kind: 'CHARACTER', text: name, isDual } : { kind: 'CHARACTER', text: name },
    ...(low ? [{ kind: 'PARENTHETICAL' as const, text: 'low' }] : []),
    { kind: 'DIALOGUE', text: said },
  ]);
const standing = fc
  .record({ kind: fc.constantFrom('ACTION', 'TRANSITION', 'CENTRED', 'NOTE', 'SYNOPSIS', 'BONEYARD'), text: words })
  .map(({ kind, text }): ScreenplayElement[] => [{ kind, text } as ScreenplayElement]);
const tameElements = fc.array(fc.oneof(speech, standing), { maxLength: 6 }).map((all) => all.flat());

/** A screenplay without anything that a format would have to change. */
export const tameScreenplay: fc.Arbitrary<Screenplay> = fc
  .record({
    title: words,
    author: orNull(words),
    format: orNull(fc.constantFrom(...STORY_FORMATS)),
    opening: tameElements,
    scenes: fc.array(
      fc.record({
        label: orNull(fc.constantFrom('1', '12A')),
        slugline: fc.constantFrom('INT. HOUSE - DAY', 'EXT. DOCK - NIGHT', 'SNIPER SCOPE POV'),
        elements: tameElements,
        act: orNull(fc.integer({ min: 1, max: 4 })),
        beat: orNull(words),
        emotionalStart: orNull(fc.constantFrom('+' as const, '-' as const)),
        emotionalEnd: orNull(fc.constantFrom('+' as const, '-' as const)),
        conflict: orNull(words),
        charactersPresent: fc.array(fc.constantFrom('Rae Calder', 'Manny'), { maxLength: 2 }),
        targetSeconds: orNull(fc.integer({ min: 1, max: 600 })),
        boardCardNumber: orNull(fc.nat(60)),
        snowflakeSceneId: orNull(words),
        extra: fc.constant({}),
      }),
      { maxLength: 3 },
    ),
  })
  .map((it) => ({
    ...it,
    genre: 'dude_with_a_problem',
    logline: 'A cook & a bomb.',
    extra: {},
    titlePage: titlePageOf(it),
  }));

function titlePageOf({ title, author, format }: Pick<Screenplay, 'title' | 'author' | 'format'>) {
  return [
    { key: 'Title', value: title },
    ...(author === null ? [] : [{ key: 'Author', value: author }]),
    ...(format === null ? [] : [{ key: 'Format', value: format }]),
    { key: 'Genre', value: 'dude_with_a_problem' },
    { key: 'Logline', value: 'A cook & a bomb.' },
    { key: 'Contact', value: 'One Street\nA Town' },
  ];
}
