import type { EntityManager } from 'typeorm';
import { IdempotencyRecord } from '../../entities/idempotency-record.entity';
import { IdempotencyMismatch, InvalidInput } from '../errors';
import type { JsonObject, JsonValue } from '../values/canonical-json';
import { contentHash } from '../values/content-hash';
import { isName } from '../values/text';
import type { Caller } from './caller';

export interface Attempt {
  readonly caller: Caller;
  readonly operation: string;
  readonly key: string;
  readonly input: object;
  readonly now: Date;
}

/**
 * Acts once for a caller's key: the same key and input answer the first result, the same key with another input is
 * refused. The record is written first, so of ten attempts at once nine wait for the one that acts; when that one is
 * refused its record goes with its transaction, and the next may try.
 */
export async function once<R extends JsonObject>(
  manager: EntityManager,
  attempt: Attempt,
  act: () => Promise<R>,
): Promise<R> {
  if (!isName(attempt.key)) throw badKey(attempt.key);
  const record = recordOf(attempt);
  const inserted = await manager.query(
    `INSERT INTO idempotency_record (token_id, key, operation, input_hash, at)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING key`,
    [record.tokenId, record.key, record.operation, record.inputHash, record.at],
  );
  if (inserted.length === 0) return firstResult<R>(manager, record);
  const result = await act();
  await manager.query('UPDATE idempotency_record SET result = $3 WHERE token_id = $1 AND key = $2', [
    record.tokenId,
    record.key,
    result,
  ]);
  return result;
}

/** The answer that this key got before; null where there is none, and the call is to be carried out. */
export async function answered<R extends JsonObject>(manager: EntityManager, attempt: Attempt): Promise<R | null> {
  if (!isName(attempt.key)) throw badKey(attempt.key);
  const record = recordOf(attempt);
  const { tokenId, key } = record;
  const isKnown = await manager.existsBy(IdempotencyRecord, { tokenId, key });
  return isKnown ? firstResult<R>(manager, record) : null;
}

function recordOf({ caller, operation, key, input, now }: Attempt): Omit<IdempotencyRecord, 'token' | 'result'> {
  const { idempotencyKey: _, ...asked } = JSON.parse(JSON.stringify(input));
  return { tokenId: caller.tokenId, key, operation, inputHash: contentHash(asked as JsonValue), at: now };
}

async function firstResult<R>(manager: EntityManager, record: ReturnType<typeof recordOf>): Promise<R> {
  const { tokenId, key, operation, inputHash } = record;
  const first = await manager.findOneByOrFail(IdempotencyRecord, { tokenId, key });
  if (first.operation === operation && first.inputHash === inputHash) return first.result as R;
  throw new IdempotencyMismatch(`The key "${key}" was used for another input.`, {
    field: ['input', 'idempotencyKey'],
    expected: `the input that ${first.operation} got with this key at ${first.at.toISOString()}`,
    got: first.operation === operation ? 'another input' : `a call of ${operation}`,
    remedy: 'Use a new key for a new intention; repeat a key only to repeat a call as it was.',
  });
}

function badKey(key: string): InvalidInput {
  return new InvalidInput('`idempotencyKey` must have from 1 to 200 characters.', {
    field: ['input', 'idempotencyKey'],
    expected: '1 to 200 characters, not all of them spaces',
    got: `${key.length} characters`,
    remedy: 'Make a random key for each intention, such as a UUID, and keep it for retries.',
  });
}
