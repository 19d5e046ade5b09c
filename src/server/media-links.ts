import { createHmac, timingSafeEqual } from 'node:crypto';
import { BadInput } from '../reads/bad-input';
import { RecentlyUsed } from '../reads/recently-used';
import type { MediaLink } from '../reads/table';

const BLOCK_BYTES = 64; // SHA-256's
const LONGEST_SECONDS = 7 * 24 * 3_600;
/** Links end on a whole five minutes, so that two answers within them have the same URL and a browser finds its copy. */
const STEP_SECONDS = 300;

/**
 * Signs URLs of media: each opens one content of one project until it expires. Every expiry has a key of its own, so that
 * what Postgres is given to sign with is worth nothing five minutes later.
 */
export class MediaLinks {
  readonly #links = new RecentlyUsed<number, MediaLink>(64);

  constructor(
    private readonly base: () => string,
    private readonly secret: Buffer,
  ) {}

  at(nowMs: number, expiresInSeconds: number): MediaLink {
    if (!(expiresInSeconds >= 1 && expiresInSeconds <= LONGEST_SECONDS)) throw badLifetime(expiresInSeconds);
    const asked = nowMs / 1000 + expiresInSeconds;
    return this.#link(Math.ceil(asked / STEP_SECONDS) * STEP_SECONDS);
  }

  #link(expiresAt: number): MediaLink {
    const known = this.#links.get(expiresAt);
    if (known) return known;
    const key = this.#key(expiresAt);
    const link = { base: this.base(), expiresAt, innerBlock: padded(key, 0x36), outerBlock: padded(key, 0x5c) };
    this.#links.set(expiresAt, link);
    return link;
  }

  #key(expiresAt: number): Buffer {
    return createHmac('sha256', this.secret).update(`media until ${expiresAt}`).digest();
  }

  isGenuine(link: { sha256: string; project: string; expires: string; signature: string }, nowMs: number): boolean {
    if (!/^\d{1,12}$/.test(link.expires) || Number(link.expires) * 1000 <= nowMs) return false;
    const message = `${link.sha256}:${link.project}:${link.expires}`;
    const expected = createHmac('sha256', this.#key(Number(link.expires)))
      .update(message)
      .digest();
    const given = Buffer.from(link.signature, 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}

function padded(key: Buffer, mask: number): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  key.copy(block);
  return block.map((byte) => byte ^ mask) as Buffer;
}

function badLifetime(seconds: number): BadInput {
  return new BadInput(`A media URL can last from 1 second to ${LONGEST_SECONDS}.`, {
    expected: `1 to ${LONGEST_SECONDS} seconds`,
    got: String(seconds),
    remedy: 'Ask for the URL again when it is needed; it costs nothing.',
  });
}
