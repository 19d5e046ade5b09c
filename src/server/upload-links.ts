import { createHmac, timingSafeEqual } from 'node:crypto';
import type { GlobalId } from '../pipeline/values/global-id';

interface UploadLink {
  readonly id: string;
  readonly expires: string;
  readonly signature: string;
}

/** Signs URLs that take one upload until they expire. Their key is derived for that: no media signature is good for it. */
export class UploadLinks {
  readonly #key: Buffer;

  constructor(
    private readonly base: () => string,
    secret: Buffer,
  ) {
    this.#key = createHmac('sha256', secret).update('uploads').digest();
  }

  urlOf(id: GlobalId, expiresAt: Date): string {
    const expires = String(Math.floor(expiresAt.getTime() / 1000));
    return `${this.base()}/uploads/${id}?expires=${expires}&signature=${this.#sign(id, expires).toString('hex')}`;
  }

  isGenuine({ id, expires, signature }: UploadLink, nowMs: number): boolean {
    if (!/^\d{1,12}$/.test(expires) || Number(expires) * 1000 <= nowMs) return false;
    const [given, expected] = [Buffer.from(signature, 'hex'), this.#sign(id, expires)];
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  #sign(id: string, expires: string): Buffer {
    return createHmac('sha256', this.#key).update(`${id}:${expires}`).digest();
  }
}
