import { setTimeout as delay } from 'node:timers/promises';
import { PROJECT_LOG_CHANNEL } from '../../pipeline';
import { nextDueAt } from '../../pipeline/webhooks/claim-deliveries.verb';
import { projectsWithWebhooks } from '../../pipeline/webhooks/projects-with-webhooks.verb';
import { sweepDeliveries } from '../../pipeline/webhooks/sweep-deliveries.verb';
import { WEBHOOKS_CHANNEL } from '../../pipeline/webhooks/webhook';
import { systemLookup } from '../../providers/network/lookup';
import type { Services } from '../services';
import { Bell, type Mark } from './bell';
import { rendererOf } from './render';
import { WebhookSender } from './sender';

/** NOTIFY only wakes: what it did not tell is found by looking, this often. */
const LOOK_ANYWAY_MS = 30_000;
/** What is due and cannot be sent yet, because its receiver is busy elsewhere, is not asked for more often than this. */
const SHORTEST_SLEEP_MS = 1_000;
/** Lines come in flocks: those of a moment are read together. */
const GATHER_MS = 50;
/** A database that is away is asked again after this. */
const RETRY_MS = 5_000;
const SWEEP_EVERY_MS = 3_600_000;

/**
 * Sends until it is stopped, which the answer does. Where no project has a webhook, it asks for one twice a minute and
 * no more.
 */
export function startWebhooks(services: Services): () => Promise<void> {
  const { config, studio, webhookSecrets: secrets, signals, log } = services;
  const stopping = new AbortController();
  const { signal } = stopping;
  const bell = new Bell();
  const network = { allowance: config.webhookAllowance, lookup: systemLookup };
  const desk = { studio, secrets, render: rendererOf(services), network, draw: Math.random, log };
  const sender = new WebhookSender(desk, () => bell.ring());
  const nowMs = () => studio.now().getTime();
  let sweptAtMs = Number.NEGATIVE_INFINITY;

  const markOf = (topic: string): Mark => ({ topic, version: signals.version(topic) });

  /** Versions are taken before tables are read: what is written in between wakes at once. */
  const turn = async (): Promise<{ marks: Mark[]; ms: number }> => {
    const changed = markOf(`${WEBHOOKS_CHANNEL}:`);
    if (nowMs() - sweptAtMs >= SWEEP_EVERY_MS) {
      await sweepDeliveries(studio, signal);
      sweptAtMs = nowMs();
    }
    const projectIds = await projectsWithWebhooks(studio);
    if (projectIds.length === 0) return { marks: [changed], ms: LOOK_ANYWAY_MS };
    const marks = [changed, ...projectIds.map((id) => markOf(`${PROJECT_LOG_CHANNEL}:${id}`))];
    await sender.round();
    const dueAt = await nextDueAt(studio);
    const untilDueMs = dueAt ? Math.max(SHORTEST_SLEEP_MS, dueAt.getTime() - nowMs()) : LOOK_ANYWAY_MS;
    return { marks, ms: Math.min(LOOK_ANYWAY_MS, untilDueMs) };
  };

  const run = async () => {
    while (!signal.aborted) {
      const asleep = await turn().catch((error) => {
        log.warn({ err: error }, 'webhooks could not be looked after; they will be in a while');
        return { marks: [], ms: RETRY_MS };
      });
      await bell.sleep(signals, asleep.marks, { ms: asleep.ms, signal });
      await delay(GATHER_MS, undefined, { signal }).catch(() => undefined);
    }
  };

  const running = run();
  return async () => {
    stopping.abort();
    await sender.stop();
    await running;
  };
}
