import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import { type DomainError, InvalidInput, LimitExceeded } from '../../pipeline/errors';
import { DEFAULT_SELECTION, MEANINGS, type WebhookSubject } from '../../pipeline/webhooks/webhook';
import { assertAffordable, LIMIT_RULES, MOST_TOKENS } from '../../reads/limits';

const MOST_CHARACTERS = 10_000;
const SUBJECTS = new Set<string>(Object.values(MEANINGS).map(({ subject }) => subject));

/**
 * The query whose `node` is the `data` of a payload about this subject. A selection is written as it would stand between
 * braces of the subject's type; a fragment `... on Run` or `... on Asset` at its top is for that subject alone. So both
 * may be asked for their `status`, which in one document would be a conflict of two types. Refuses what the contract
 * does not allow.
 */
export function payloadQuery(schema: GraphQLSchema, selection: string | null, subject: WebhookSubject): DocumentNode {
  const { selections } = selectionOf(selection ?? DEFAULT_SELECTION);
  const own = selections.filter((each) => concerns(each, subject));
  if (own.length === 0) throw notValid(`It selects nothing of ${subject}, which some of the events are about.`);
  const document = queryOf(subject, own);
  const [fault] = validate(schema, document, [...specifiedRules, ...LIMIT_RULES]);
  if (fault) throw notValid(fault.message);
  affordable(schema, document);
  return document;
}

function concerns(selection: SelectionNode, subject: WebhookSubject): boolean {
  const named = selection.kind === Kind.INLINE_FRAGMENT ? selection.typeCondition?.name.value : undefined;
  return named === undefined || named === subject || !SUBJECTS.has(named);
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

/** By building the tree: what is put together as text, a bracket too many takes apart again. */
function queryOf(subject: WebhookSubject, selections: readonly SelectionNode[]): DocumentNode {
  const document = parse(`query ($id: ID!) { node(id: $id) { ... on ${subject} { id } } }`, { noLocation: true });
  const InlineFragment = (fragment: InlineFragmentNode): InlineFragmentNode => ({
    ...fragment,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  });
  return visit(document, { InlineFragment: { leave: InlineFragment } });
}

function operationOf({ definitions: [operation] }: DocumentNode): OperationDefinitionNode {
  if (operation?.kind === Kind.OPERATION_DEFINITION) return operation;
  throw new Error('The query of payloads has no operation.');
}

const FIELD = ['input', 'selection'];

function notValid(why: string): DomainError {
  return new InvalidInput(`This selection is not valid: ${why}`, {
    field: FIELD,
    expected: 'fields of Run for events of runs, of Asset for events of assets',
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
