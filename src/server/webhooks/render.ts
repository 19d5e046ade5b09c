import { execute } from 'graphql';
import type { Caller } from '../../pipeline';
import { LimitExceeded } from '../../pipeline/errors';
import { globalId } from '../../pipeline/values/global-id';
import type { Claimed } from '../../pipeline/webhooks/claim-deliveries.verb';
import { MEANINGS } from '../../pipeline/webhooks/webhook';
import { fieldResolver } from '../../resolvers/field-resolver';
import type { Services } from '../services';
import { payloadQuery } from './selection';

const MOST_BYTES = 1_000_000;

type Rendered = Pick<Claimed, 'projectId' | 'event' | 'subjectId' | 'at' | 'events' | 'selection'>;
export type Render = (delivery: Rendered) => Promise<string>;

/** A webhook sees one project, whoever made it and whatever becomes of their token. */
function callerFor(projectId: string): Caller {
  return { tokenId: '00000000-0000-0000-0000-000000000000', name: 'webhook', role: 'VIEWER', projects: [projectId] };
}

/** What is sent: what happened and when, and what the selection says of it now. */
export function rendererOf({ schema, contextOf }: Pick<Services, 'schema' | 'contextOf'>): Render {
  return async ({ projectId, event, subjectId, at, events, selection }) => {
    const { subject, type } = MEANINGS[event];
    // A webhook may have been given other events, and a selection for those alone, while this one waited.
    const document = payloadQuery(schema, events.includes(event) ? selection : null, subject);
    const { data, errors } = await execute({
      schema,
      document,
      variableValues: { id: globalId(subject, subjectId) },
      contextValue: contextOf(callerFor(projectId)),
      fieldResolver: fieldResolver as never,
    });
    if (errors?.[0]) throw errors[0].originalError ?? errors[0];
    return bounded(JSON.stringify({ type, timestamp: at.toISOString(), data: data?.node ?? null }));
  };
}

function bounded(text: string): string {
  const bytes = Buffer.byteLength(text);
  if (bytes <= MOST_BYTES) return text;
  throw new LimitExceeded(`The payload would have ${bytes} bytes; at most ${MOST_BYTES} are sent.`, {
    expected: `at most ${MOST_BYTES} bytes`,
    got: `${bytes} bytes`,
    remedy: 'Select less with `updateWebhook`; whoever is called can ask for the rest.',
  });
}
