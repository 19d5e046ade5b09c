import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { BadInput } from '../../reads/bad-input';
import { collectFields } from '../../reads/collect';
import { fragmentsOf } from '../../reads/documents';
import { LIMIT_RULES, MOST_CHARACTERS, MOST_TOKENS } from '../../reads/limits';
import { RecentlyUsed } from '../../reads/recently-used';
import { assertWithinLimits } from '../apollo';
import { type Shape, shapeKey, shapeOf } from './sharing';

export interface Asked {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

export interface Operation {
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variableValues: Record<string, unknown>;
  /** Equal for operations whose answers to one line are equal. */
  readonly shape: string;
}

interface Known {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
  readonly shape: Shape;
}

interface Accepted {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Record<string, unknown>;
}

const MOST_KNOWN = 200;

/** What is asked over sockets, held to the limits. A text is parsed and validated once: 5,000 clients come with the same. */
export class Operations {
  readonly #known = new RecentlyUsed<string, Known>(MOST_KNOWN);

  constructor(private readonly schema: GraphQLSchema) {}

  /** Throws the `GraphQLError` of a text that cannot be read and of variables that ask for too much. */
  prepare({ query, operationName, variables }: Asked): Operation | readonly GraphQLError[] {
    const { document, errors, shape } = this.#document(query);
    if (errors.length > 0) return errors;
    const operation = getOperationAST(document, operationName);
    const variableValues = variables ?? {};
    if (operation) assertAcceptable({ schema: this.schema, document, operation, variables: variableValues });
    return {
      document,
      operationName,
      variableValues,
      shape: shapeKey({ shape, operation, variables: variableValues }),
    };
  }

  #document(text: string): Known {
    if (text.length > MOST_CHARACTERS) throw new GraphQLError(`A document has at most ${MOST_CHARACTERS} characters.`);
    const known = this.#known.get(text) ?? this.#read(text);
    this.#known.set(text, known);
    return known;
  }

  #read(text: string): Known {
    const document = parse(text, { maxTokens: MOST_TOKENS });
    const errors = validate(this.schema, document, [...specifiedRules, ...LIMIT_RULES]);
    return { document, errors, shape: shapeOf(this.schema, document) };
  }
}

function assertAcceptable({ schema, document, operation, variables }: Accepted): void {
  assertWithinLimits({ schema, document, operation, variables });
  const root = operation.operation === 'subscription' && schema.getSubscriptionType();
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (!root || !coerced) return;
  const scope = { schema, fragments: fragmentsOf(document), variables: coerced };
  if (collectFields(scope, root, [operation.selectionSet]).size === 0) throw followsNothing();
}

/** graphql-js takes it for granted that there is one. */
function followsNothing(): BadInput {
  return new BadInput('This subscription follows nothing: @skip or @include leaves its only field out.', {
    expected: 'a subscription whose field is included',
    got: 'none',
    remedy: 'Subscribe when it is to be included.',
  });
}
