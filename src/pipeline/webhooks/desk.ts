import type { Allowance } from '../values/allowance';
import type { WebhookEvent } from './webhook';

/** What the verbs of webhooks are given: whatever knows of settings, of the contract and of secrets. */
export interface WebhookDesk {
  readonly allowance: Allowance;
  /** Refuses a selection that is not valid, or that selects nothing of what one of these events is about. */
  checkSelection(selection: string, events: readonly WebhookEvent[]): void;
  newSecret(): string;
  /** As it may lie in the database, for this webhook alone. */
  seal(secret: string, webhookId: string): string;
  /** Whether it was sealed by the secret that this server has now. */
  opens(sealed: string, webhookId: string): boolean;
}
