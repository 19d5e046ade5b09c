import { connection } from './connection';
import { link, type Resolvers } from './types';

export const webhookResolvers: Resolvers = {
  Webhook: {
    project: link('project', 'project_id'),
    deliveries: ({ id }, args, view, info) =>
      connection(view.all('webhook_delivery', { webhook_id: id }), args, view, info, {
        keys: (row) => [row.id],
        descending: true,
      }),
  },
  WebhookDelivery: { webhook: link('webhook', 'webhook_id') },
};
