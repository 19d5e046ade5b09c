import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
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
    this.#assertWithinLimits(document, operation, variableValues);
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

  #assertWithinLimits(
    document: DocumentNode,
    operation: OperationDefinitionNode | null | undefined,
    variables: Record<string, unknown>,
  ): void {
    if (operation) assertWithinLimits({ schema: this.schema, document, operation, variables });
  }
}
