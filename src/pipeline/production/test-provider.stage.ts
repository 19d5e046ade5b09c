import type { DataSource } from 'typeorm';
import { Conflict, LimitExceeded, NotConfigured, NotFound } from '../errors';
import { failureOf } from '../runner/failure';
import type { Failure } from '../runner/order';
import { SupplierFailed } from '../runner/supplier-failed';
import { noteFailure, noteSuccess } from '../runner/supplier-state.verb';
import type { JsonObject } from '../values/canonical-json';
import { formatMicros } from '../values/money';
import type { Caller } from '../workspace/caller';
import { capMicros } from '../workspace/cap';
import { type Attempt, answered, once } from '../workspace/once.verb';
import type { Studio } from '../workspace/studio';
import { missingOf, type ProviderDesk, type Trial } from './provider-desk';

export interface AskedTrial {
  readonly name: string;
  /** What it may cost. Absent, null and nothing: only what costs nothing is tried. */
  readonly most?: { readonly amount: string; readonly currency: string } | null;
  readonly idempotencyKey: string;
}

/** What came of it. */
export interface Tested {
  readonly name: string;
  /** Whether a small order was made, or only the key was shown. */
  readonly wasOrdered: boolean;
  readonly seconds: number;
  readonly costMicros: bigint;
  readonly failure: Failure | null;
}

interface Testing {
  readonly studio: Studio<DataSource>;
  readonly desk: ProviderDesk;
  readonly caller: Caller;
  readonly signal?: AbortSignal;
}

/**
 * Shows a supplier our key and, where it may cost something, has it make something small. Nothing is kept of what it makes. Which failure came of it is
 * an answer, and no refusal. It is no run's money: the answer says what was spent, and the same key is answered the same without being asked again.
 */
export async function testProvider(
  { studio, desk, caller, signal = NEVER }: Testing,
  input: AskedTrial,
): Promise<Tested> {
  const mostMicros = capMicros(input.most, ['input', 'most']) ?? 0n;
  const { store } = studio;
  const attempt = { caller, operation: 'testProvider', key: input.idempotencyKey, input, now: studio.now() };
  const before = await answered<JsonObject>(store.manager, attempt);
  if (before) return testedBefore(before);
  const trial = await trialOf(desk, input.name);
  const orders = isWorthIt(trial, mostMicros, input.name);
  const isFirst = await begun(store, attempt);
  if (!isFirst) return testedBefore((await answered<JsonObject>(store.manager, attempt)) ?? {});
  const tested = await tried(trial, { name: input.name, orders, key: input.idempotencyKey, signal });
  await remember(studio, attempt, tested);
  return tested;
}

const NEVER = new AbortController().signal;

async function trialOf(desk: ProviderDesk, name: string): Promise<Trial> {
  const listed = await desk.list();
  const provider = listed.find((one) => one.name === name);
  if (!provider)
    throw unknown(
      name,
      listed.map((one) => one.name),
    );
  const missing = missingOf(provider);
  const trial = missing.length === 0 ? await desk.trialOf(name) : null;
  if (trial) return trial;
  throw new NotConfigured(`${name} is not configured.`, {
    field: ['input', 'name'],
    expected: `the settings ${missing.join(', ')}`,
    got: 'none of them, or not all',
    remedy: `Set ${missing.join(' and ')} in the environment or in the secret file, and start the server again.`,
  });
}

/** Whether something small is ordered. Refuses an order that may cost more than was said. */
function isWorthIt({ ceilingMicros, check }: Trial, mostMicros: bigint, name: string): boolean {
  if (ceilingMicros !== null && ceilingMicros <= mostMicros) return true;
  if (mostMicros === 0n && check !== null) return false;
  throw new LimitExceeded(`Trying ${name} may cost more than that.`, {
    field: ['input', 'most'],
    expected:
      ceilingMicros === null
        ? 'nothing: it cannot be tried by an order'
        : `at least ${formatMicros(ceilingMicros)} USD`,
    got: `${formatMicros(mostMicros)} USD`,
    remedy: check ? 'Allow more, or leave `most` out: then only its key is tried.' : 'Allow more.',
  });
}

/** Committed before anybody is asked: of two who call with one key at once, one asks. */
async function begun(store: DataSource, attempt: Attempt): Promise<boolean> {
  let isFirst = false;
  await store.transaction((manager) =>
    once(manager, attempt, async () => {
      isFirst = true;
      return { state: 'BEGUN' };
    }),
  );
  return isFirst;
}

interface Trying {
  readonly name: string;
  readonly orders: boolean;
  readonly key: string;
  readonly signal: AbortSignal;
}

async function tried({ check, make, timeoutSeconds }: Trial, { name, orders, key, signal }: Trying): Promise<Tested> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(timeoutSeconds * 1000)]);
  const beganMs = performance.now();
  const told = (costMicros: bigint, failure: Failure | null): Tested => {
    return { name, wasOrdered: orders, seconds: (performance.now() - beganMs) / 1000, costMicros, failure };
  };
  try {
    await check?.(within);
    return told(orders ? await make({ signal: within, idempotencyKey: `workprint-test-${key}` }) : 0n, null);
  } catch (error) {
    if (signal.aborted) throw error;
    return told(billedBy(error), within.aborted ? tooSlow(name, timeoutSeconds) : failureOf(error, 'a trial', name));
  }
}

function billedBy(error: unknown): bigint {
  return error instanceof SupplierFailed && typeof error.billed === 'object' ? error.billed.micros : 0n;
}

function tooSlow(provider: string, seconds: number): Failure {
  const remedy = 'Try again later.';
  return {
    code: 'TIMED_OUT',
    message: `${provider} gave no answer within ${seconds} s.`,
    provider,
    retryable: true,
    remedy,
  };
}

/** What it shows of its health is what runs go by: one that works again is asked again. */
async function remember(studio: Studio<DataSource>, attempt: Attempt, tested: Tested): Promise<void> {
  const { name, seconds, failure, costMicros, wasOrdered } = tested;
  const result = {
    name,
    seconds,
    wasOrdered,
    costMicros: costMicros.toString(),
    failure: failure ? { ...failure } : null,
  };
  await studio.store.transaction(async (manager) => {
    if (failure) await noteFailure(manager, name, { failure, retryAfterSeconds: null });
    else await noteSuccess(manager, name);
    await manager.query(
      `INSERT INTO supplier_state (name, checked_at, checked_seconds) VALUES ($1, clock_timestamp(), $2)
       ON CONFLICT (name) DO UPDATE SET checked_at = excluded.checked_at, checked_seconds = excluded.checked_seconds`,
      [name, seconds],
    );
    await manager.query('UPDATE idempotency_record SET result = $3 WHERE token_id = $1 AND key = $2', [
      attempt.caller.tokenId,
      attempt.key,
      result,
    ]);
  });
}

function testedBefore(result: JsonObject): Tested {
  if (result.state === 'BEGUN') throw underWay();
  const { name, seconds, wasOrdered, costMicros, failure } = result as unknown as Tested & { costMicros: string };
  return { name, seconds, wasOrdered, costMicros: BigInt(costMicros), failure };
}

function underWay(): Conflict {
  return new Conflict('This trial has been begun, and nobody has said yet what came of it.', {
    field: ['input', 'idempotencyKey'],
    expected: 'a new key, or the key of a trial that is over',
    got: 'the key of one that is under way, or was cut off with its server',
    remedy: 'Wait a moment; where the server was stopped meanwhile, try again with a new key.',
  });
}

function unknown(name: string, names: readonly string[]): NotFound {
  return new NotFound('There is no supplier of this name.', {
    field: ['input', 'name'],
    expected: `one of ${names.join(', ')}`,
    got: JSON.stringify(name.slice(0, 80)),
    remedy: 'Look it up with the query `providers`.',
  });
}
