import { readFile, stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { MediaRefused } from '../errors';
import { FfmpegFailed, outputOf, startFfmpeg } from './ffmpeg-child.tool';
import type { Size } from './motion';
import { decodeArguments } from './piece-arguments';
import { type Planes, planesBytes } from './resampler';
import { isWhole, type StillFormat, stillFormat } from './whole-still';

export interface StillOrder {
  readonly sha256: string;
  readonly path: string;
  readonly size: Size;
}

/** A dozen stills for 1080p at a zoom of 1.15: both sides of a dissolve, and those that a clip's pieces share. */
const MOST_KEPT_BYTES = 64 * 1024 * 1024;

/** Stills as planes, decoded and scaled once while they are in use. */
export class StillDecoder {
  readonly #ffmpeg: string;
  /** Least recently used first. */
  readonly #kept = new Map<string, Planes>();

  constructor(ffmpeg: string) {
    this.#ffmpeg = ffmpeg;
  }

  async planes(order: StillOrder, signal: AbortSignal): Promise<Planes> {
    const key = `${order.sha256} ${order.size.width}x${order.size.height}`;
    const planes = this.#kept.get(key) ?? (await this.#decode(order, signal));
    this.#kept.delete(key);
    this.#kept.set(key, planes);
    this.#forget();
    return planes;
  }

  async #decode({ sha256, path, size }: StillOrder, signal: AbortSignal): Promise<Planes> {
    const format = await wholeStill(sha256, path);
    const due = planesBytes(size);
    const child = startFfmpeg({ path: this.#ffmpeg, args: decodeArguments({ path, format }, size), signal });
    try {
      const bytes = await outputOf(child, due);
      if (bytes.length !== due) throw refusedStill(sha256, `a file without a picture`);
      return { ...size, bytes };
    } catch (error) {
      throw error instanceof FfmpegFailed ? refusedStill(sha256, error.said.replaceAll(path, 'the still')) : error;
    }
  }

  #forget(): void {
    let bytes = 0;
    for (const [key, planes] of [...this.#kept].reverse()) {
      bytes += planes.bytes.length;
      if (bytes > MOST_KEPT_BYTES) this.#kept.delete(key);
    }
  }
}

/** Twice what the most pixels take in RGBA, which no PNG needs. */
const MOST_FILE_BYTES = 512 * 1024 * 1024;

/** Its format, of a file that goes to its end. */
export async function wholeStill(sha256: string, path: string): Promise<StillFormat> {
  const { size } = await stat(path);
  if (size > MOST_FILE_BYTES) throw refusedStill(sha256, `a file of ${size} bytes`);
  const bytes = await readFile(path);
  const format = stillFormat(bytes);
  if (format === null) throw refusedStill(sha256, 'neither of them');
  if (!isWhole(bytes, format, crc32)) throw refusedStill(sha256, 'a damaged or shortened file');
  return format;
}

export function refusedStill(sha256: string, got: string): MediaRefused {
  return new MediaRefused(`The still ${sha256.slice(0, 12)}… cannot be shown.`, {
    expected: 'a whole PNG or JPEG of at most 67,108,864 pixels',
    got,
    remedy: 'Make the picture anew, or import another one in its place.',
  });
}
