import { Arg, type ClassType, Field, Int, InterfaceType, ObjectType } from 'type-graphql';

type AnyClass = abstract new () => object;
type TypeOf = () => unknown;

const nouns = new Map<string, AnyClass>();

/**
 * A type by its name, looked up when the schema is built. The types of the API refer to each other in circles; they meet
 * here, so that their files need not import each other in circles.
 */
export function noun(name: string): () => ClassType {
  return () => {
    const found = nouns.get(name);
    if (!found) throw new Error(`No schema class is called ${name}; is its file imported by schema/index.ts?`);
    return found as ClassType;
  };
}

/**
 * An object type of the API. The executor's own field resolver reads it: without `simpleResolvers` type-graphql would
 * install an asynchronous resolver on every field, which reads by the field's name and knows nothing of aliases.
 */
export function Noun(description: string, implemented: AnyClass | AnyClass[] = []): ClassDecorator {
  return (target) => {
    nouns.set(target.name, target as unknown as AnyClass);
    ObjectType({ description, implements: implemented as ClassType[], simpleResolvers: true })(target);
  };
}

/** The key under which a read leaves the concrete type of an object below an abstract one. No alias can have a space. */
export const TYPE_KEY = ' type';

/** An interface of the API; what a read returns says itself what it is. */
export function Face(description: string, implemented: AnyClass | AnyClass[] = []): ClassDecorator {
  const resolveType = (value: Record<string, string>) => value[TYPE_KEY];
  return InterfaceType({ description, implements: implemented as ClassType[], resolveType }) as ClassDecorator;
}

let position = 0;

/** An argument of a field that is a property: reads have no method bodies to hang `@Arg` on. */
export function Argument(name: string, type: TypeOf, options: { nullable?: boolean; defaultValue?: unknown } = {}) {
  return (target: object, property: string): void => {
    position += 1;
    Arg(name, type as () => ClassType, options)(target, property, position);
  };
}

/** `first` and `after`, and the connection type: what every list that can grow looks like. */
export function Page(connection: TypeOf, description?: string) {
  return (target: object, property: string): void => {
    Field(connection as () => ClassType, { description })(target, property);
    Argument('first', () => Int, { nullable: true })(target, property);
    Argument('after', () => String, { nullable: true })(target, property);
  };
}
