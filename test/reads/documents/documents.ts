import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { LIMIT_RULES } from '../../../src/reads/limits';
import { Random } from '../random';
import type { Samples } from './samples';
import type { VariableSet } from './variables';
import { COMPUTED, Writer } from './writer';

export interface RandomDocument {
  readonly seed: number;
  readonly text: string;
  readonly document: DocumentNode;
  /** It asks for a field that is made in JavaScript, which only the slow path can answer. */
  readonly isComputed: boolean;
  readonly sets: readonly [VariableSet, VariableSet, VariableSet];
}

/** The valid document of a seed, within the limits of documents. */
export function randomDocument(schema: GraphQLSchema, samples: Samples, seed: number): RandomDocument {
  const random = new Random(seed);
  for (let tries = 0; tries < 200; tries += 1) {
    const writer = new Writer(random, schema, samples);
    const text = writer.document();
    const document = parse(text);
    if (validate(schema, document, [...specifiedRules, ...LIMIT_RULES]).length > 0) continue;
    return { seed, text, document, isComputed: isComputed(schema, document), sets: writer.variables.sets() };
  }
  throw new Error(`No valid document in 200 tries from the seed ${seed}.`);
}

function isComputed(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  const Field = ({ name }: FieldNode) => {
    found ||= COMPUTED.has(`${types.getParentType()?.name}.${name.value}`);
  };
  visit(document, visitWithTypeInfo(types, { Field }));
  return found;
}
