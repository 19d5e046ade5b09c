import { print } from 'graphql';
import type { DomainError } from '../../../src/pipeline/errors';
import { NOBODY } from '../../../src/pipeline/values/allowance';
import { DEFAULT_SELECTION, WEBHOOK_EVENTS, type WebhookEvent } from '../../../src/pipeline/webhooks/webhook';
import { buildContract } from '../../../src/resolvers/schema';
import { webhookDesk } from '../../../src/server/webhooks/desk';
import { SecretBox } from '../../../src/server/webhooks/secrets';
import { payloadQuery } from '../../../src/server/webhooks/selection';

const schema = buildContract();
const desk = webhookDesk(schema, new SecretBox(Buffer.alloc(32)), NOBODY);
const RUNS: WebhookEvent[] = ['RUN_FINISHED', 'RUN_FAILED'];
const ASSETS: WebhookEvent[] = ['ASSET_DECIDED'];

function whyNot(selection: string, events: readonly WebhookEvent[]): DomainError {
  try {
    desk.checkSelection(selection, events);
  } catch (error) {
    return error as DomainError;
  }
  throw new Error('It was not refused.');
}

test('the default selection is valid for every event', () => {
  expect(() => desk.checkSelection(DEFAULT_SELECTION, WEBHOOK_EVENTS)).not.toThrow();
});

test('fields of what the events are about may be named as they are', () => {
  expect(() => desk.checkSelection('id status jobs(first: 5) { nodes { key } }', RUNS)).not.toThrow();
  expect(() => desk.checkSelection('id status slot { key }', ASSETS)).not.toThrow();
  expect(() => desk.checkSelection('id status # as it is', WEBHOOK_EVENTS)).not.toThrow();
});

test('what only one of two subjects has goes into a fragment, and both may be asked for the same', () => {
  const selection = 'id ... on Run { status production } ... on Asset { status take }';
  expect(() => desk.checkSelection(selection, WEBHOOK_EVENTS)).not.toThrow();
  expect(print(payloadQuery(schema, selection, 'Run')).replace(/\s+/g, ' ')).toBe(
    'query ($id: ID!) { node(id: $id) { ... on Run { id ... on Run { status production } } } }',
  );
});

test.each<[string, string, readonly WebhookEvent[]]>([
  ['colour', 'Cannot query field "colour" on type "Run"', RUNS],
  ['take', 'Cannot query field "take" on type "Run"', WEBHOOK_EVENTS],
  ['id {', 'Syntax Error', RUNS],
  ['', 'Syntax Error', RUNS],
  ['... on Asset { id }', 'It selects nothing of Run', RUNS],
  ['... on Project { id }', 'can never be of type "Project"', RUNS],
  [
    'id } mutation { deleteWebhook(input: { webhookId: "x" }) { webhookId } } query { viewer { name }',
    'more than one selection',
    RUNS,
  ],
  ['id } fragment A on Run { id', 'more than one selection', RUNS],
  ['...A', 'Unknown fragment "A"', RUNS],
  ['jobs(first: $n) { nodes { key } }', 'Variable "$n" is not defined', RUNS],
  [
    'jobs(first: 250) { nodes { dependsOn(first: 250) { nodes { dependsOn(first: 250) { nodes { id } } } } } }',
    'rows',
    RUNS,
  ],
  [`project { ${'runs { nodes { project { '.repeat(8)} id ${'} } }'.repeat(8)} }`, 'depth', RUNS],
])('the selection %s is refused and says why', (selection, why, events) => {
  const refusal = whyNot(selection, events);
  expect(refusal.code).toBe('INVALID_INPUT');
  expect(refusal.field).toEqual(['input', 'selection']);
  expect(refusal.message).toContain(why);
});

test('a selection longer than any that is useful is refused before it is read', () => {
  expect(whyNot('id '.repeat(4_000), RUNS).code).toBe('LIMIT_EXCEEDED');
});
