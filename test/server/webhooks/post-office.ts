import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { DataSource } from 'typeorm';
import { Run } from '../../../src/entities/run.entity';
import { WebhookDelivery } from '../../../src/entities/webhook-delivery.entity';
import { createProject, createWebhook, type Studio, type WebhookDesk } from '../../../src/pipeline';
import type { NewTake } from '../../../src/pipeline/library/register-take.verb';
import type { RunStatus } from '../../../src/pipeline/runner/run';
import type { WebhookEvent } from '../../../src/pipeline/webhooks/webhook';
import { appendToProjectLog } from '../../../src/pipeline/workspace/project-log.verb';
import { systemLookup } from '../../../src/providers/network/lookup';
import { readConfig } from '../../../src/server/config';
import { openServices, type Services } from '../../../src/server/services';
import { rendererOf } from '../../../src/server/webhooks/render';
import { type SenderDesk, WebhookSender } from '../../../src/server/webhooks/sender';
import { ADA, newTake, register } from '../../pipeline/library/studio';
import { createDatabase } from '../../support/database';

export const HOUR_MS = 3_600_000;

interface Asked {
  readonly projectId?: string;
  readonly url: string;
  readonly events?: readonly WebhookEvent[];
  readonly selection?: string | null;
}

/** A server's services without its door, a project in its database, and a clock in the hand of the test. */
export class PostOffice {
  nowMs = Date.now();
  readonly logged: string[] = [];
  readonly studio: Studio<DataSource>;
  readonly desk: WebhookDesk;

  private constructor(
    readonly services: Services,
    readonly projectId: string,
    readonly close: () => Promise<void>,
    logged: string[],
  ) {
    this.logged = logged;
    this.studio = { ...services.studio, now: () => new Date(this.nowMs) };
    this.desk = services.contextOf(ADA).webhooks;
  }

  static async open(allow = '127.0.0.0/8'): Promise<PostOffice> {
    const database = await createDatabase();
    const dataDir = await mkdtemp(join(tmpdir(), 'workprint-post-'));
    const logged: string[] = [];
    const config = readConfig({ WORKPRINT_DATA: dataDir, DATABASE_POOL: '8', WORKPRINT_WEBHOOK_ALLOW: allow });
    const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
    const publicUrl = () => 'http://studio.test';
    const services = await openServices({ config, databaseUrl: database.url, publicUrl, log });
    await services.studio.store.query(
      "INSERT INTO access_token (id, name, role, token_hash, created_by, created_at) VALUES ($1, 'Ada', 'ADMIN', repeat('a', 64), 'test', now())",
      [ADA.tokenId],
    );
    const projectId = await projectIn(services, 'heat');
    const close = async () => {
      await services.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    };
    return new PostOffice(services, projectId, close, logged);
  }

  project(key: string): Promise<string> {
    return projectIn(this.services, key);
  }

  webhook({ projectId = this.projectId, url, events = ['RUN_FINISHED', 'RUN_FAILED'], selection }: Asked) {
    return createWebhook(this, ADA, { projectId, url, events, selection });
  }

  /** A run that ended so, and the line that says so. Answers its row id. */
  async runEnded(status: RunStatus, projectId = this.projectId): Promise<string> {
    const id = this.studio.newId();
    const subject = { subjectType: 'STRUCTURED_SCRIPT', subjectId: projectId } as const;
    await this.studio.store.transaction(async (manager) => {
      const times = { createdAt: new Date(), startedAt: new Date(), finishedAt: new Date() };
      const run = {
        id,
        projectId,
        production: 'EXPLAINER',
        status,
        startedBy: 'Ada',
        options: {},
        ...subject,
        ...times,
      };
      await manager.insert(Run, { ...run, production: 'EXPLAINER' });
      const line = { kind: 'RUN_STATUS_CHANGED', subjectId: id, facts: { status } } as const;
      await appendToProjectLog(manager, { projectId, actor: 'Ada', ...line });
    });
    return id;
  }

  /** A take in a place of its own. Answers its row id. */
  async take(change: Partial<NewTake> = {}, projectId = this.projectId): Promise<string> {
    const slotId = this.studio.newId();
    await this.studio.store.query(
      `INSERT INTO slot (id, project_id, owner_type, owner_id, part, type, wish_hash, wished_at, capability, prompt)
       VALUES ($1, $2, 'PROJECT', $2, $3, 'IMAGE', $4, now(), 'IMAGE', 'a city')`,
      [slotId, projectId, slotId, 'e'.repeat(64)],
    );
    return (await register(this.studio, newTake({ projectId, slotId }, change))).id;
  }

  sender(change: Partial<SenderDesk> = {}): WebhookSender {
    const { webhookSecrets: secrets, config, log } = this.services;
    const network = { allowance: config.webhookAllowance, lookup: systemLookup };
    const desk = { studio: this.studio, secrets, render: rendererOf(this.services), network, draw: () => 0.5, log };
    return new WebhookSender({ ...desk, ...change });
  }

  /** One look at the logs and at what is due, to its end. */
  async send(sender = this.sender()): Promise<void> {
    await sender.round();
    await sender.idle();
  }

  /** All of them, oldest first. */
  deliveries(): Promise<WebhookDelivery[]> {
    return this.studio.store.manager.find(WebhookDelivery, { order: { id: 'ASC' } });
  }

  async delivery(): Promise<WebhookDelivery> {
    const [only, ...others] = await this.deliveries();
    if (!only || others.length > 0) throw new Error(`There are ${others.length + (only ? 1 : 0)} deliveries.`);
    return only;
  }
}

function projectIn({ studio }: Services, key: string): Promise<string> {
  return createProject(studio, ADA, { key, name: key, mode: 'OFFLINE', idempotencyKey: key });
}
