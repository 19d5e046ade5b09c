export const WEBHOOK_EVENTS = ['RUN_FINISHED', 'RUN_FAILED', 'ASSET_NEEDS_REVIEW', 'ASSET_DECIDED'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

interface Meaning {
  readonly words: string;
  /** The `type` of the payload. */
  readonly type: string;
  /** What it is about, as a type of the contract. */
  readonly subject: 'Run' | 'Asset';
}
export type WebhookSubject = Meaning['subject'];

/** The contract's description, the payloads and the rules for selections are made of this. */
export const MEANINGS: Readonly<Record<WebhookEvent, Meaning>> = {
  RUN_FINISHED: {
    words: 'a run ended as SUCCEEDED, PARTIAL or CANCELLED',
    type: 'run.finished',
    subject: 'Run',
  },
  RUN_FAILED: {
    words: 'a run ended as FAILED, so whoever wants every end takes both',
    type: 'run.failed',
    subject: 'Run',
  },
  ASSET_NEEDS_REVIEW: {
    words: 'an asset came to be in REVIEW: it was submitted, reopened, or imported so',
    type: 'asset.needs_review',
    subject: 'Asset',
  },
  ASSET_DECIDED: {
    words: 'an asset was approved, rejected or published',
    type: 'asset.decided',
    subject: 'Asset',
  },
};

/** PENDING waits for its first or its next attempt; FAILED was given up. */
export const DELIVERY_STATUSES = ['PENDING', 'DELIVERED', 'FAILED'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** What payloads show where a webhook has no selection of its own. */
export const DEFAULT_SELECTION = `... on Run { id status production startedBy finishedAt totals { jobs done reused failed spent { amount currency } } }
... on Asset { id type status take slot { id key } run { id } }`;

/** How long the secret that was replaced still signs beside the new one. */
export const OLD_SECRET_LASTS_MS = 24 * 3_600_000;

/** How many a project may have: each line of its log is looked at for each of them. */
export const MOST_WEBHOOKS = 50;

/** NOTIFY's channel: a webhook was made or changed, or a delivery is due at once. The payload is empty. It only wakes. */
export const WEBHOOKS_CHANNEL = 'workprint_webhooks';
