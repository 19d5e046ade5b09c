import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import type { JsonObject, JsonValue } from '../../pipeline/values/canonical-json';
import { isObject, type Schema } from './schemas';

const ROOT = 'root';

/** Whether values are what parts of one schema say, by the same validator that judges every reply. */
export class Checks {
  readonly #ajv = new Ajv({ strict: false, validateFormats: false });
  readonly #known = new Map<string, ValidateFunction>();

  constructor(root: Schema) {
    const { $id: _id, $schema: _schema, ...plain } = root;
    this.#ajv.addSchema(rooted(plain), ROOT);
  }

  readonly fulfils = (schema: Schema, value: JsonValue): boolean => {
    const { $id: _id, $schema: _schema, ...plain } = schema;
    const text = JSON.stringify(plain);
    const check = this.#known.get(text) ?? this.#ajv.compile(rooted(plain));
    this.#known.set(text, check);
    return check(value) === true;
  };

  /** What is wrong with a whole reply, and where; null: nothing. */
  faultOf(value: JsonValue): { readonly place: string; readonly message: string } | null {
    const check = this.#ajv.getSchema(ROOT);
    if (!check || check(value) === true) return null;
    const [error] = check.errors ?? [];
    return { place: error?.instancePath ?? '', message: error?.message ?? 'it is not what the schema says' };
  }
}

/** A part is looked at by itself: what it refers to is still in the whole. */
function rooted(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' && value.startsWith('#') ? `${ROOT}${value}` : rootedValue(value),
    ]),
  );
}

function rootedValue(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(rootedValue);
  return isObject(value) ? rooted(value) : value;
}
