import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  specifiedRules,
  validate,
} from 'graphql';
import { type DomainError, InvalidInput, LimitExceeded } from '../../pipeline/errors';
import {
  DEFAULT_SELECTION,
  MEANINGS,
  scopeOf,
  type WebhookEvent,
  type WebhookSubject,
} from '../../pipeline/webhooks/webhook';
import { collectFields } from '../../reads/collect';
import { assertAffordable, LIMIT_RULES, MOST_TOKENS } from '../../reads/limits';

const MOST_CHARACTERS = 10_000;

/**
 * The query whose `node` is the `data` of a payload. A selection is written as it would stand between braces: of the one type that the
 * events are about, or, where there are two, in a fragment for each. Refuses what the contract does not allow.
 */
export function payloadQuery(
  schema: GraphQLSchema,
  selection: string | null,
  events: readonly WebhookEvent[],
): DocumentNode {
  const selectionSet = selectionOf(selection ?? DEFAULT_SELECTION);
  const document = queryOf(selectionSet, selection === null ? 'Node' : scopeOf(events));
  const [fault] = validate(schema, document, [...specifiedRules, ...LIMIT_RULES]);
  if (fault) throw notValid(fault.message);
  affordable(schema, document);
  for (const event of events) assertSelects(schema, selectionSet, MEANINGS[event].subject);
  return document;
}

function affordable(schema: GraphQLSchema, document: DocumentNode): void {
  try {
    assertAffordable({ schema, fragments: {}, variables: {} }, operationOf(document));
  } catch (error) {
    if (error instanceof GraphQLError) throw notValid(error.message);
    throw error;
  }
}

/** Alone between braces it must be one selection: what closes them early would be a document of its own. */
function selectionOf(text: string): SelectionSetNode {
  if (text.length > MOST_CHARACTERS) throw tooLong(text.length);
  const document = parsed(`{ ${text}\n}`);
  const [operation, ...others] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) {
    throw notValid('It is more than one selection; fragments are written in place, as `... on Run { … }`.');
  }
  return operation.selectionSet;
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: MOST_TOKENS, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) throw notValid(error.message);
    throw error;
  }
}

function queryOf(selectionSet: SelectionSetNode, scope: WebhookSubject | 'Node'): DocumentNode {
  const document = parse(`query ($id: ID!) { node(id: $id) { ... on ${scope} { id } } }`, { noLocation: true });
  const operation = operationOf(document);
  const [node] = operation.selectionSet.selections;
  if (node?.kind !== Kind.FIELD || !node.selectionSet) throw new Error('The query of payloads has no field.');
  const [fragment] = node.selectionSet.selections;
  const filled = { ...node, selectionSet: { ...node.selectionSet, selections: [{ ...fragment, selectionSet }] } };
  const outer = { ...operation, selectionSet: { ...operation.selectionSet, selections: [filled] } };
  return { ...document, definitions: [outer] } as DocumentNode;
}

function operationOf({ definitions: [operation] }: DocumentNode): OperationDefinitionNode {
  if (operation?.kind === Kind.OPERATION_DEFINITION) return operation;
  throw new Error('The query of payloads has no operation.');
}

function assertSelects(schema: GraphQLSchema, selectionSet: SelectionSetNode, subject: WebhookSubject): void {
  const type = schema.getType(subject);
  if (!type || !('getFields' in type) || !('getInterfaces' in type)) throw new Error(`There is no type ${subject}.`);
  const fields = collectFields({ schema, fragments: {}, variables: {} }, type as never, [selectionSet]);
  if (fields.size > 0) return;
  throw notValid(`It selects nothing of ${subject}, which some of the events are about.`);
}

const FIELD = ['input', 'selection'];

function notValid(why: string): DomainError {
  return new InvalidInput(`This selection is not valid: ${why}`, {
    field: FIELD,
    expected: 'fields of Run for events of runs, of Asset for events of assets; for both, a fragment for each',
    got: why,
    remedy: 'Write it as `id status`, or as `... on Run { id status } ... on Asset { id status }`.',
  });
}

function tooLong(characters: number): LimitExceeded {
  return new LimitExceeded(`A selection has at most ${MOST_CHARACTERS} characters.`, {
    field: FIELD,
    expected: `at most ${MOST_CHARACTERS} characters`,
    got: `${characters} characters`,
    remedy: 'Select less; whoever is called can ask for the rest.',
  });
}
