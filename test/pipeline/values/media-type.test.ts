import fc from 'fast-check';
import { claimedType, isClaimed, MEDIA_TYPES, sniffedType } from '../../../src/pipeline/values/media-type';
import { Utf8Walk } from '../../../src/pipeline/values/utf8-walk';
import { drawn } from '../../support/pictures';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
/** A frame of 128 kbit/s at 44.1 kHz has 417 bytes. */
const mp3Frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)]);
const adtsFrame = Buffer.concat([Buffer.from([0xff, 0xf1, 0x50, 0x80, 0x02, 0x1f, 0xfc]), Buffer.alloc(9)]);
const ogg = (packet: string) => Buffer.concat([latin1('OggS\0\x02'), Buffer.alloc(20), latin1(`\x01\x1e${packet}`)]);
const ebml = (type: string) =>
  latin1(`\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82${String.fromCharCode(0x80 + type.length)}${type}`);

test.each<[string, Buffer, string]>([
  ['a PNG', drawn('image/png'), 'image/png'],
  ['a JPEG', drawn('image/jpeg'), 'image/jpeg'],
  ['a WAV', latin1('RIFF\x24\0\0\0WAVEfmt '), 'audio/wav'],
  ['a FLAC', latin1('fLaC\0\0\0\x22'), 'audio/flac'],
  ['an Ogg of Vorbis', ogg('\x01vorbis'), 'audio/ogg'],
  ['an Ogg of Opus', ogg('OpusHead'), 'audio/ogg'],
  ['an MP3 with a title', latin1('ID3\x04\0\0\0\0\0\x23TIT2'), 'audio/mpeg'],
  ['two frames of MP3', Buffer.concat([mp3Frame, mp3Frame]), 'audio/mpeg'],
  ['two frames of AAC', Buffer.concat([adtsFrame, adtsFrame]), 'audio/aac'],
  ['an MP4', latin1('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41'), 'video/mp4'],
  ['a fragmented MP4', latin1('\0\0\0\x1cftypiso6'), 'video/mp4'],
  ['an M4A', latin1('\0\0\0\x1cftypM4A \0\0\x02\0'), 'audio/mp4'],
  ['a MOV', latin1('\0\0\0\x14ftypqt  \0\0\x02\0'), 'video/quicktime'],
  ['a MOV without a brand', latin1('\0\0\0\x08wide\0\0\x10\0mdat'), 'video/quicktime'],
  ['a WebM', ebml('webm'), 'video/webm'],
  ['a Matroska', ebml('matroska'), 'video/x-matroska'],
  ['a zip', latin1('PK\x03\x04\x14\0'), 'application/zip'],
  ['an empty zip', Buffer.concat([latin1('PK\x05\x06'), Buffer.alloc(18)]), 'application/zip'],
  ['JSON', Buffer.from('\ufeff {"segments": []}'), 'application/json'],
  ['text', Buffer.from('Städte sind wärmer als das Land. 🔥'), 'text/plain'],
  ['a PDF', latin1('%PDF-1.7\n'), 'application/pdf'],
  ['a page', latin1('<!DOCTYPE html><p>404</p>'), 'text/html'],
  ['a page behind its comments', latin1('<?xml version="1.0"?>\n<!-- a --><!-- b -->\n<HTML lang="en">'), 'text/html'],
  ['Markdown that begins with a comment', Buffer.from('<!-- draft -->\n# Heat\n'), 'text/plain'],
])('%s is known by its first bytes', (_what, bytes, type) => {
  expect(sniffedType(bytes)).toEqual({ type });
});

test.each<[Buffer, string]>([
  [latin1(''), 'nothing: 0 bytes'],
  [latin1('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'an SVG'],
  [latin1('<script>1</script>'), 'XML or HTML text'],
  [latin1('<?xml version="1.0"?><MPD/>'), 'XML or HTML text'],
  [latin1('#EXTM3U\nhttp://127.0.0.1/a.ts'), 'an HLS playlist'],
  [latin1('ffconcat version 1.0\nfile secret'), 'a list of files for FFmpeg'],
  [latin1('Rar!\x1a\x07\x01\0'), 'a RAR archive'],
  [latin1('7z\xbc\xaf\x27\x1c\0\x04'), 'a 7-Zip archive'],
  [latin1('\x1f\x8b\x08\0'), 'a gzip archive'],
  [latin1('MZ\x90\0\x03'), 'a program for Windows'],
  [latin1('\x7fELF\x02\x01'), 'a program for Linux'],
  [latin1('GIF89a\x01\0\x01\0'), 'a GIF'],
  [latin1('RIFF\0\0\0\0WEBPVP8 '), 'a WebP picture'],
  [latin1('RIFF\0\0\0\0AVI LIST'), 'an AVI film'],
  [latin1('\0\0\0\x20ftypheic'), 'a HEIC picture'],
  [latin1('\0\0\0\x20ftypavif'), 'an AVIF picture'],
  [ogg('\x80theora'), 'an Ogg file without a sound that is taken'],
  [Buffer.from('hello', 'utf16le'), 'no kind of file that is known here'],
  [mp3Frame, 'no kind of file that is known here'],
  [Buffer.concat([mp3Frame, Buffer.alloc(500)]), 'no kind of file that is known here'],
])('%j is named and not taken', (bytes, refused) => {
  expect(sniffedType(bytes)).toEqual({ refused });
});

test('whatever comes is told without a fault, and never is what is not on the list', () => {
  const begun = fc.constantFrom(
    ...[
      'RIFF',
      'OggS',
      'ID3',
      '\x1a\x45\xdf\xa3',
      '\0\0\0\x20ftyp',
      '\xff\xfb',
      '\xff\xf1',
      'PK\x03\x04',
      '<',
      '{',
      '',
    ],
  );
  fc.assert(
    fc.property(begun, fc.uint8Array({ maxLength: 300 }), (begin, rest) => {
      const sniffed = sniffedType(Buffer.concat([latin1(begin), rest]));
      if ('type' in sniffed) expect(MEDIA_TYPES).toContain(sniffed.type);
      else expect(sniffed.refused.length).toBeGreaterThan(3);
    }),
  );
});

test('a claim goes by its usual names, without parameters', () => {
  expect(claimedType(' Video/MP4; codecs="avc1" ')).toBe('video/mp4');
  expect(claimedType('audio/x-wav')).toBe('audio/wav');
  for (const type of MEDIA_TYPES) expect(claimedType(type)).toBe(type);
  for (const other of ['', 'image/svg+xml', 'constructor', '__proto__', 'application/x-mpegurl']) {
    expect(claimedType(other)).toBeNull();
  }
});

test('a claim covers its kind, and boxes of film or sound both', () => {
  expect(isClaimed('image/png', 'image/jpeg')).toBe(true);
  expect(isClaimed('audio/mp4', 'video/mp4')).toBe(true);
  expect(isClaimed('video/mp4', 'audio/mp4')).toBe(true);
  expect(isClaimed('image/png', 'application/zip')).toBe(false);
  expect(isClaimed('video/mp4', 'audio/mpeg')).toBe(false);
  expect(isClaimed('application/zip', 'text/plain')).toBe(false);
  expect(isClaimed('text/html', 'application/pdf')).toBe(true);
  expect(isClaimed('text/markdown', 'text/html')).toBe(false);
});

test('no page takes long to tell, however many comments it begins with', () => {
  const bytes = Buffer.from('<!---->'.repeat(9_000));
  const begun = performance.now();
  expect(sniffedType(bytes)).toEqual({ type: 'text/plain' });
  expect(performance.now() - begun).toBeLessThan(1_000);
});

test('text is text wherever it is cut into pieces, and anything else is not', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(), (written, cut) => {
      const bytes = Buffer.from(written.replaceAll('\0', ' '));
      const [walk, at] = [new Utf8Walk(), cut % (bytes.length + 1)];
      walk.take(bytes.subarray(0, at));
      walk.take(bytes.subarray(at));
      walk.end();
    }),
  );
  for (const bytes of [Buffer.from([0x61, 0xff]), Buffer.from([0xc3, 0x28]), Buffer.from('a\0b')]) {
    expect(() => new Utf8Walk().take(bytes)).toThrow('not UTF-8');
  }
  const cut = new Utf8Walk();
  cut.take(Buffer.from('ä').subarray(0, 1));
  expect(() => cut.end()).toThrow('not UTF-8');
});
