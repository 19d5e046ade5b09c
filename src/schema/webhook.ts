import { Field, ID, InputType, Int } from 'type-graphql';
import { DEFAULT_SELECTION, MOST_WEBHOOKS, type WebhookEvent } from '../pipeline/webhooks/webhook';
import { connectionOf } from './connection';
import { Noun, noun, Page } from './decorators';
import { WebhookDeliveryStatusEnum, WebhookEventEnum } from './enums';
import { Node } from './node';
import { DateTimeScalar, JsonScalar } from './scalars';
import { Payload } from './user-error';

@Noun('One message to one webhook. It is kept for 30 days.', Node)
export class WebhookDelivery extends Node {
  @Field(noun('Webhook')) webhook: object;
  @Field(() => WebhookEventEnum) event: WebhookEvent;
  @Field(() => DateTimeScalar, { description: 'When it happened.' }) at: string;
  @Field(() => WebhookDeliveryStatusEnum) status: string;
  @Field(() => Int, { description: 'Of this round: `redeliverWebhook` begins another.' }) attempts: number;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Null where there will be no other attempt.' })
  nextTryAt: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'The HTTP status that the last attempt got; null where nobody answered.',
  })
  responseCode: number | null;
  @Field(() => String, { nullable: true, description: 'Why the last attempt failed.' }) error: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last accepted.' }) deliveredAt:
    | string
    | null;
  @Field(() => JsonScalar, {
    nullable: true,
    description:
      'What is sent: `type`, `timestamp`, `data`. Made at the first attempt; every attempt sends the same bytes.',
  })
  payload: unknown;
}

export const WebhookDeliveryConnection = connectionOf('WebhookDelivery', () => WebhookDelivery);

@Noun(
  'Whom to tell of what happens in a project. Calls follow Standard Webhooks: POST, signed in `webhook-signature` over `webhook-id`, `webhook-timestamp` and the body. An answer of 2xx takes the message; anything else is tried again for 24 hours, 410 disables the webhook. A message may come twice, with the same `webhook-id`, and not in order.',
  Node,
)
export class Webhook extends Node {
  @Field(noun('Project')) project: object;
  @Field(() => String) url: string;
  @Field(() => [WebhookEventEnum]) events: WebhookEvent[];
  @Field(() => String, { nullable: true, description: 'What `data` holds; null: the default selection.' })
  selection: string | null;
  @Field(() => Boolean) enabled: boolean;
  @Field(() => String, { nullable: true, description: 'Where it was not a person who disabled it.' })
  disabledBecause: string | null;
  @Field(() => String) createdBy: string;
  @Field(() => DateTimeScalar) createdAt: string;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until then the secret before this one signs too; null where it was never rotated.',
  })
  oldSecretUntil: string | null;
  @Page(() => WebhookDeliveryConnection, 'Newest first.') deliveries: object;
}

export const WebhookConnection = connectionOf('Webhook', () => Webhook);

const SELECTION = `What \`data\` holds, as it would stand between the braces of a query: fields of Run for events of runs, of Asset for events of assets. What only one of them has goes into \`... on Run { }\` or \`... on Asset { }\`. It says what is true when the message is first sent, and sees this project alone. Unless given: \`${DEFAULT_SELECTION.replace('\n', ' ')}\`.`;
const URL_RULE =
  'https, and a host of the open internet; others only where WORKPRINT_WEBHOOK_ALLOW names them. No redirects are followed. Whoever sees the project sees it.';

@InputType({ description: `A project has at most ${MOST_WEBHOOKS}.` })
export class CreateWebhookInput {
  @Field(() => ID) projectId: string;
  @Field(() => String, { description: URL_RULE }) url: string;
  @Field(() => [WebhookEventEnum]) events: WebhookEvent[];
  @Field(() => String, { nullable: true, description: SELECTION }) selection?: string | null;
}

@Noun('The webhook with its secret, or why it was refused.', Payload)
export class CreateWebhookPayload extends Payload {
  @Field(() => Webhook, { nullable: true }) webhook: object | null;
  @Field(() => String, { nullable: true, description: '`whsec_…`. Shown once.' }) secret: string | null;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateWebhookInput {
  @Field(() => ID) webhookId: string;
  @Field(() => String, { nullable: true, description: URL_RULE }) url?: string | null;
  @Field(() => [WebhookEventEnum], { nullable: true }) events?: WebhookEvent[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'As of `createWebhook`; null: the default selection from now on.',
  })
  selection?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'False: what waits is given up. True again: it is told of what happens from then on.',
  })
  enabled?: boolean | null;
}

@Noun('The webhook as it is now, or why not.', Payload)
export class UpdateWebhookPayload extends Payload {
  @Field(() => Webhook, { nullable: true }) webhook: object | null;
}

@InputType()
export class DeleteWebhookInput {
  @Field(() => ID) webhookId: string;
}

@Noun('The id of what is gone, or why it is not.', Payload)
export class DeleteWebhookPayload extends Payload {
  @Field(() => ID, { nullable: true }) webhookId: string | null;
}

@InputType()
export class RotateWebhookSecretInput {
  @Field(() => ID) webhookId: string;
}

@Noun('The webhook with its new secret, or why not.', Payload)
export class RotateWebhookSecretPayload extends Payload {
  @Field(() => Webhook, { nullable: true }) webhook: object | null;
  @Field(() => String, { nullable: true, description: '`whsec_…`. Shown once.' }) secret: string | null;
}

@InputType()
export class RedeliverWebhookInput {
  @Field(() => ID) deliveryId: string;
}

@Noun('The delivery, due at once, or why not.', Payload)
export class RedeliverWebhookPayload extends Payload {
  @Field(() => WebhookDelivery, { nullable: true }) delivery: object | null;
}
