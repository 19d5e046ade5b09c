import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { createWebhook, deleteWebhook, redeliverWebhook, rotateWebhookSecret, updateWebhook } from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import {
  CreateWebhookInput,
  CreateWebhookPayload,
  DeleteWebhookInput,
  DeleteWebhookPayload,
  RedeliverWebhookInput,
  RedeliverWebhookPayload,
  RotateWebhookSecretInput,
  RotateWebhookSecretPayload,
  UpdateWebhookInput,
  UpdateWebhookPayload,
} from '../schema/webhook';
import type { Context } from './context';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

const webhookIdOf = ({ webhookId }: { webhookId: string }): string =>
  rowIdOf('Webhook', webhookId, ['input', 'webhookId']);

const shown = ({ webhookId, secret }: { webhookId: string; secret: string }): object => ({
  webhook: globalId('Webhook', webhookId),
  secret,
});

@Resolver()
export class WebhookResolver {
  @Needs('PRODUCER')
  @Mutation(() => CreateWebhookPayload, {
    description: 'Tells a URL of what happens in a project from now on. Its secret is shown once.',
  })
  async createWebhook(
    @Arg('input', () => CreateWebhookInput) input: CreateWebhookInput,
    @Ctx() { studio, webhooks: desk, caller }: Context,
  ): Promise<object> {
    const projectId = rowIdOf('Project', input.projectId, ['input', 'projectId']);
    return shown(await createWebhook({ studio, desk }, caller, { ...input, projectId }));
  }

  @Needs('PRODUCER')
  @Mutation(() => UpdateWebhookPayload, { description: 'Another URL, other events, another selection; on or off.' })
  async updateWebhook(
    @Arg('input', () => UpdateWebhookInput) input: UpdateWebhookInput,
    @Ctx() { studio, webhooks: desk, caller }: Context,
  ): Promise<object> {
    const change = { ...input, webhookId: webhookIdOf(input) };
    return { webhook: globalId('Webhook', await updateWebhook({ studio, desk }, caller, change)) };
  }

  @Needs('PRODUCER')
  @Mutation(() => DeleteWebhookPayload, { description: 'The webhook goes, with its deliveries.' })
  async deleteWebhook(
    @Arg('input', () => DeleteWebhookInput) input: DeleteWebhookInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const webhookId = await deleteWebhook(studio, caller, { webhookId: webhookIdOf(input) });
    return { webhookId: globalId('Webhook', webhookId) };
  }

  @Needs('PRODUCER')
  @Mutation(() => RotateWebhookSecretPayload, {
    description: 'Another secret, shown once. For 24 hours calls are signed with the one before it as well.',
  })
  async rotateWebhookSecret(
    @Arg('input', () => RotateWebhookSecretInput) input: RotateWebhookSecretInput,
    @Ctx() { studio, webhooks: desk, caller }: Context,
  ): Promise<object> {
    return shown(await rotateWebhookSecret({ studio, desk }, caller, { webhookId: webhookIdOf(input) }));
  }

  @Needs('PRODUCER')
  @Mutation(() => RedeliverWebhookPayload, {
    description: 'Sends the same message again, with the same `webhook-id` and the same body.',
  })
  async redeliverWebhook(
    @Arg('input', () => RedeliverWebhookInput) input: RedeliverWebhookInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const deliveryId = rowIdOf('WebhookDelivery', input.deliveryId, ['input', 'deliveryId']);
    return { delivery: globalId('WebhookDelivery', await redeliverWebhook(studio, caller, { deliveryId })) };
  }
}
