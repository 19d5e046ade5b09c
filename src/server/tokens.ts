import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { AccessToken } from '../entities/access-token.entity';
import { type Caller, tokenHash } from '../pipeline';

/** How long a revoked token may still open the door: the price of not asking the database at each request. */
const TRUSTED_FOR_MS = 5_000;
const MOST_REMEMBERED = 10_000;

export function newToken(): string {
  return `wp_${randomBytes(32).toString('base64url')}`;
}

/** Tells callers by their tokens. Only hashes are compared, looked up by an index; wrong tokens are not remembered. */
export class TokenBook {
  readonly #known = new Map<string, { caller: Caller; until: number }>();

  constructor(
    private readonly store: DataSource,
    private readonly now: () => Date,
  ) {}

  async callerOf(token: string): Promise<Caller | null> {
    const hash = tokenHash(token);
    const nowMs = this.now().getTime();
    const known = this.#known.get(hash);
    if (known && known.until > nowMs) return known.caller;
    const row = await this.store.getRepository(AccessToken).findOneBy({ tokenHash: hash });
    this.#known.delete(hash);
    if (!row || row.revokedAt || (row.expiresAt && row.expiresAt.getTime() <= nowMs)) return null;
    const caller = { tokenId: row.id, name: row.name, role: row.role, projects: row.projectIds ?? ('all' as const) };
    this.#remember(
      hash,
      caller,
      Math.min(nowMs + TRUSTED_FOR_MS, row.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY),
    );
    return caller;
  }

  #remember(hash: string, caller: Caller, until: number): void {
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    this.#known.set(hash, { caller, until });
  }
}

/** The name of the token that the environment sets: a new value takes its place, and without one it stays as it was. */
const FROM_ENVIRONMENT = 'WORKPRINT_ADMIN_TOKEN';

interface FirstToken {
  store: DataSource;
  fromEnvironment: string | null;
  now: Date;
  newId: () => string;
}

/** Makes sure that somebody can get in. Answers the token if it was made just now: it is shown once. */
export async function ensureAdminToken({ store, fromEnvironment, now, newId }: FirstToken): Promise<string | null> {
  return store.transaction(async (manager) => {
    // Two servers that start at once would both make a first token.
    await manager.query('LOCK TABLE access_token IN SHARE ROW EXCLUSIVE MODE');
    if (fromEnvironment) {
      await manager.query(
        `INSERT INTO access_token (id, name, role, token_hash, created_by, created_at) VALUES ($1, $2, 'ADMIN', $3, $2, $4)
         ON CONFLICT (token_hash) DO UPDATE SET revoked_at = NULL, expires_at = NULL, role = 'ADMIN', project_ids = NULL`,
        [newId(), FROM_ENVIRONMENT, tokenHash(fromEnvironment), now],
      );
      await manager.query('UPDATE access_token SET revoked_at = $3 WHERE created_by = $1 AND token_hash <> $2', [
        FROM_ENVIRONMENT,
        tokenHash(fromEnvironment),
        now,
      ]);
      return null;
    }
    if ((await manager.count(AccessToken)) > 0) return null;
    const token = newToken();
    await manager.insert(AccessToken, {
      id: newId(),
      name: 'first start',
      role: 'ADMIN',
      tokenHash: tokenHash(token),
      projectIds: null,
      createdBy: 'workprint',
      createdAt: now,
    });
    return token;
  });
}

/** A token that is known already is good again: it lies in the data directory, as the key of its database does. */
export async function admitCommand({ store, token, now, newId }: Admitted): Promise<void> {
  await store.query(
    `INSERT INTO access_token (id, name, role, token_hash, created_by, created_at) VALUES ($1, $2, 'ADMIN', $3, $2, $4)
     ON CONFLICT (token_hash) DO UPDATE SET revoked_at = NULL, expires_at = NULL, role = 'ADMIN', project_ids = NULL`,
    [newId(), 'command line', tokenHash(token), now],
  );
}

interface Admitted extends Omit<FirstToken, 'fromEnvironment'> {
  token: string;
}
