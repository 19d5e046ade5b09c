import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLField,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { BadInput } from './bad-input';
import type { DocumentScope } from './collect';
import { DEFAULT_PAGE, LARGEST_PAGE } from './page';

/** The limits of a document. They hold on both paths, before anything is compiled or run. */
export const MOST_TOKENS = 5_000;
export const MOST_CHARACTERS = 100_000;
const DEEPEST = 14;
const MOST_ALIASES = 50;
const MOST_DIRECTIVES = 50;
/** Rows that one answer could have at most: the product of its pages. 200 segments with all their takes are a few thousand. */
export const MOST_ROWS = 500_000;

/** Reported like any other fault of a document; the library's own way is to throw out of the validation. */
const reported = {
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

export const LIMIT_RULES: ValidationRule[] = [
  maxDepthRule({ n: DEEPEST, ...reported }),
  maxAliasesRule({ n: MOST_ALIASES, ...reported }),
  maxDirectivesRule({ n: MOST_DIRECTIVES, ...reported }),
];

/** A list without pages is bounded by its nature: the figures of a segment, the looks of a character. */
const LIST_GUESS = 10;

/** Refuses a page that is too large and a product of pages that is. Fragments count once for each object that spreads them. */
export function assertAffordable(document: DocumentScope, operation: OperationDefinitionNode): void {
  const root = document.schema.getRootType(operation.operation);
  if (!root) return;
  const rows = new RowCount(document).of(operation.selectionSet, root, 1);
  if (rows <= MOST_ROWS) return;
  throw new BadInput(`This could read ${rows} rows; one request may read ${MOST_ROWS}.`, {
    code: 'LIMIT_EXCEEDED',
    expected: `pages whose product is at most ${MOST_ROWS} rows`,
    got: `${rows} rows`,
    remedy: 'Ask for smaller pages with `first`, or split the request.',
  });
}

/** One object of the answer. A fragment that comes again in it merges with itself and is not walked again: ten that spread each other twelve times would take years. */
interface Counted {
  readonly type: GraphQLCompositeType;
  readonly times: number;
  readonly seen: Set<SelectionNode | FragmentDefinitionNode>;
}

class RowCount {
  private total = 0;

  constructor(private readonly document: DocumentScope) {}

  of(selections: SelectionSetNode, type: GraphQLCompositeType, times: number): number {
    this.walk(selections, { type, times, seen: new Set() });
    return this.total;
  }

  private walk(selections: SelectionSetNode, counted: Counted): void {
    for (const selection of selections.selections) {
      if (this.total > MOST_ROWS) return;
      if (selection.kind === 'Field') this.field(selection, counted.type, counted.times);
      else this.fragment(selection, counted);
    }
  }

  private fragment(selection: Exclude<SelectionSetNode['selections'][number], FieldNode>, counted: Counted): void {
    const fragment = selection.kind === 'InlineFragment' ? selection : this.document.fragments[selection.name.value];
    if (!fragment || counted.seen.has(fragment)) return;
    counted.seen.add(fragment);
    const { typeCondition } = fragment;
    const condition = typeCondition ? typeFromAST(this.document.schema, typeCondition) : counted.type;
    if (isCompositeType(condition)) this.walk(fragment.selectionSet, { ...counted, type: condition });
  }

  private field(node: FieldNode, type: GraphQLCompositeType, times: number): void {
    const field = 'getFields' in type ? type.getFields()[node.name.value] : undefined;
    const inner = field && getNamedType(field.type);
    if (!field || !node.selectionSet || !isCompositeType(inner)) return;
    // Edges, nodes and pageInfo show rows that their connection has counted.
    const rows = isPart(type) ? times : times * this.multiplier(node, field);
    if (!isPart(type)) this.total += rows;
    this.of(node.selectionSet, inner, rows);
  }

  private multiplier(node: FieldNode, field: GraphQLField<unknown, unknown>): number {
    const paged = field.args.some(({ name }) => name === 'first');
    if (paged) return pageSize(getArgumentValues(field, node, this.document.variables).first);
    return isListType(getNullableType(field.type)) ? LIST_GUESS : 1;
  }
}

function isPart(type: GraphQLCompositeType): boolean {
  return /(?:Connection|Edge)$/.test(type.name);
}

function pageSize(first: unknown): number {
  const size = (first as number | null | undefined) ?? DEFAULT_PAGE;
  if (size >= 0 && size <= LARGEST_PAGE) return Math.max(size, 1);
  throw new BadInput(`\`first\` must be from 0 to ${LARGEST_PAGE}; it is ${size}.`, {
    code: 'LIMIT_EXCEEDED',
    expected: `0 to ${LARGEST_PAGE}`,
    got: String(size),
    remedy: 'Ask for a page of at most that size and go on from `endCursor`.',
  });
}
