import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describedBytes, imageHeader } from '../../../src/pipeline/values/image-header';
import { JpegWalk } from '../../../src/pipeline/values/jpeg-walk';
import { PngWalk } from '../../../src/pipeline/values/png-walk';
import { drawn, PNG_BEGIN, plainPng, pngChunk, pngHeader } from '../../support/pictures';

const PNG = drawn('image/png');
const JPEG = drawn('image/jpeg');
const segment = (marker: number, data: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff]), data]);

/** A JPEG whose profile holds another JPEG and goes on past 64 kB, as cameras and print shops write them. */
const WITH_PREVIEW = Buffer.concat([
  JPEG.subarray(0, 2),
  segment(0xe1, drawn('image/jpeg', 8, 8)),
  ...Array.from({ length: 3 }, () => segment(0xe2, Buffer.alloc(60_000, 7))),
  JPEG.subarray(2),
]);

test('type and size are read off the header', () => {
  expect(imageHeader(PNG)).toEqual({ mimeType: 'image/png', width: 64, height: 48 });
  expect(imageHeader(JPEG)).toEqual({ mimeType: 'image/jpeg', width: 64, height: 48 });
  expect(imageHeader(WITH_PREVIEW)).toEqual({ mimeType: 'image/jpeg', width: 64, height: 48 });
});

test.each([
  ['no bytes', Buffer.alloc(0)],
  ['a signature alone', PNG_BEGIN],
  ['a PNG without pixels', Buffer.concat([PNG_BEGIN, pngHeader(0, 5)])],
  ['a JPEG that ends before its frame', JPEG.subarray(0, 20)],
  ['text', Buffer.from('<svg width="5" height="5"/>')],
])('%s says no size', (_what, bytes) => {
  expect(imageHeader(bytes)).toBeNull();
});

test.each([
  ['', 'nothing: 0 bytes'],
  ['PK\x03\x04', 'a zip archive (also .docx, .pptx, .xlsx)'],
  ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'an SVG'],
  ['\xef\xbb\xbf<?xml version="1.0"?>\n<!-- made by hand -->\n<svg/>', 'an SVG'],
  ['<?xml version="1.0"?><feed/>', 'XML or HTML text'],
  ['<!DOCTYPE html><p>404</p>', 'XML or HTML text'],
  ['#EXTM3U\n#EXT-X-VERSION:3', 'an HLS playlist'],
  ['ffconcat version 1.0', 'a list of files for FFmpeg'],
  ['\0\0\0\x20ftypisom', 'an MP4 or MOV film'],
  ['\0\0\0\x20ftypheic', 'a HEIC picture'],
  ['RIFF\0\0\0\0WEBPVP8 ', 'a WebP picture'],
  ['%PDF-1.7', 'a PDF'],
  ['hello', 'plain text'],
  ['\x01\x02\x03', 'no kind of file that is known here'],
])('%j looks like %s', (text, expected) => {
  expect(describedBytes(Buffer.from(text, 'latin1'))).toBe(expected);
});

const parts = (bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const ends = [...new Set(cuts.map((cut) => cut % bytes.length)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, n) => bytes.subarray(ends[n - 1] ?? 0, end));
};
function walkPng(pieces: readonly Buffer[]): PngWalk & { pixels?: Buffer } {
  const walk = new PngWalk(crc32);
  const pixels = pieces.flatMap((piece) => [...walk.take(piece)]);
  return Object.assign(walk, { pixels: Buffer.concat(pixels) });
}
function walkJpeg(pieces: readonly Buffer[]): JpegWalk {
  const walk = new JpegWalk();
  for (const piece of pieces) walk.take(piece);
  return walk;
}
const cuts = fc.array(fc.nat(), { maxLength: 30 });

test('a picture is whole however its bytes arrive', () => {
  const { pixels } = walkPng([PNG]);
  fc.assert(
    fc.property(cuts, (at) => {
      const png = walkPng(parts(PNG, at));
      expect([png.ended, png.size, png.pixels?.equals(pixels ?? PNG)]).toEqual([true, { width: 64, height: 48 }, true]);
      const jpeg = walkJpeg(parts(WITH_PREVIEW, at));
      expect([jpeg.ended, jpeg.size]).toEqual([true, { width: 64, height: 48 }]);
    }),
  );
});

test('a picture that was cut off anywhere has no end', () => {
  fc.assert(
    fc.property(fc.nat(), (at) => {
      expect(walkPng([PNG.subarray(0, at % PNG.length)]).ended).toBe(false);
      expect(walkJpeg([WITH_PREVIEW.subarray(0, at % (WITH_PREVIEW.length - 1))]).ended).toBe(false);
    }),
  );
});

test('what stands behind the end is no part of a picture', () => {
  expect(walkPng([PNG, Buffer.from('PK')]).ended).toBe(true);
  expect(walkJpeg([JPEG, Buffer.from('PK')]).ended).toBe(true);
});

test('one bit that was changed is found by its checksum', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: PNG_BEGIN.length, max: PNG.length - 1 }),
      fc.integer({ min: 0, max: 7 }),
      (at, bit) => {
        const spoiled = Buffer.from(PNG);
        spoiled[at] = (spoiled[at] ?? 0) ^ (1 << bit);
        const isWhole = () => walkPng([spoiled]).ended;
        // A changed length may ask for more bytes than there are, which is no end either.
        expect(() => {
          if (!isWhole()) throw new Error('no end');
        }).toThrow();
      },
    ),
  );
});

test('the size of the pixels follows the form, line by line and in the seven passes of Adam7', () => {
  const bytesOf = (width: number, height: number, form: number[]) =>
    walkPng([Buffer.concat([PNG_BEGIN, pngHeader(width, height, form)])]).pixelBytes;
  expect(bytesOf(10, 4, [8, 2, 0, 0, 0])).toBe(4 * 31);
  expect(bytesOf(10, 4, [1, 0, 0, 0, 0])).toBe(4 * 3);
  expect(bytesOf(10, 4, [16, 6, 0, 0, 0])).toBe(4 * 81);
  expect(bytesOf(8, 8, [8, 0, 0, 0, 1])).toBe(64 + 1 + 1 + 1 + 2 + 2 + 4 + 4);
  expect(bytesOf(1, 1, [8, 0, 0, 0, 1])).toBe(2);
});

test.each([
  ['a form that no PNG has', [pngHeader(4, 4, [3, 2, 0, 0, 0])]],
  ['no header', [pngChunk('IDAT'), pngChunk('IEND')]],
  ['two headers', [pngHeader(4, 4), pngHeader(4, 4)]],
  ['a header of another length', [pngChunk('IHDR', Buffer.alloc(20))]],
  ['a chunk without a name', [pngHeader(4, 4), Buffer.alloc(12)]],
])('a PNG with %s is refused', (_what, chunks) => {
  expect(() => walkPng([PNG_BEGIN, ...chunks])).toThrow('The PNG is broken or was cut off.');
});

test('any bytes at all behind a signature end in a refusal or wait for more', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      for (const walk of [
        () => walkPng([PNG_BEGIN, Buffer.from(bytes)]),
        () => walkJpeg([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(bytes)]),
      ]) {
        try {
          walk();
        } catch (error) {
          expect(error).toMatchObject({ code: 'MEDIA_REFUSED' });
        }
      }
      imageHeader(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), bytes]));
      describedBytes(bytes);
    }),
  );
});

test('64 MiB are walked in moments', () => {
  const jpeg = Buffer.concat([JPEG.subarray(0, -2), Buffer.alloc(64 << 20, 0x55), JPEG.subarray(-2)]);
  const [png, pixels] = [plainPng(4, 4).subarray(0, -12), pngChunk('IDAT', Buffer.alloc(64 << 20, 1))];
  const begun = performance.now();
  expect(walkJpeg([jpeg]).ended).toBe(true);
  walkPng([png, pixels, pngChunk('IEND')]);
  expect(performance.now() - begun).toBeLessThan(5_000);
});
