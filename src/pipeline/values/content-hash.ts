import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from './canonical-json';

/** SHA-256 in lower-case hex of a value's canonical JSON: equal values, equal hashes, on every machine. */
export function contentHash(value: JsonValue): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

export const SHA256_HEX = /^[0-9a-f]{64}$/;
