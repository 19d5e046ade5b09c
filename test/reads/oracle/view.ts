import { createHmac } from 'node:crypto';
import type { Caller } from '../../../src/pipeline/workspace/caller';
import type { Memory, Row } from './memory';

export interface Signing {
  readonly nowMs: number;
  readonly base: string;
  readonly secret: Buffer;
}

/** The rows that one caller may see, and nothing else: what stands outside its projects does not exist in here. */
export class View {
  readonly #indexes = new Map<string, Map<unknown, Row[]>>();

  constructor(
    private readonly memory: Memory,
    readonly caller: Caller,
    readonly signing: Signing,
    /** Cursors that the oracle has handed out lately, by connection and order. */
    readonly cursors: Map<string, string[]> = new Map(),
  ) {}

  /** The rows whose columns have these values. Kept by their first column: hundreds of documents look here. */
  all(table: string, where: Row = {}): Row[] {
    const [first, ...others] = Object.entries(where);
    const candidates = first ? (this.#indexed(table, first[0]).get(first[1]) ?? []) : this.#visible(table);
    return candidates.filter((row) => others.every(([column, value]) => row[column] === value));
  }

  one(table: string, where: Row): Row | null {
    return this.all(table, where)[0] ?? null;
  }

  #indexed(table: string, column: string): Map<unknown, Row[]> {
    const name = `${table}.${column}`;
    const known = this.#indexes.get(name);
    if (known) return known;
    const index = new Map<unknown, Row[]>();
    for (const row of this.#visible(table)) index.set(row[column], [...(index.get(row[column]) ?? []), row]);
    this.#indexes.set(name, index);
    return index;
  }

  #visible(table: string): readonly Row[] {
    const rows = this.memory.get(table);
    if (!rows) throw new Error(`There is no table ${table}.`);
    const { projects } = this.caller;
    if (projects === 'all' || ['access_token', 'supplier_state'].includes(table)) return rows;
    return rows.filter((row) => projects.includes(table === 'project' ? row.id : row.project_id));
  }

  mediaUrl(sha256: string, project: string, seconds: number): string {
    const { nowMs, base, secret } = this.signing;
    const fiveMinutes = 300;
    const expires = Math.ceil((nowMs / 1000 + seconds) / fiveMinutes) * fiveMinutes;
    const key = createHmac('sha256', secret).update(`media until ${expires}`).digest();
    const signature = createHmac('sha256', key).update(`${sha256}:${project}:${expires}`).digest('hex');
    return `${base}/media/${sha256}?project=${project}&expires=${expires}&signature=${signature}`;
  }
}
