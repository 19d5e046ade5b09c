import { LimitExceeded } from '../../pipeline/errors';
import { canonicalJson, type JsonObject, type JsonValue } from '../../pipeline/values/canonical-json';
import { numberFor } from './numbers';
import { isObject, listOf, merged, numberIn, type Schema, Schemas, unsupported } from './schemas';
import { overlap, type Source, wordsOf } from './source';
import { type Brevity, item, member, type Spot } from './spot';
import { type Quoting, stringFor } from './strings';

export interface FillOptions {
  readonly schema: Schema;
  readonly source: Source;
  readonly variation: number;
  readonly brevity: Brevity;
  /** A value of more parts than this is too long for any reply. */
  readonly mostParts: number;
  /** Whether a value is what a part of the schema says. */
  fulfils(schema: Schema, value: JsonValue): boolean;
}

/** Beyond it only what must be is. */
const DEEPEST_SENSIBLE = 5;
const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'] as const;
const TRIES = 4;

/** A value of the schema out of sentences of the source: quoted, counted and chosen by shared words. The same for the same, always. */
export function filled(options: FillOptions): JsonValue {
  return new Filling(options).whole();
}

class Filling {
  readonly #options: FillOptions;
  readonly #schemas: Schemas;
  readonly #quoting: Quoting;
  #parts = 0;

  constructor(options: FillOptions) {
    this.#options = options;
    this.#schemas = new Schemas(options.schema);
    this.#quoting = { ...options, used: new Set() };
  }

  whole(): JsonValue {
    const { source, schema } = this.#options;
    const root = { path: '', name: 'text', topic: new Set<string>(), sentences: source.sentences };
    return this.#fill(schema, { ...root, depth: 0, index: 0, taken: new Set() });
  }

  #fill(schema: JsonValue | undefined, spot: Spot): JsonValue {
    const plain = this.#schemas.plain(schema, spot.path);
    if (plain === null) throw unsupported(spot.path, 'what nothing can be');
    this.#count();
    if (plain.const !== undefined) return plain.const;
    if (plain.enum !== undefined) return this.#chosen(plain, spot);
    if (plain.anyOf !== undefined) return this.#branch(plain, 'anyOf', spot);
    if (plain.oneOf !== undefined) return this.#branch(plain, 'oneOf', spot);
    return this.#typed(plain, spot);
  }

  #count(): void {
    this.#parts += 1;
    if (this.#parts <= this.#options.mostParts) return;
    throw new LimitExceeded('What the schema asks for is longer than the reply may be.', {
      expected: `at most ${this.#options.mostParts} parts`,
      got: 'more',
      remedy: 'Ask for fewer items, or allow more tokens.',
    });
  }

  get #isBare(): boolean {
    return this.#options.brevity === 'BARE';
  }

  #isLean({ depth }: Spot): boolean {
    return this.#isBare || depth > DEEPEST_SENSIBLE;
  }

  /** The value whose words the source has most; the first where it has none. */
  #chosen(schema: Schema, spot: Spot): JsonValue {
    const free = listOf(schema.enum).filter((value) => !spot.taken.has(canonicalJson(value)));
    const fitting = free.filter((value) => this.#options.fulfils(schema, value));
    const near = new Set(spot.sentences.flatMap(({ words }) => [...words]));
    const score = (value: JsonValue) => overlap(new Set(wordsOf(String(value))), near);
    const [best] = fitting.map((value) => ({ value, score: score(value) })).sort((a, b) => b.score - a.score);
    if (best === undefined) throw unsupported(spot.path, 'an enum of which no value will do');
    return best.value;
  }

  /** The one that the source speaks of; others where that one turns out not to do. */
  #branch(schema: Schema, key: 'anyOf' | 'oneOf', spot: Spot): JsonValue {
    const { [key]: branches, ...rest } = schema;
    let fault: unknown = unsupported(spot.path, `an ${key} of which no branch will do`);
    for (const branch of this.#ordered(listOf(branches), spot)) {
      try {
        const its = this.#schemas.plain(branch, spot.path);
        const whole = its && merged(rest, its, spot.path);
        if (!whole) continue;
        const value = this.#fill(whole, spot);
        if (key === 'anyOf' || this.#options.fulfils(schema, value)) return value;
      } catch (error) {
        if (error instanceof LimitExceeded) throw error;
        fault = error;
      }
    }
    throw fault;
  }

  #ordered(branches: readonly JsonValue[], spot: Spot): JsonValue[] {
    const near = new Set(spot.sentences.flatMap(({ words }) => [...words]));
    const possible = branches
      .map((branch) => ({
        branch,
        height: this.#schemas.height(branch),
        score: overlap(new Set(wordsOf(JSON.stringify(branch))), near),
      }))
      .filter(({ height }) => height < Number.POSITIVE_INFINITY);
    const isNull = ({ branch }: { branch: JsonValue }) => Number(isObject(branch) && branch.type === 'null');
    const order = this.#isLean(spot)
      ? possible.sort((a, b) => a.height - b.height)
      : possible.sort((a, b) => isNull(a) - isNull(b) || b.score - a.score);
    return order.map(({ branch }) => branch);
  }

  #typed(schema: Schema, spot: Spot): JsonValue {
    const type = typeOf(schema);
    if (type === 'object') return this.#object(schema, spot);
    if (type === 'array') return this.#array(schema, spot);
    if (type === 'string') return stringFor(schema, spot, this.#quoting);
    if (type === 'number' || type === 'integer') return numberFor(schema, spot, type === 'integer');
    if (type === 'boolean') return this.#boolean(spot);
    if (type === 'null') return null;
    throw unsupported(spot.path, `the type ${JSON.stringify(schema.type)}`);
  }

  /** True where the source speaks of it. */
  #boolean({ topic, sentences, taken }: Spot): boolean {
    const isTold = sentences.some(({ words }) => overlap(topic, words) > 0);
    return taken.has(String(isTold)) ? !isTold : isTold;
  }

  #object(schema: Schema, spot: Spot): JsonObject {
    const properties = isObject(schema.properties) ? schema.properties : {};
    const required = listOf(schema.required).map(String);
    const kept = Object.keys(properties).filter(
      (name) => required.includes(name) || this.#isSensible(properties[name], name, spot),
    );
    const most = Math.max(required.length, numberIn(schema, 'maxProperties') ?? Number.POSITIVE_INFINITY);
    const optional = kept.filter((name) => !required.includes(name)).slice(0, most - required.length);
    const least = (numberIn(schema, 'minProperties') ?? 0) - required.length - optional.length;
    const others = Object.keys(properties).filter((name) => !kept.includes(name) && this.#isPossible(properties[name]));
    const names = new Set([...optional, ...others.slice(0, Math.max(0, least))]);
    const inOrder = [
      ...Object.keys(properties).filter((name) => required.includes(name) || names.has(name)),
      ...required,
    ];
    return Object.fromEntries([...new Set(inOrder)].map((name) => [name, this.#property(schema, name, spot)]));
  }

  #property(schema: Schema, name: string, spot: Spot): JsonValue {
    const properties = isObject(schema.properties) ? schema.properties : {};
    const its = Object.hasOwn(properties, name) ? properties[name] : (schema.additionalProperties ?? true);
    const told = this.#schemas.plain(its, `${spot.path}/${name}`) ?? {};
    return this.#fill(its, member(spot, name, told));
  }

  #isPossible(schema: JsonValue | undefined): boolean {
    return schema !== undefined && this.#schemas.height(schema) < Number.POSITIVE_INFINITY;
  }

  /** What need not be is there where the source has a word about it. */
  #isSensible(schema: JsonValue | undefined, name: string, spot: Spot): boolean {
    if (this.#isLean(spot) || !this.#isPossible(schema)) return false;
    const topic = new Set(wordsOf(`${name} ${JSON.stringify(schema)}`));
    return spot.sentences.some(({ words }) => overlap(topic, words) > 0);
  }

  #array(schema: Schema, spot: Spot): JsonValue[] {
    const tuple = [...listOf(schema.items), ...listOf(schema.prefixItems)];
    const rest = Array.isArray(schema.items) ? (schema.additionalItems ?? true) : (schema.items ?? true);
    const [least, most] = [numberIn(schema, 'minItems') ?? 0, numberIn(schema, 'maxItems') ?? Number.POSITIVE_INFINITY];
    const its = this.#isPossible(rest) ? this.#schemas.plain(rest, spot.path) : null;
    const wanted = tuple.length > 0 ? tuple.length : its === null ? 0 : this.#countFor(its, spot);
    const count = Math.min(most, Math.max(least, wanted));
    const values: JsonValue[] = [];
    for (let index = 0; index < count; index += 1) {
      const own = item(spot, { index, of: count, shares: its === null || typeOf(its) !== 'object' });
      const value = this.#item(tuple[index] ?? rest, own, schema.uniqueItems === true ? values : []);
      if (value === undefined && values.length >= least) break;
      if (value === undefined) throw unsupported(own.path, 'items that must all differ');
      values.push(value);
    }
    return values;
  }

  /** Undefined where nothing else than its brothers is possible. */
  #item(schema: JsonValue, spot: Spot, brothers: readonly JsonValue[]): JsonValue | undefined {
    const taken = new Set(brothers.map(canonicalJson));
    if (taken.size === 0) return this.#fill(schema, { ...spot, taken });
    for (let turn = 0; turn < TRIES; turn += 1) {
      try {
        const value = this.#fill(schema, { ...spot, taken, index: spot.index + turn });
        if (!taken.has(canonicalJson(value))) return value;
      } catch (error) {
        if (error instanceof LimitExceeded) throw error;
        return undefined;
      }
    }
    return undefined;
  }

  /** As many as the source says, such as 5 scenes; else by how much there is to tell. */
  #countFor(schema: Schema, spot: Spot): number {
    if (this.#isLean(spot)) return 0;
    const named = spot.depth <= 2 ? this.#countNamed(spot.name) : null;
    if (named !== null) return named;
    const most = this.#options.brevity === 'SHORT' || spot.depth > 3 ? 2 : 6;
    const share = typeOf(schema) === 'object' ? 3 : 2;
    return Math.max(1, Math.min(most, Math.round(spot.sentences.length / share)));
  }

  #countNamed(name: string): number | null {
    const [noun] = wordsOf(name).slice(-1);
    if (noun === undefined) return null;
    const said = new RegExp(`\\b(\\d{1,2})\\s+(?:\\p{L}+\\s+)?${noun}`, 'iu').exec(this.#options.source.prompt);
    return said === null ? null : Number(said[1]);
  }
}

/** The one that says most, of those that it may be. */
function typeOf(schema: Schema): (typeof TYPES)[number] | undefined {
  if (schema.type !== undefined) {
    const types = [schema.type].flat().map(String);
    return TYPES.find((type) => types.includes(type));
  }
  if (
    ['properties', 'required', 'additionalProperties', 'minProperties', 'propertyNames'].some(
      (key) => schema[key] !== undefined,
    )
  )
    return 'object';
  if (['items', 'minItems', 'prefixItems', 'uniqueItems'].some((key) => schema[key] !== undefined)) return 'array';
  if (
    ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].some(
      (key) => schema[key] !== undefined,
    )
  )
    return 'number';
  return 'string';
}
