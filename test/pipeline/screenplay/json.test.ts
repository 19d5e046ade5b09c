import { screenplayOfJson } from '../../../src/pipeline/screenplay/json/screenplay-of-json';
import { writeScreenplayJson } from '../../../src/pipeline/screenplay/json/write-screenplay-json';
import type { JsonObject, JsonValue } from '../../../src/pipeline/values/canonical-json';

function sceneOf(members: JsonObject) {
  return screenplayOfJson({ title: 'Keys', scenes: [{ slugline: 'INT. A', ...members }] }).scenes[0];
}

test('the one sign of old files is what a scene starts with, unless it says its start', () => {
  expect(sceneOf({ emotional_polarity: '-' })).toMatchObject({ emotionalStart: '-', emotionalEnd: null, extra: {} });
  expect(sceneOf({ emotional_polarity: '-', emotional_start: '+', emotional_end: 'negative' })).toMatchObject({
    emotionalStart: '+',
    emotionalEnd: '-',
  });
});

test('a sign that is none is kept as what else is said', () => {
  expect(sceneOf({ emotional_start: 'mixed' })).toMatchObject({
    emotionalStart: null,
    extra: { emotional_start: 'mixed' },
  });
});

test('digits are numbers, and numbers are labels', () => {
  expect(
    sceneOf({ scene_number: 12, estimated_duration_seconds: '95.5', board_card_number: '7', beat: 3 }),
  ).toMatchObject({ label: '12', targetSeconds: 95.5, boardCardNumber: 7, beat: '3' });
});

test.each([
  [{ int_ext: 'INT', location: 'VAN', time_of_day: 'DAY' }, 'INT. VAN - DAY'],
  [{ int_ext: 'int.', location: 'VAN' }, 'INT. VAN'],
  [{ location: 'VAN', time_of_day: 'DAY' }, 'VAN - DAY'],
  [{ scene_heading: 'EXT. PIER' }, 'EXT. PIER'],
  [{ elements: [{ type: 'scene_heading', text: 'EXT. DOCK' }] }, 'EXT. DOCK'],
])('%j is headed %s', (members, slugline) =>
  expect(screenplayOfJson({ scenes: [members] }).scenes[0]?.slugline).toBe(slugline),
);

test.each([
  ['action', 'ACTION'],
  ['Scene Heading', 'SHOT'],
  ['description', 'ACTION'],
  ['centered', 'CENTRED'],
  ['lyrics', 'LYRIC'],
  ['sound-cue', 'ACTION'],
  ['constructor', 'ACTION'],
])('an element of type %s is %s', (element_type, kind) =>
  expect(sceneOf({ elements: [{ element_type, content: 'CLOSE ON the key' }] })?.elements).toEqual([
    { kind, text: 'CLOSE ON the key' },
  ]),
);

test('a line of text alone is action, and speech names its speaker first', () => {
  const elements: JsonValue = [
    'A door.',
    { type: 'dialogue', character: 'RAE', text: 'Hello.' },
    { type: 'dialogue', content: ' ' },
  ];
  expect(sceneOf({ elements })?.elements).toEqual([
    { kind: 'ACTION', text: 'A door.' },
    { kind: 'CHARACTER', text: 'RAE' },
    { kind: 'DIALOGUE', text: 'Hello.' },
  ]);
});

test('what nobody knows is kept where it stood and written out again; what is counted is counted anew', () => {
  const file = { title: 'Keys', mood: 'wet', total_pages: 99, scenes: [{ slugline: 'INT. A', lens: { mm: 35 } }] };
  const read = screenplayOfJson(file);
  expect(read.extra).toEqual({ mood: 'wet' });
  expect(read.scenes[0]?.extra).toEqual({ lens: { mm: 35 } });
  expect(JSON.parse(writeScreenplayJson(read))).toMatchObject({
    ...{ mood: 'wet', total_pages: 0, scenes: [{ scene_number: 1, scene_label: null, lens: { mm: 35 } }] },
  });
});

test('a format that is none of ours stays where it was', () => {
  expect(screenplayOfJson({ format: 'opera', scenes: [] })).toMatchObject({ format: null, extra: { format: 'opera' } });
  expect(screenplayOfJson({ format: 'feature', scenes: [] })).toMatchObject({ format: 'FEATURE', extra: {} });
});

test('a byte order mark before the JSON is none of it', () => {
  expect(screenplayOfJson('\uFEFF{"title": "Keys", "scenes": []}').title).toBe('Keys');
});

test.each([
  ['[]', 'The root', 'an object', 'a list of 0'],
  ['{"title": {}}', 'title', 'a text', 'an object'],
  ['{"scenes": {}}', 'scenes', 'a list', 'an object'],
  ['{"scenes": [7]}', 'scenes[0]', 'an object', '7'],
  ['{"scenes": [{}]}', 'scenes[0].slugline', 'a heading', 'nothing'],
  ['{"scenes": [{"slugline": true}]}', 'scenes[0].slugline', 'a text', 'true'],
  ['{"scenes": [{"slugline": "A", "elements": "x"}]}', 'scenes[0].elements', 'a list', '"x"'],
  ['{"scenes": [{"slugline": "A", "elements": ["x", 5]}]}', 'scenes[0].elements[1]', 'an element', '5'],
  [
    '{"scenes": [{"slugline": "A", "elements": [{"content": []}]}]}',
    'scenes[0].elements[0].content',
    'a text',
    'a list of 0',
  ],
  [
    '{"scenes": [{"slugline": "A", "characters_present": [null]}]}',
    'scenes[0].characters_present[0]',
    'a name',
    'null',
  ],
  ['{"scenes": [{"slugline": "A", "board_card_number": "x"}]}', 'scenes[0].board_card_number', 'a number', '"x"'],
  ['{"title_page": [1]}', 'title_page[0]', 'an object', '1'],
  ['{"opening": [1]}', 'opening[0]', 'an element', '1'],
])('%s is refused at %s', (text, path, expected, got) => {
  const place = path === 'The root' ? 'the root' : path;
  expect(() => screenplayOfJson(text, ['input', 'text'])).toThrow(
    expect.objectContaining({
      message: `${path} of the screenplay is not ${expected}.`,
      field: ['input', 'text'],
      expected: `${expected} at ${place}`,
      got,
      remedy: `Make ${place} ${expected}, or leave it out where it is not known.`,
    }),
  );
});

test('JSON that is cut off is refused by its line', () => {
  expect(() => screenplayOfJson('{"title": "Keys"\n"scenes": []}')).toThrow('The screenplay is no JSON: line 2.');
});
