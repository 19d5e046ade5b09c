import type { DataSource, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import { uuidV7 } from '../../../src/pipeline/values/uuid';
import type { Random } from '../random';
import { BYTES, FLOATS, MICROS, OBJECTS, TEXTS, TIMES } from './wicked';

const MIME_TYPES = ['image/png', 'audio/mpeg', 'image/svg+xml', 'video/x-matroska'];

type Column = EntityMetadata['columns'][number];

/** Makes rows: what a caller does not fix is drawn from wicked values that fit the column and its checks. */
export class Rows {
  #made = 0;
  readonly #pending = new Map<EntityTarget<ObjectLiteral>, ObjectLiteral[]>();

  constructor(
    private readonly store: DataSource,
    readonly random: Random,
  ) {}

  newId(): string {
    this.#made += 1;
    return uuidV7(1_790_000_000_000 + (this.#made >> 2), this.#made & 3, this.random.bytes(8));
  }

  sha256(): string {
    return this.random.bytes(32).toString('hex');
  }

  add<T extends ObjectLiteral>(entity: EntityTarget<T>, fixed: Partial<T>): T {
    const metadata = this.store.getMetadata(entity);
    const drawn = metadata.columns.map((column) => [column.propertyName, this.#draw(metadata, column)]);
    const row = { ...Object.fromEntries(drawn), ...fixed } as T;
    this.#pending.set(entity, [...(this.#pending.get(entity) ?? []), row]);
    return row;
  }

  /** What was added of this kind and is not inserted yet. */
  made<T extends ObjectLiteral>(entity: EntityTarget<T>): T[] {
    return (this.#pending.get(entity) ?? []) as T[];
  }

  #draw(metadata: EntityMetadata, column: Column): unknown {
    if (column.isNullable && (column.type === 'uuid' || this.random.chance(0.35))) return null;
    const check = metadata.checks.find(({ expression }) => expression.startsWith(`${column.databaseName} `));
    const words = check && [...check.expression.matchAll(/'([A-Z0-9_]+)'/g)].map(([, word]) => word);
    if (words && words.length > 0 && column.type === 'text') return this.random.pick(words);
    if (check?.expression.includes('[0-9a-f]{64}')) return this.sha256();
    if (check?.expression.startsWith('mime_type')) return this.random.pick(MIME_TYPES);
    return this.#ofType(column);
  }

  #ofType({ type, isArray, propertyName }: Column): unknown {
    const { random } = this;
    if (isArray) return random.some(TEXTS, 4);
    if (type === 'uuid') return this.newId();
    if (type === 'text') return random.pick(TEXTS);
    if (type === 'int') return 1 + random.below(9);
    if (type === 'float') return random.pick(FLOATS);
    if (type === 'bigint') return propertyName === 'bytes' ? random.pick(BYTES) : BigInt(random.pick(MICROS));
    if (type === 'timestamptz') return random.pick(TIMES);
    if (type === 'boolean') return random.chance(0.5);
    if (type === 'jsonb' || type === 'json') return random.pick(OBJECTS);
    throw new Error(`The library cannot draw a ${String(type)} for ${propertyName}.`);
  }

  /** Foreign keys in circles are fine: they are looked at again only by who writes next. */
  async insert(): Promise<void> {
    await this.store.transaction(async (manager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      for (const [entity, rows] of this.#pending) {
        await manager.createQueryBuilder().insert().into(entity).values(rows).updateEntity(false).execute();
      }
    });
    await this.store.query('SELECT workprint_pick_takes(ARRAY(SELECT id FROM slot))'); // a replica fires no triggers
    this.#pending.clear();
  }
}
