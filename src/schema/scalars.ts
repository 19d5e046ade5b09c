import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { SHA256_HEX } from '../pipeline/values/content-hash';

function wrong(scalar: string, expected: string, got: unknown): GraphQLError {
  return new GraphQLError(`${scalar} must be ${expected}; it is ${JSON.stringify(got)}.`, {
    extensions: { code: 'BAD_USER_INPUT', expected },
  });
}

function parseDateTime(value: unknown): Date {
  const expected = 'an ISO 8601 time with its zone, such as 2026-11-21T09:30:00Z';
  const isTime =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value);
  const date = new Date(isTime ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) throw wrong('DateTime', expected, value);
  return date;
}

/** Text that the database spelled passes through untouched: a Date would cut its microseconds. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant in ISO 8601 with its zone: `2026-11-21T09:30:00.123456+00:00`.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : null),
});

export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value.',
});

function parseSha256(value: unknown): string {
  if (typeof value === 'string' && SHA256_HEX.test(value)) return value;
  throw wrong('Sha256', '64 lower-case hexadecimal digits', value);
}

export const Sha256Scalar = new GraphQLScalarType<string, string>({
  name: 'Sha256',
  description: 'A SHA-256 in lower-case hexadecimal.',
  serialize: String,
  parseValue: parseSha256,
  parseLiteral: (node) => parseSha256(node.kind === Kind.STRING ? node.value : null),
});

function parseByteCount(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw wrong('ByteCount', 'a whole number of bytes, 0 or more', value);
}

export const ByteCountScalar = new GraphQLScalarType<number, number>({
  name: 'ByteCount',
  description: 'A whole number of bytes. It may pass 2 GiB, where Int ends.',
  serialize: Number,
  parseValue: parseByteCount,
  parseLiteral: (node) => parseByteCount(node.kind === Kind.INT ? Number(node.value) : null),
});
