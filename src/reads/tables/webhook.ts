import type { Tables } from '../table';
import { NEWEST, page, toOne } from '../table';

/** The secrets are columns that no field reads. */
export const webhookTables: Tables = {
  Webhook: {
    from: 'webhook',
    fields: {
      project: toOne('project_id'),
      deliveries: page({
        on: (webhook, delivery) => `${delivery('webhook_id')} = ${webhook('id')}`,
        orders: { default: NEWEST },
      }),
    },
  },
  WebhookDelivery: { from: 'webhook_delivery', fields: { webhook: toOne('webhook_id') } },
};
