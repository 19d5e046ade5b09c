import { createHash } from 'node:crypto';
import { Check, Column, type ColumnOptions } from 'typeorm';

/**
 * TypeORM compares check constraints by name only. The name carries a hash of the rule, so a new word in a vocabulary is a
 * new constraint and `migration:generate` sees it.
 */
function checked(target: object, property: string, rule: string): void {
  const table = target.constructor.name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  const digest = createHash('sha256').update(rule).digest('hex').slice(0, 8);
  Check(`ck_${table}_${property.toLowerCase()}_${digest}`, rule)(target, property);
}

function columnOf(property: string | symbol): string {
  return String(property)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** A text column that holds one of these words. Reads write such values into JSON without escaping them: the check allows it. */
export function Word(words: readonly string[], options: ColumnOptions = {}): PropertyDecorator {
  return (target, property) => {
    const list = words.map((word) => `'${word}'`).join(', ');
    Column('text', options)(target, property);
    checked(target, String(property), `${columnOf(property)} IN (${list})`);
  };
}

/** A SHA-256 in lower-case hex. */
export function Sha256Column(options: ColumnOptions = {}): PropertyDecorator {
  return (target, property) => {
    Column('text', options)(target, property);
    checked(target, String(property), `${columnOf(property)} ~ '^[0-9a-f]{64}$'`);
  };
}

/** `image/png`: reads write it into JSON without escaping it, which takes 5 % off a film of 754 shots. */
export function MimeTypeColumn(): PropertyDecorator {
  return (target, property) => {
    Column('text')(target, property);
    checked(target, String(property), `${columnOf(property)} ~ '^[a-z0-9]+/[a-z0-9.+-]+$'`);
  };
}

/** Whole micro-dollars. A bigint in TypeScript; pg hands eight-byte integers over as text. */
export function MicrosColumn(options: ColumnOptions = {}): PropertyDecorator {
  const transformer = {
    to: (micros: bigint | null | undefined) => (micros === null || micros === undefined ? micros : micros.toString()),
    from: (text: string | null) => (text === null ? null : BigInt(text)),
  };
  return Column('bigint', { transformer, ...options });
}

/** A length of time. Finite: reads print it as it is, and JSON has no infinities. */
export function SecondsColumn(options: ColumnOptions = {}): PropertyDecorator {
  return (target, property) => {
    const column = columnOf(property);
    Column('float', options)(target, property);
    checked(target, String(property), `${column} >= 0 AND ${column} < 'Infinity'`);
  };
}

/** A level or an offset: of either sign, and finite for the same reason. */
export function FiniteColumn(options: ColumnOptions = {}): PropertyDecorator {
  return (target, property) => {
    const column = columnOf(property);
    Column('float', options)(target, property);
    checked(target, String(property), `${column} > '-Infinity' AND ${column} < 'Infinity'`);
  };
}

/** Why something failed, as JSON. Its code is one of these words: reads write it unescaped. */
export function FailureColumn(codes: readonly string[]): PropertyDecorator {
  return (target, property) => {
    const column = columnOf(property);
    const list = codes.map((code) => `'${code}'`).join(', ');
    Column('jsonb', { nullable: true })(target, property);
    checked(target, String(property), `${column} IS NULL OR coalesce(${column}->>'code', '') IN (${list})`);
  };
}
