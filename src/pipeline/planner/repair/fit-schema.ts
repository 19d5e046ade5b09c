import type { JsonObject, JsonValue } from '../../values/canonical-json';
import { isRecord, kindOf, pathTo } from '../json/json-value';
import type { Warn } from '../warnings';
import { keyMeant, wordMeant } from './spellings';

/** As much of JSON Schema as our schemas are written in. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

type Fit = JsonValue | undefined;
type Fitter = (node: SchemaNode, value: JsonValue, path: string, warn: Warn) => Fit;

/**
 * As much of a value as the schema allows, each change with a warning: unknown keys are removed at every level, figures drawn into their bounds, known
 * misspellings read as what they mean. Undefined: nothing of it fits, or it lacks what it needs.
 */
export const fitted: Fitter = (node, value, path, warn) => {
  if (node.anyOf) return fittedToAny(node.anyOf, value, path, warn);
  if (node.const !== undefined || node.enum) return fittedWord(node, value, path, warn);
  if (typeof node.type === 'object') return fittedToAny(alternatives(node), value, path, warn);
  const fitter = node.type === undefined ? undefined : FITTERS[node.type];
  return fitter ? fitter(node, value, path, warn) : value;
};

const FITTERS: Readonly<Record<string, Fitter>> = {
  object: (node, value, path, warn) => {
    if (!isRecord(value)) return misfit('an object', value, path, warn);
    const members = node.properties ? knownMembers(node, value, path, warn) : openMembers(node, value, path, warn);
    return lacksNothing(node, members, path, warn) ? members : undefined;
  },
  array: (node, value, path, warn) => {
    if (!Array.isArray(value)) return misfit('a list', value, path, warn);
    const { items } = node;
    if (!items) return value;
    return value
      .map((item, index) => fitted(items, item, pathTo(path, index), warn))
      .filter((item) => item !== undefined);
  },
  string: ({ pattern, minLength = 0 }, value, path, warn) => {
    if (typeof value !== 'string') return misfit('text', value, path, warn);
    if (value.length < minLength) return misfit('text that says something', value, path, warn);
    return pattern === undefined || new RegExp(pattern, 'u').test(value)
      ? value
      : misfit('text of another form', value, path, warn);
  },
  number: (node, value, path, warn) => fittedNumber(node, value, path, warn),
  integer: (node, value, path, warn) => {
    const number = fittedNumber(node, value, path, warn);
    return number === undefined || Number.isInteger(number) ? number : drawnIn(Math.round(number), path, warn);
  },
  boolean: (_node, value, path, warn) =>
    typeof value === 'boolean' ? value : misfit('true or false', value, path, warn),
  null: (_node, value, path, warn) => (value === null ? null : misfit('null', value, path, warn)),
};

/** One for each of its types: `["string", "null"]`. */
function alternatives({ type = [], ...rest }: SchemaNode): SchemaNode[] {
  return [type].flat().map((one) => ({ ...rest, type: one }));
}

/** The first that it fits as it is; else what the first makes of it. */
function fittedToAny(nodes: readonly SchemaNode[], value: JsonValue, path: string, warn: Warn): Fit {
  for (const node of nodes) {
    let isChanged = false;
    const fit = fitted(node, value, path, () => {
      isChanged = true;
    });
    if (!isChanged) return fit;
  }
  const [first = {}] = nodes;
  return fitted(first, value, path, warn);
}

function fittedWord({ const: only, enum: several = [] }: SchemaNode, value: JsonValue, path: string, warn: Warn): Fit {
  const words = only === undefined ? several : [only];
  if (words.includes(value)) return value;
  const meant = typeof value === 'string' ? wordMeant(value, words) : undefined;
  if (meant === undefined) return misfit(`one of ${words.join(', ')}`, value, path, warn);
  warn({ code: 'RENAMED', message: `${path} is now ${String(meant)}.`, path });
  return meant;
}

function fittedNumber(node: SchemaNode, value: JsonValue, path: string, warn: Warn): number | undefined {
  const number = typeof value === 'string' && NUMBER.test(value) ? drawnIn(Number(value), path, warn) : value;
  if (typeof number !== 'number') return void misfit('a number', value, path, warn);
  if (node.exclusiveMinimum !== undefined && number <= node.exclusiveMinimum) {
    return void misfit(`a number above ${node.exclusiveMinimum}`, value, path, warn);
  }
  const within = Math.min(node.maximum ?? number, Math.max(node.minimum ?? number, number));
  return within === number ? number : drawnIn(within, path, warn);
}

/** A figure in quotes is a figure. */
const NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?$/;

function drawnIn(number: number, path: string, warn: Warn): number {
  warn({ code: 'NUMBER_ADJUSTED', message: `${path} is now ${number}.`, path });
  return number;
}

function openMembers({ additionalProperties }: SchemaNode, value: JsonObject, path: string, warn: Warn): JsonObject {
  if (typeof additionalProperties !== 'object') return value;
  return members(
    Object.entries(value).map(([key, member]) => [key, fitted(additionalProperties, member, pathTo(path, key), warn)]),
  );
}

function knownMembers(node: SchemaNode, value: JsonObject, path: string, warn: Warn): JsonObject {
  const properties = node.properties ?? {};
  return members(
    Object.entries(value).map(([key, member]) => {
      const at = pathTo(path, key);
      const meant = keyMeant(key, Object.keys(properties));
      const property = meant === undefined ? undefined : properties[meant];
      if (meant === undefined || property === undefined || (meant !== key && Object.hasOwn(value, meant))) {
        warn({ code: 'UNKNOWN_KEY', message: `${at} is no part of a manifest, and is removed.`, path: at });
        return [key, undefined];
      }
      if (meant !== key) warn({ code: 'RENAMED', message: `${at} is now ${meant}.`, path: at });
      return [meant, fitted(property, member, pathTo(path, meant), warn)];
    }),
  );
}

function members(entries: readonly (readonly [string, Fit])[]): JsonObject {
  return Object.fromEntries(entries.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}

function lacksNothing({ required = [] }: SchemaNode, object: JsonObject, path: string, warn: Warn): boolean {
  const lacking = required.filter((key) => !Object.hasOwn(object, key));
  if (lacking.length === 0) return true;
  warn({ code: 'INCOMPLETE', message: `${path} lacks ${lacking.join(', ')}, and is removed.`, path });
  return false;
}

function misfit(expected: string, value: JsonValue, path: string, warn: Warn): undefined {
  warn({ code: 'MISFIT', message: `${path} is ${kindOf(value)}, not ${expected}, and is removed.`, path });
}
