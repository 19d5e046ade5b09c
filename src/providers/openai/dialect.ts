import { z } from 'zod';
import type { JsonValue } from '../../pipeline/values/canonical-json';
import type { Dialect } from '../through';

/** As OpenAI says no, and, with less around it, the programs that speak as it does. */
export const dialectOf = (vendor: string): Dialect => ({ vendor, read });

export const OPENAI_DIALECT = dialectOf('OpenAI');

const word = z.union([z.string(), z.number()]).nullish();
const fault = z.object({ message: z.string().nullish(), code: word, type: word });
const said = z.union([
  z.object({ error: fault }).transform(({ error }) => error),
  z.object({ error: z.string() }).transform(({ error }) => ({ message: error, code: null, type: null })),
  fault,
]);

/** An empty account answers with 429 as too many calls do, a cap on it with 400 as a wrong order does. */
const EMPTY: readonly unknown[] = [
  'insufficient_quota',
  'credit_balance_exhausted',
  'billing_hard_limit_reached',
  'billing_not_active',
];

function read(body: JsonValue): ReturnType<Dialect['read']> {
  const { data } = said.safeParse(body);
  if (!data) return { message: null };
  const isEmpty = EMPTY.includes(data.code) || EMPTY.includes(data.type);
  return { message: data.message ?? null, ...(isEmpty ? { is: 'OUT_OF_CREDIT' } : {}) };
}

/** The shape of its errors, around what is said. */
export const errorOf = (type: string, code: string | null) => ({
  error: { message: '{{said}}', type, param: null, code },
});

export const EMPTY_ACCOUNT = { status: 429, json: errorOf('insufficient_quota', 'insufficient_quota') } as const;
