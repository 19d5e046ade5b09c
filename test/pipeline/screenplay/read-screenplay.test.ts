import { guessedFormat } from '../../../src/pipeline/screenplay/guessed-format';
import { readScreenplay } from '../../../src/pipeline/screenplay/read-screenplay';
import { SCREENPLAY_FORMATS } from '../../../src/pipeline/screenplay/screenplay';
import { writeScreenplay } from '../../../src/pipeline/screenplay/write-screenplay';

const FOUNTAIN = 'Title: Keys\n\nINT. HOUSE - DAY\n\nRae turns the key.\n';

test.each(SCREENPLAY_FORMATS)('a screenplay survives the way through %s', (format) => {
  const screenplay = readScreenplay(FOUNTAIN, 'FOUNTAIN', ['text']);
  const text = writeScreenplay(screenplay, format);
  expect(readScreenplay(text, format, ['text'])).toEqual(screenplay);
  expect(guessedFormat(null, text)).toBe(format);
});

test.each([
  ['Only words.', 'FOUNTAIN', 'The screenplay has no scene.'],
  ['INT. A\n\0', 'FOUNTAIN', 'The screenplay holds the character U+0000.'],
  ['INT. A\n\ud800', 'FOUNTAIN', 'The screenplay holds half of a surrogate pair.'],
  ['INT. A\n\n'.repeat(5_001), 'FOUNTAIN', 'A screenplay has at most 5000 scenes.'],
  ['<FinalDraft>\n<Content>', 'FDX', 'The screenplay is no XML that can be read: line 2.'],
  ['<FinalDraft>&boom;</FinalDraft>', 'FDX', 'The screenplay is no XML that can be read: line 1.'],
  ['<html></html>', 'FDX', 'The screenplay is XML, but not that of Final Draft.'],
  ['{"scenes": 5}', 'JSON', 'scenes of the screenplay is not a list.'],
  ['{"scenes": [{"slugline": "INT. A", "beat": []}]}', 'JSON', 'scenes[0].beat of the screenplay is not a text.'],
  ['{"title": "\\u0000"}', 'JSON', 'The screenplay holds the character U+0000.'],
] as const)('%j as %s is refused', (text, format, message) => {
  expect(() => readScreenplay(text, format, ['input', 'text'])).toThrow(
    expect.objectContaining({ message, field: ['input', 'text'], remedy: expect.any(String) }),
  );
});

test.each([
  ['a.fountain', '{}', 'FOUNTAIN'],
  ['a.FDX', '', 'FDX'],
  ['a.json', '', 'JSON'],
  ['a.docx', '\uFEFF<?xml version="1.0"?>', 'FDX'],
  [null, ' {"title": 1}', 'JSON'],
  [null, 'INT. A', 'FOUNTAIN'],
] as const)('%s that holds %j is %s', (name, text, format) => expect(guessedFormat(name, text)).toBe(format));
