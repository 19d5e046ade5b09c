import fc from 'fast-check';
import { decodedText } from '../../../src/pipeline/knowledge/text-of-bytes';

test.each<[string, Buffer, string, string]>([
  ['UTF-8', Buffer.from('Übung'), 'Übung', 'utf-8'],
  ['UTF-8 with a mark', Buffer.from('\ufeffÜbung'), 'Übung', 'utf-8'],
  ['UTF-16, little end first', Buffer.from('\ufeffÜbung', 'utf16le'), 'Übung', 'utf-16le'],
  ['UTF-16, big end first', Buffer.from('\ufeffÜbung', 'utf16le').swap16(), 'Übung', 'utf-16be'],
  [
    'a page that says Latin-1',
    Buffer.from('<meta charset="iso-8859-1">Übung', 'latin1'),
    '<meta charset="iso-8859-1">Übung',
    'windows-1252',
  ],
])('%s is read without a warning', (_what, bytes, text, encoding) => {
  expect(decodedText(bytes)).toEqual({ text, encoding, warnings: [] });
});

test('bytes that are nothing else are read as Windows-1252, and that is said', () => {
  expect(decodedText(Buffer.from([0x93, 0xdc, 0x62, 0x94]))).toEqual({
    text: '“Üb”',
    encoding: 'windows-1252',
    warnings: ['The text is not UTF-8 throughout: it was read as Windows-1252, so some letters may be wrong.'],
  });
});

test('a page that is not what it says is told', () => {
  const { warnings } = decodedText(Buffer.from('<meta charset=utf-8>\xdcbung', 'latin1'));
  expect(warnings.join()).toContain('although it says utf-8');
});

test('whatever the bytes, they are read; and text comes back', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => expect(typeof decodedText(bytes).text).toBe('string')));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!/^\ufeff|<meta/i.test(text));
      expect(decodedText(Buffer.from(text)).text).toBe(text);
    }),
  );
});
