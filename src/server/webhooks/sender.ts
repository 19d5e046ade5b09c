import { setMaxListeners } from 'node:events';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Studio } from '../../pipeline';
import { DomainError, NotConfigured } from '../../pipeline/errors';
import { globalId } from '../../pipeline/values/global-id';
import { type Claimed, claimDeliveries } from '../../pipeline/webhooks/claim-deliveries.verb';
import { type Answer, outcomeOf } from '../../pipeline/webhooks/outcome';
import { readLogs } from '../../pipeline/webhooks/read-logs.verb';
import { keepPayload, settleDelivery } from '../../pipeline/webhooks/settle-delivery.verb';
import { type Network, post } from './post';
import type { Render } from './render';
import type { SecretBox } from './secrets';
import { signedHeaders } from './signature';

/** Calls of this process under way at once. */
const AT_ONCE = 32;
/** Calls under way at a stop have this long to be answered; the rest is sent again by whoever comes next. */
const GRACE_MS = 3_000;

export interface SenderDesk {
  readonly studio: Studio<DataSource>;
  readonly secrets: SecretBox;
  readonly render: Render;
  readonly network: Network;
  /** From 0 to just below 1. */
  readonly draw: () => number;
  readonly log: Logger;
}

/** Sends what is due. Several may work on one database: each delivery is leased to one of them at a time. */
export class WebhookSender {
  readonly #stopping = new AbortController();
  readonly #cutting = new AbortController();
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    private readonly desk: SenderDesk,
    /** Somebody was called: there is room for another. */
    private readonly onSent: () => void = () => undefined,
  ) {
    setMaxListeners(AT_ONCE, this.#cutting.signal);
  }

  /** Makes deliveries of what is new in the logs, and begins to send what is due. */
  async round(): Promise<void> {
    const { studio } = this.desk;
    await readLogs(studio, this.#stopping.signal);
    const room = AT_ONCE - this.#underWay.size;
    if (room === 0 || this.#stopping.signal.aborted) return;
    for (const claimed of await claimDeliveries(studio, room)) this.#begin(claimed);
  }

  /** Until every call that was begun is over. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async stop(graceMs = GRACE_MS): Promise<void> {
    this.#stopping.abort();
    const timer = setTimeout(() => this.#cutting.abort(), graceMs);
    await this.idle();
    clearTimeout(timer);
  }

  #begin(claimed: Claimed): void {
    const sending = this.#send(claimed).finally(() => {
      this.#underWay.delete(sending);
      this.onSent();
    });
    this.#underWay.add(sending);
  }

  /** Never rejects: a delivery that cannot be settled is due again when its lease ends. */
  async #send(claimed: Claimed): Promise<void> {
    const { studio, draw, log } = this.desk;
    const { id, webhookId, event, attempts, firstAttemptAt } = claimed;
    try {
      const answer = await this.#answer(claimed);
      if (!answer) return;
      const outcome = outcomeOf(answer, { attempts, firstAttemptAt, now: studio.now(), draw: draw() });
      await settleDelivery(studio, claimed, outcome);
      const { status, responseCode, error } = outcome;
      log.info({ delivery: id, webhook: webhookId, event, attempts, status, responseCode, error }, 'webhook');
    } catch (error) {
      log.warn({ err: error, delivery: id, webhook: webhookId }, 'a delivery could not be settled');
    }
  }

  /** Null where somebody else has taken the delivery over while it was rendered. */
  async #answer(claimed: Claimed): Promise<Answer | null> {
    const { studio, network, log } = this.desk;
    try {
      const body = claimed.payload ?? (await this.#rendered(claimed));
      if (body === null) return null;
      const message = { id: globalId('WebhookDelivery', claimed.id), sentAt: studio.now(), body };
      const headers = signedHeaders(message, this.#secretsOf(claimed));
      return await post({ url: claimed.url, headers, body }, network, this.#cutting.signal);
    } catch (error) {
      if (error instanceof DomainError || error instanceof GraphQLError) return { kind: 'FAILURE', why: error.message };
      log.error({ err: error, delivery: claimed.id }, 'a delivery failed on our side');
      return { kind: 'FAILURE', why: 'Something went wrong on the server; its log says what.' };
    }
  }

  async #rendered(claimed: Claimed): Promise<string | null> {
    const text = await this.desk.render(claimed);
    return (await keepPayload(this.desk.studio, claimed, text)) ? text : null;
  }

  #secretsOf({ webhookId, secretSealed, oldSecretSealed }: Claimed): string[] {
    const sealed = oldSecretSealed === null ? [secretSealed] : [secretSealed, oldSecretSealed];
    return sealed.map((text) => this.desk.secrets.open(text, webhookId) ?? refuse());
  }
}

function refuse(): never {
  throw new NotConfigured('The secret of this webhook was sealed while the server had another secret of its own.', {
    expected: 'the WORKPRINT_SECRET, or the file `secret` of the data directory, that it was made with',
    remedy: 'Give the server its secret back, or make another for the webhook with `rotateWebhookSecret`.',
  });
}
