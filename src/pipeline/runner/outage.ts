/** SQLSTATE classes and codes of a database that is away, full of callers, or that gave one of two transactions up. */
const PASSING = /^(08|53|57P0|40001|40P01|55P03|25P0)/;
/** The last is TypeORM's: the connection of a transaction was lost between two of its statements. */
const LOST =
  /Connection terminated|Connection ended|Client has encountered a connection error|timeout exceeded when trying to connect|not queryable|already released/i;
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** Whether the same transaction may succeed in a moment: what is wrong is not with what it does. */
export function isOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOutage); // one try for each address of a host
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  const known = typeof code === 'string' && (PASSING.test(code) || NETWORK.has(code));
  return known || LOST.test(error.message) || isOutage(error.cause);
}
