import type { Config } from './config';
import { databaseRefusal } from './database-refusal';
import { startEmbeddedPostgres } from './postgres/embedded';

/** The database of this configuration, for a command that needs it and nothing else of a server. */
export async function withDatabase<T>(
  { databaseUrl, dataDir }: Config,
  act: (databaseUrl: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const embedded = databaseUrl ? null : await startEmbeddedPostgres({ dataDir, log: () => undefined, signal });
  try {
    return await act(embedded?.url ?? databaseUrl ?? '');
  } catch (error) {
    throw databaseRefusal(error) ?? error;
  } finally {
    await embedded?.stop();
  }
}
