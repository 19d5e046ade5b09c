import { InvalidInput } from '../../pipeline/errors';
import type { JsonValue } from '../../pipeline/values/canonical-json';
import { textOf } from '../script-input';
import type { Words } from '../words/parse';

/** What `--hints` names; nothing where it is left out. */
export async function hintsOf(words: Words): Promise<JsonValue> {
  const file = words.text('hints');
  return file === undefined ? {} : jsonOf(file, await textOf(file));
}

export function jsonOf(file: string, text: string): JsonValue {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new InvalidInput(`${file} is not JSON.`, { got: error instanceof Error ? error.message : String(error) });
  }
}
