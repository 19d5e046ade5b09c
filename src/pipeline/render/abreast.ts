interface Work<T, R> {
  readonly items: readonly T[];
  /** How many at a time. */
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Its signal is aborted too when another one has failed. */
  readonly each: (item: T, signal: AbortSignal) => Promise<R>;
}

/** A few at a time, results in the items' order. The first failure aborts the rest, and is thrown when all have ended. */
export async function abreast<T, R>({ items, limit, signal, each }: Work<T, R>): Promise<R[]> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const results: R[] = [];
  const left = items.entries();
  const line = async () => {
    for (const [index, item] of left) {
      if (either.aborted) return;
      results[index] = await each(item, either).catch((error: unknown) => {
        failed.abort(error);
        throw error;
      });
    }
  };
  await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, line));
  either.throwIfAborted();
  return results;
}
