import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { parseGlobalId } from '../../src/pipeline/values/global-id';
import { openStorage } from '../../src/storage/open-storage';
import type { Sha256 } from '../../src/storage/storage';
import type { TestServer } from './server';

export interface StoredAsset {
  readonly id: string;
  readonly sha256: Sha256;
  /** Where its bytes lie on the disk, for tests that spoil them. */
  readonly file: string;
}

const ANY_HASH = 'a'.repeat(64);

/** An asset with real bytes in a project, as an import would leave it. */
export async function storeAsset(
  server: TestServer,
  projectId: string,
  { bytes, mimeType = 'image/png' }: { bytes: Uint8Array; mimeType?: string },
): Promise<StoredAsset> {
  const storage = await openStorage('', server.dataDir);
  const { sha256 } = await storage.put(bytes);
  const project = parseGlobalId(projectId)?.rowId;
  const [slot, asset] = [randomUUID(), randomUUID()];
  const client = new Client({ connectionString: server.database.url });
  await client.connect();
  await client.query(
    `INSERT INTO slot (id, project_id, owner_type, owner_id, part, type, wish_hash, wished_at, capability)
     VALUES ($1, $2, 'PROJECT', $2, $3, 'IMAGE', $4, now(), 'IMAGE')`,
    [slot, project, randomBytes(6).toString('hex'), ANY_HASH],
  );
  await client.query(
    `INSERT INTO asset (id, project_id, slot_id, take, type, status, source, created_at, sha256, mime_type, bytes, wish_hash)
     VALUES ($1, $2, $3, 1, 'IMAGE', 'DRAFT', 'manual', now(), $4, $5, $6, $7)`,
    [asset, project, slot, sha256, mimeType, bytes.length, ANY_HASH],
  );
  await client.end();
  const file = join(server.dataDir, 'blobs/sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  return { id: `Asset_${asset}`, sha256, file };
}
