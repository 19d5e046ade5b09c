import { DomainError } from '../pipeline/errors';
import { type Refusal, Refused, Unreachable } from './graphql/refusal';
import { printable } from './watching/bars';

/** What is told of a refusal, to people line by line and to scripts as it is; null for what is a bug. */
export function refusalsOf(error: unknown): readonly Refusal[] | null {
  if (error instanceof Refused) return error.refusals;
  if (error instanceof Unreachable) return [{ code: 'UNAVAILABLE', message: error.message }];
  if (!(error instanceof DomainError)) return null;
  const { code, message, expected, got, remedy } = error;
  return [{ code, message, expected, got, remedy }];
}

/** What was wrong and what to do. */
export function refusalText({ message, expected, got, remedy }: Refusal): string {
  const lines = [message, expected && `  expected: ${expected}`, got && `  got: ${got}`, remedy && `  ${remedy}`];
  return lines.flatMap((line) => (line ? `${printable(line)}\n` : [])).join('');
}
