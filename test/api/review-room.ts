import type { DataSource } from 'typeorm';
import type { Studio } from '../../src/pipeline';
import type { NewTake } from '../../src/pipeline/library/register-take.verb';
import { createDataSource } from '../../src/server/database';
import { newTake, register, studioOn } from '../pipeline/library/studio';
import { startServer, type TestServer } from '../support/server';

export interface SegmentSlots {
  readonly id: string;
  readonly audio: { id: string };
  readonly picture: { id: string };
  readonly video: { id: string };
}

export interface Script {
  readonly id: string;
  readonly segments: readonly SegmentSlots[];
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly field: string[] | null;
  readonly expected: string;
  readonly got: string;
  readonly remedy: string;
}

export interface Decided {
  readonly changedCount: number;
  readonly assets: { nodes: { id: string; status: string }[] } | null;
  readonly userErrors: Refusal[];
}

export type Deed = 'submit' | 'approve' | 'reject' | 'publish' | 'reopen';

export const rowId = (id: string): string => id.slice(id.indexOf('_') + 1);

async function createProject(server: TestServer, key: string): Promise<string> {
  const { data } = await server.query<{ createProject: { project: { id: string } } }>(
    'mutation($i: CreateProjectInput!) { createProject(input: $i) { project { id } } }',
    { i: { key, name: key, idempotencyKey: `the project ${key}` } },
  );
  return data.createProject.project.id;
}

/** A real server with a project, and a way past it to register takes as makers do. */
export class ReviewRoom {
  #keys = 0;

  private constructor(
    readonly server: TestServer,
    readonly studio: Studio<DataSource>,
    readonly projectId: string,
  ) {}

  static async open(environment: Record<string, string> = {}): Promise<ReviewRoom> {
    const server = await startServer(environment);
    const studio = studioOn(await createDataSource(server.database.url, 8).initialize());
    return new ReviewRoom(server, studio, await createProject(server, 'heat'));
  }

  project(key: string): Promise<string> {
    return createProject(this.server, key);
  }

  async close(): Promise<void> {
    await this.studio.store.destroy();
    await this.server.close();
  }

  key(): string {
    this.#keys += 1;
    return `key ${this.#keys}`;
  }

  async script(paragraphs: number): Promise<Script> {
    const text = Array.from({ length: paragraphs }, (_, index) => `Paragraph ${index}.`).join('\n\n');
    const { data } = await this.server.query<{
      importScript: { script: { id: string; segments: { nodes: SegmentSlots[] } } };
    }>(
      `mutation($i: ImportScriptInput!) { importScript(input: $i) { script { id
         segments(first: 250) { nodes { id audio { id } picture { id } video { id } } } } } }`,
      { i: { projectId: this.projectId, name: 's', text, idempotencyKey: this.key() } },
    );
    const { id, segments } = data.importScript.script;
    return { id, segments: segments.nodes };
  }

  async take(slotId = '', change: Partial<NewTake> = {}): Promise<string> {
    const slot = { projectId: rowId(this.projectId), slotId: rowId(slotId) };
    return `Asset_${(await register(this.studio, newTake(slot, change))).id}`;
  }

  /** A take in one place of each segment. */
  async takes(script: Script, part: 'audio' | 'picture' = 'audio'): Promise<string[]> {
    const type = part === 'audio' ? ('AUDIO' as const) : ('IMAGE' as const);
    const ids: string[] = [];
    for (const segment of script.segments) ids.push(await this.take(segment[part].id, { type }));
    return ids;
  }

  async decide(deed: Deed, input: object, token?: string): Promise<Decided> {
    const title = `${deed[0]?.toUpperCase()}${deed.slice(1)}`;
    const given = deed === 'reject' ? { reason: 'Too dark.', ...input } : input;
    const { data } = await this.server.query<{ done: Decided }>(
      `mutation($i: ${title}AssetsInput!) { done: ${deed}Assets(input: $i) {
         changedCount assets(first: 250) { nodes { id status } }
         userErrors { code message field expected got remedy } } }`,
      { i: given },
      token,
    );
    return data.done;
  }

  /** How many assets there are in each state. */
  async statuses(): Promise<Record<string, number>> {
    const rows = await this.studio.store.query('SELECT status, count(*)::int AS count FROM asset GROUP BY status');
    return Object.fromEntries(rows.map(({ status, count }: { status: string; count: number }) => [status, count]));
  }
}
