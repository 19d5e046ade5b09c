import { join } from 'node:path';
import { StudioClient } from '../../src/cli/graphql/client';
import { startServerProcess } from '../harness/child';
import type { Figures } from '../harness/turns';

const TOKEN = 'the-administrator-of-the-benchmarks';
const PLAN = `mutation ($input: PlanProductionInput!) {
  planProduction(input: $input) { plan { id valid jobs(first: 250) { nodes { key } } } userErrors { code message } }
}`;
const PROJECT = `mutation ($input: CreateProjectInput!) {
  createProject(input: $input) { project { id } userErrors { code message } }
}`;

interface Planned {
  readonly planProduction: { readonly plan: { readonly valid: boolean } };
}

/** A real server, asked as any client asks. */
export class PlanningServer {
  #keys = 0;

  private constructor(
    readonly client: StudioClient,
    readonly projectId: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async open(databaseUrl: string, directory: string): Promise<PlanningServer> {
    const { url, stop } = await startServerProcess({
      script: join(__dirname, '../../src/main.js'),
      environment: {
        ...{ DATABASE_URL: databaseUrl, WORKPRINT_DATA: join(directory, 'studio'), WORKPRINT_PORT: '0' },
        ...{ WORKPRINT_ADMIN_TOKEN: TOKEN, WORKPRINT_WORK: 'false' },
      },
      logFile: join(directory, 'server.log'),
    });
    const client = new StudioClient({ url, token: TOKEN });
    const input = { key: 'plans', name: 'Plans', idempotencyKey: 'plans' };
    const { createProject } = await client.mutate<{ createProject: { project: { id: string } } }>(PROJECT, { input });
    return new PlanningServer(client, createProject.project.id, stop);
  }

  /** From the request to the answer, the plan with its jobs in the database and read back. */
  async planned(treatment: string): Promise<Figures> {
    this.#keys += 1;
    const input = { projectId: this.projectId, treatment, idempotencyKey: `plan ${process.pid} ${this.#keys}` };
    const began = performance.now();
    const { planProduction } = await this.client.mutate<Planned>(PLAN, { input });
    const ms = performance.now() - began;
    if (!planProduction.plan.valid) throw new Error('The plan is not valid.');
    return { ms };
  }
}
