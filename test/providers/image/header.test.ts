import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { readPictureHeader } from '../../../src/providers/image/header';

test.each(['image/png', 'image/jpeg'] as const)('%s tells its size', (kind) => {
  const canvas = createCanvas(37, 21);
  const bytes = kind === 'image/png' ? canvas.toBuffer(kind) : canvas.toBuffer(kind);
  expect(readPictureHeader(bytes)).toEqual({ format: kind.slice(6), width: 37, height: 21 });
});

test('any bytes after the magic number are answered, never an error', () => {
  const starts = [
    Buffer.from('89504e470d0a1a0a', 'hex'),
    Buffer.from('ffd8ff', 'hex'),
    Buffer.from('ffd8ffff', 'hex'),
    Buffer.alloc(0),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 60 }), (start, rest) => {
      const header = readPictureHeader(Buffer.concat([start, rest]));
      expect(header === null || header.width >= 0).toBe(true);
    }),
  );
});
