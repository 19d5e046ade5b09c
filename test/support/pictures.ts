import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';

export const PNG_BEGIN = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function pngChunk(type: string, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, checksum]);
}

export function pngHeader(width: number, height: number, form: readonly number[] = [8, 2, 0, 0, 0]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(form, 8);
  return pngChunk('IHDR', header);
}

/** A PNG of one colour, written by hand: `rows` says how many rows really are in it. */
export function plainPng(width: number, height: number, rows = height): Buffer {
  const pixels = deflateSync(Buffer.alloc((1 + 3 * width) * rows));
  return Buffer.concat([PNG_BEGIN, pngHeader(width, height), pngChunk('IDAT', pixels), pngChunk('IEND')]);
}

/** As a program would draw and export it. */
export function drawn(type: 'image/png' | 'image/jpeg', width = 64, height = 48): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  for (let at = 0; at < width; at += 1) {
    context.fillStyle = `hsl(${at * 7}, 70%, 50%)`;
    context.fillRect(at, (at * 13) % height, 5, 9);
  }
  return type === 'image/png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg', 90);
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
