import {
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Caller } from '../../pipeline';

/** What of a document shapes the answers of its subscriptions: all but the number to begin after. */
export interface Shape {
  readonly text: string;
  /** Variables that say something else than where to begin. */
  readonly variables: ReadonlySet<string>;
}

const WHERE_TO_BEGIN = 'afterSeq';

/** In one spelling, so that clients whose documents differ by spaces or by that number share a channel. */
export function shapeOf(schema: GraphQLSchema, document: DocumentNode): Shape {
  const root = schema.getSubscriptionType();
  const types = new TypeInfo(schema);
  const isBeginning = (name: string) => name === WHERE_TO_BEGIN && types.getParentType() === root;
  const Argument = { enter: ({ name }: { name: { value: string } }) => (isBeginning(name.value) ? null : undefined) };
  const timeless = visit(document, visitWithTypeInfo(types, { Argument }));
  const variables = new Set<string>();
  visit(timeless, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void variables.add(name.value),
  });
  return { text: print(timeless), variables };
}

interface Asked {
  readonly shape: Shape;
  readonly operation: OperationDefinitionNode | null | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Two subscriptions to one log with the same of this get the same bytes. Undeclared variables mean nothing. */
export function shapeKey({ shape, operation, variables }: Asked): string {
  const names = (operation?.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  const shaping = names.filter((name) => shape.variables.has(name));
  const given = shaping.map((name) => (name in variables ? [name, variables[name]] : [name])); // null is no default
  return `${operation?.name?.value ?? ''}\n${JSON.stringify(given)}\n${shape.text}`;
}

/** What of a caller decides what is seen. Nothing below an event tells callers of the same sight apart by name or token. */
export function sightKey({ role, projects }: Caller): string {
  return `${role} ${projects === 'all' ? 'all' : [...projects].sort().join(' ')}`;
}
