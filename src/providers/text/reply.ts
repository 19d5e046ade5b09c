import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import type { JsonObject, JsonValue } from '../../pipeline/values/canonical-json';
import { BadReply } from '../failures';
import type { TextTerms } from './text';

interface Replied {
  readonly vendor: string;
  readonly text: string;
  readonly schema: TextTerms['schema'];
  /** What the reply costs, whether it is any good or not. */
  readonly costMicros: bigint;
}

/** What a model wrote as the value that was asked for; null where prose was. Throws `BadReply` for what does not fulfil the schema. */
export function replyOf({ vendor, text, schema, costMicros }: Replied): JsonValue {
  if (schema === null) return null;
  const told = { vendor, billed: { micros: costMicros }, evidence: Buffer.from(text) };
  const value = parsed(text);
  if (value === undefined) throw new BadReply({ ...told, message: 'a reply that is no JSON.' });
  const check = checkOf(schema.json);
  if (check(value)) return value;
  const [error] = check.errors ?? [];
  const where = error?.instancePath || 'the whole';
  throw new BadReply({
    ...told,
    message: `a reply that is not of the schema ${schema.name}: ${where} ${error?.message}.`,
  });
}

/** Models put JSON between fences though nobody asks for it. */
function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text.trim().replace(/^```(?:json)?\s*([\s\S]*?)\s*```$/, '$1'));
  } catch {
    return undefined;
  }
}

const ajv = new Ajv({ strict: false, validateFormats: false });
const checks = new WeakMap<JsonObject, ValidateFunction>();

function checkOf(json: JsonObject): ValidateFunction {
  const known = checks.get(json);
  if (known) return known;
  // An `$id` or `$schema` of its own would be remembered, or looked for, beyond this one check.
  const { $id: _id, $schema: _schema, ...plain } = json;
  const check = ajv.compile(plain);
  checks.set(json, check);
  return check;
}
