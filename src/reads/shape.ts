import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  type OperationDefinitionNode,
  typeFromAST,
  visit,
} from 'graphql';
import { typeOfId } from './arguments';

/**
 * Of each variable just what a plan may depend on: given or not, a word, the type within an id. Two requests with the same
 * shape run the same SQL. The compiler cannot see more than this (see `Arguments`), so the key cannot be too coarse.
 */
export function shapeOf(type: GraphQLInputType, value: unknown): string {
  const named = getNullableType(type);
  if (value === undefined) return 'u';
  if (value === null) return 'n';
  if (isListType(named)) return listShape(named.ofType, value);
  if (isEnumType(named) || String(named) === 'Boolean') return String(value);
  if (String(named) === 'ID') return typeOfId(value);
  if (!isInputObjectType(named)) return 'v';
  const members = Object.values(named.getFields()).map((field) =>
    shapeOf(field.type, (value as Record<string, unknown>)[field.name]),
  );
  return `{${members.join(',')}}`;
}

/** A list of ids is the set of their types; of words, no more than that it is there, and whether it is one: it is bound as one array. */
function listShape(element: GraphQLInputType, value: unknown): string {
  if (String(getNullableType(element)) !== 'ID') return (value as unknown[]).length === 1 ? 'l1' : 'l';
  return `[${[...new Set((value as unknown[]).map(typeOfId))].sort().join(',')}]`;
}

export interface VariableShape {
  readonly name: string;
  readonly type: GraphQLInputType;
  /** Variables of `first` and of directives are parts of the plan itself. */
  readonly byValue: boolean;
}

/** The variables of an operation and how each counts in a plan's key. */
export function variableShapes(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): VariableShape[] {
  const byValue = variablesOfFirst(document);
  return (operation.variableDefinitions ?? []).map((definition) => {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type) as GraphQLInputType;
    return { name, type, byValue: byValue.has(name) };
  });
}

function variablesOfFirst(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(document, {
    Argument: ({ name, value }) => {
      if (name.value === 'first' && value.kind === 'Variable') names.add(value.name.value);
    },
  });
  return names;
}

export function shapeKey(shapes: readonly VariableShape[], values: Readonly<Record<string, unknown>>): string {
  return shapes
    .map(({ name, type, byValue }) => (byValue ? JSON.stringify(values[name] ?? null) : shapeOf(type, values[name])))
    .join(';');
}
