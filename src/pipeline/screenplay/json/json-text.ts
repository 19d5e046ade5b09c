import { InvalidInput } from '../../errors';
import type { JsonValue } from '../../values/canonical-json';
import { assertText } from '../screenplay-limits';
import { isList, isObject } from './json-members';

/** Nobody nests facts of a scene deeper; what writes them out again goes down level by level. */
const DEEPEST = 50;

export function parsedJson(text: string, field: readonly string[]): JsonValue {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) throw noJson(text, field, error);
    throw error;
  }
}

function noJson(text: string, field: readonly string[], { message }: SyntaxError): InvalidInput {
  // At the end: what comes before may quote the text.
  const place = / in JSON at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message)?.[1];
  const line = place === undefined ? null : text.slice(0, Number(place)).split('\n').length;
  return new InvalidInput(`The screenplay is no JSON${line === null ? '' : `: line ${line}`}.`, {
    field: [...field],
    expected: 'a JSON object with title and scenes',
    got: line === null ? 'a text that ends too early or is no JSON' : `a fault on line ${line}`,
    remedy: 'Send the file as its program wrote it.',
  });
}

/** Goes down without calling itself: the depth is the file's. An escape may say what no text of the file holds. */
export function assertKeepable(root: JsonValue, field: readonly string[]): void {
  let level: readonly JsonValue[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) throw tooDeep(field);
    for (const value of level) {
      if (typeof value === 'string') assertText(value, field);
      else if (isObject(value)) for (const name of Object.keys(value)) assertText(name, field);
    }
    level = level.flatMap((value) => (isList(value) || isObject(value) ? Object.values(value) : []));
  }
}

function tooDeep(field: readonly string[]): InvalidInput {
  return new InvalidInput(`The screenplay nests deeper than ${DEEPEST} levels.`, {
    field: [...field],
    expected: `at most ${DEEPEST} levels`,
    got: 'more',
    remedy: 'Take out what is nested; a scene and its elements need four levels.',
  });
}
