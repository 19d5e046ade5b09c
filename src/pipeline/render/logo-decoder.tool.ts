import { open } from 'node:fs/promises';
import { HEADER_BYTES, imageHeader, MOST_PIXELS } from '../values/image-header';
import { FfmpegFailed, outputOf, startFfmpeg } from './ffmpeg-child.tool';
import { logoSize } from './logo-layout';
import type { Size } from './motion';
import { logoArguments } from './piece-arguments';
import { refusedStill, wholeStill } from './still-decoder.tool';

/** A picture in the size in which it is drawn. */
export interface Logo extends Size {
  /** Not multiplied by its alpha. */
  readonly rgba: Uint8ClampedArray;
}

export interface LogoOrder {
  readonly sha256: string;
  readonly path: string;
  readonly frame: Size;
}

/** A brand has a few; each takes at most a tenth of a frame. */
const MOST_KEPT = 4;

/** Logos as pixels, decoded and scaled once while films of one size are made. */
export class LogoDecoder {
  readonly #ffmpeg: string;
  /** Least recently used first. */
  readonly #kept = new Map<string, Logo>();

  constructor(ffmpeg: string) {
    this.#ffmpeg = ffmpeg;
  }

  async logo(order: LogoOrder, signal: AbortSignal): Promise<Logo> {
    const key = `${order.sha256} ${order.frame.width}x${order.frame.height}`;
    const logo = this.#kept.get(key) ?? (await this.#decode(order, signal));
    this.#kept.delete(key);
    this.#kept.set(key, logo);
    for (const oldest of [...this.#kept.keys()].slice(0, -MOST_KEPT)) this.#kept.delete(oldest);
    return logo;
  }

  async #decode({ sha256, path, frame }: LogoOrder, signal: AbortSignal): Promise<Logo> {
    const format = await wholeStill(sha256, path);
    const size = logoSize(await claimedSize(sha256, path), frame);
    const child = startFfmpeg({ path: this.#ffmpeg, args: logoArguments({ path, format }, size), signal });
    try {
      const due = 4 * size.width * size.height;
      const bytes = await outputOf(child, due);
      if (bytes.length !== due) throw refusedStill(sha256, 'a file without a picture');
      return { ...size, rgba: unmultiplied(bytes) };
    } catch (error) {
      throw error instanceof FfmpegFailed ? refusedStill(sha256, error.said.replaceAll(path, 'the logo')) : error;
    }
  }
}

async function claimedSize(sha256: string, path: string): Promise<Size> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    const header = imageHeader(buffer.subarray(0, bytesRead));
    if (header && header.width * header.height <= MOST_PIXELS) return header;
    throw refusedStill(sha256, header ? `${header.width} × ${header.height}` : 'a picture that does not say its size');
  } finally {
    await file.close();
  }
}

/** It was scaled multiplied by its alpha, so that what is transparent lends no colour to its edges. */
function unmultiplied(bytes: Uint8Array): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(bytes);
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3] ?? 0;
    if (alpha === 0 || alpha === 255) continue;
    for (const channel of [at, at + 1, at + 2]) rgba[channel] = Math.round(((rgba[channel] ?? 0) * 255) / alpha);
  }
  return rgba;
}
