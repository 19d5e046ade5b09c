import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LIMIT_RULES, MOST_CHARACTERS, MOST_TOKENS } from './limits';
import type { Plan } from './plan';
import { RecentlyUsed } from './recently-used';
import { type VariableShape, variableShapes } from './shape';

/** A document that passed the rules once, its operation, and the plans made for it so far. */
export interface Prepared {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly shapes: readonly VariableShape[];
  readonly plans: RecentlyUsed<string, Plan | 'NEEDS_RESOLVER'>;
}

const MOST_DOCUMENTS = 1_000;
/** Word variables multiply the plans of a document: five of them with four words each are 1,024. */
const MOST_PLANS = 64;

/** Documents that the fast path may answer, by their text. What is not a valid query is null: the slow path says why. */
export class Documents {
  readonly #known = new RecentlyUsed<string, Prepared | 'NOT_OURS'>(MOST_DOCUMENTS);

  constructor(private readonly schema: GraphQLSchema) {}

  prepare(text: string, operationName: string | undefined): Prepared | null {
    if (text.length > MOST_CHARACTERS) return null;
    // NUL stands in no document, so no name can make another document's key.
    const key = operationName === undefined ? text : `${text}\0${operationName}`;
    const known = this.#known.get(key) ?? this.#prepare(text, operationName) ?? 'NOT_OURS';
    this.#known.set(key, known);
    return known === 'NOT_OURS' ? null : known;
  }

  #prepare(text: string, operationName: string | undefined): Prepared | null {
    const document = parsed(text);
    const operation = document && getOperationAST(document, operationName);
    if (!document || operation?.operation !== 'query') return null;
    if (validate(this.schema, document, [...specifiedRules, ...LIMIT_RULES]).length > 0) return null;
    return {
      operation,
      fragments: fragmentsOf(document),
      shapes: variableShapes(this.schema, document, operation),
      plans: new RecentlyUsed(MOST_PLANS),
    };
  }
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text, { maxTokens: MOST_TOKENS, noLocation: true });
  } catch {
    return null; // the slow path parses it again and reports the place of the mistake
  }
}

export function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((node) => [node.name.value, node]));
}
