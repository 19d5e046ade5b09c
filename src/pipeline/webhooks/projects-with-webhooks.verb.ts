import type { DataSource } from 'typeorm';
import type { Studio } from '../workspace/studio';

/** Whose logs are to be listened to, by row id. */
export async function projectsWithWebhooks({ store }: Pick<Studio<DataSource>, 'store'>): Promise<string[]> {
  const rows = await store.query<{ id: string }[]>('SELECT DISTINCT project_id AS id FROM webhook WHERE enabled');
  return rows.map(({ id }) => id);
}
