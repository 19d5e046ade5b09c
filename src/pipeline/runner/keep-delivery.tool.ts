import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { DiskFull, isDiskFull, MediaRefused } from '../errors';
import { MediaCheck } from '../library/media-check.tool';
import type { Capability } from '../values/capability';
import { type Keys, keyless, NO_KEYS } from '../values/keyless';
import { claimedType, kindOf, type MediaKind } from '../values/media-type';
import type { Hall } from './hall.tool';
import type { Made } from './order';
import { type Billed, SupplierFailed } from './supplier-failed';
import type { Delivery, Progress, Vendor } from './vendor';

/** How often, and how many times, it is tried again when the disk is full: what was paid for is in hand for ten minutes. */
const SPACE_EVERY_MS = 5_000;
const MOST_WAITS = 120;

/** Of a reply that was no good: enough to see what it was. */
const MOST_EVIDENCE_BYTES = 1_048_576;

const KIND_OF: Readonly<Record<Capability, MediaKind>> = {
  TEXT: 'text',
  SPEECH: 'sound',
  IMAGE: 'picture',
  VIDEO: 'film',
  SOUND: 'sound',
  VISION: 'text',
  LIPSYNC: 'film',
};

interface Keeping {
  readonly delivery: Delivery;
  readonly vendor: Vendor;
  readonly capability: Capability;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

/** Keeps the bytes under their hash. What comes from outside is looked at on its way in, and refused if it is not what was ordered. */
export async function keepDelivery(hall: Hall, keeping: Keeping): Promise<Made> {
  const { delivery, vendor, signal, progress } = keeping;
  const { media, ...known } = delivery;
  try {
    if (vendor.reach === 'NETWORK') assertKind(keeping);
    for (let waits = 0; ; waits += 1) {
      try {
        const { sha256, bytes } = await hall.storage.put(bytesOf(keeping, hall.keys ?? NO_KEYS), { signal });
        return { ...known, sha256, bytes };
      } catch (error) {
        if (!isDiskFull(error)) throw error;
        if (waits === MOST_WAITS) throw noSpace(delivery);
        hall.log.error({ provider: vendor.name }, 'the disk is full: what was made waits for space');
        progress({ fraction: 1, note: 'The disk of the server is full: what was made waits for space.' });
        await delay(SPACE_EVERY_MS, undefined, { signal });
      }
    }
  } catch (error) {
    throw error instanceof MediaRefused ? await noGood(keeping, error.message, hall.keys ?? NO_KEYS) : error;
  } finally {
    if (!(media instanceof Uint8Array)) await rm(media.file, { force: true });
  }
}

function bytesOf({ delivery: { media, mimeType }, vendor }: Keeping, keys: Keys): Uint8Array | Readable {
  const bytes = media instanceof Uint8Array ? Readable.from([media]) : createReadStream(media.file);
  if (vendor.reach !== 'NETWORK') return media instanceof Uint8Array ? media : (bytes as Readable);
  return Readable.from(new MediaCheck(claimedType(mimeType)).pass(keyless(bytes, keys)));
}

function assertKind({ delivery: { mimeType }, capability }: Keeping): void {
  const type = claimedType(mimeType);
  const kind = KIND_OF[capability];
  if (type && kindOf(type) === kind) return;
  throw new MediaRefused(`It sent ${mimeType} where ${kind} was ordered.`, { expected: kind, got: mimeType });
}

function billedFor({ costMicros }: Delivery): Billed {
  return costMicros > 0 ? { micros: BigInt(costMicros) } : 'NOTHING';
}

function noSpace(delivery: Delivery): SupplierFailed {
  const { message, remedy } = new DiskFull();
  return new SupplierFailed({ code: 'TRANSIENT', message, remedy, billed: billedFor(delivery) });
}

async function noGood({ delivery, vendor }: Keeping, reason: string, keys: Keys): Promise<SupplierFailed> {
  const { media } = delivery;
  const shown = media instanceof Uint8Array ? media.subarray(0, MOST_EVIDENCE_BYTES) : await beginningOf(media.file);
  const isTold = keys.areIn(shown);
  return new SupplierFailed({
    code: 'BAD_REPLY',
    message: `${vendor.name} sent what is no good: ${reason}`,
    remedy: isTold
      ? 'The reply is not kept, since a key of ours is in it.'
      : 'The reply is kept; show it to the supplier.',
    billed: billedFor(delivery),
    evidence: isTold ? undefined : shown,
  });
}

async function beginningOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_EVIDENCE_BYTES), 0, MOST_EVIDENCE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
