import { InvalidInput } from '../errors';
import { WEBHOOK_EVENTS, type WebhookEvent } from './webhook';

/** Each once, in the order of the contract. A webhook of no events would never be called. */
export function distinctEvents(events: readonly WebhookEvent[]): WebhookEvent[] {
  if (events.length > 0) return WEBHOOK_EVENTS.filter((event) => events.includes(event));
  throw new InvalidInput('A webhook needs at least one event.', {
    field: ['input', 'events'],
    expected: `one or more of ${WEBHOOK_EVENTS.join(', ')}`,
    got: 'an empty list',
    remedy: 'Name the events, or disable the webhook with `enabled: false`.',
  });
}
