import type { GraphQLSchema } from 'graphql';
import type { Allowance } from '../../pipeline/values/allowance';
import type { WebhookDesk } from '../../pipeline/webhooks/desk';
import { MEANINGS } from '../../pipeline/webhooks/webhook';
import { newSecret, type SecretBox } from './secrets';
import { payloadQuery } from './selection';

/** What the mutations of webhooks are given. */
export function webhookDesk(schema: GraphQLSchema, secrets: SecretBox, allowance: Allowance): WebhookDesk {
  return {
    allowance,
    checkSelection: (selection, events) => {
      for (const event of events) payloadQuery(schema, selection, MEANINGS[event].subject);
    },
    newSecret,
    seal: (secret, webhookId) => secrets.seal(secret, webhookId),
    opens: (sealed, webhookId) => secrets.open(sealed, webhookId) !== null,
  };
}
