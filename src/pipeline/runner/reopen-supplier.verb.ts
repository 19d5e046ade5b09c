import type { DataSource } from 'typeorm';
import { NotFound } from '../errors';
import type { Studio } from '../workspace/studio';

interface ReopenedSupplier {
  readonly name: string;
  readonly stoppedReason: string | null;
  readonly failuresInRow: number;
  readonly openUntil: Date | null;
  readonly lastError: string | null;
  readonly lastErrorAt: Date | null;
}

/**
 * A person has looked: it may be asked again, in all processes. Runs that failed for it are resumed by whoever wants them. One that
 * was not stopped is asked as before.
 */
export async function reopenSupplier(
  { store }: Studio<DataSource>,
  { name }: { readonly name: string },
): Promise<ReopenedSupplier> {
  const [[reopened]] = await store.query<[[ReopenedSupplier?], number]>(
    `UPDATE supplier_state SET stopped_reason = NULL, open_until = NULL, failures_in_row = 0 WHERE name = $1
     RETURNING name, stopped_reason AS "stoppedReason", failures_in_row AS "failuresInRow", open_until AS "openUntil",
       last_error AS "lastError", last_error_at AS "lastErrorAt"`,
    [name],
  );
  if (reopened) return reopened;
  throw new NotFound('No supplier of this name was ever asked.', {
    field: ['input', 'name'],
    expected: 'the name of a supplier that has been asked',
    got: JSON.stringify(name.slice(0, 80)),
    remedy: 'Look it up with the query `suppliers`.',
  });
}
