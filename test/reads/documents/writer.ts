import {
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { Random } from '../random';
import { ArgumentWriter } from './argument-writer';
import type { Samples } from './samples';
import { Variables } from './variables';

type AnyField = GraphQLField<unknown, unknown>;

/** Response keys taken on one object, so that two fields share a key only where they may merge. */
class Scope {
  readonly taken = new Map<string, { head: string; scope: Scope }>();
  /** Within fragments: fields with arguments always get an alias of their own, wherever the fragment is spread. */
  constructor(readonly strict: boolean) {}
}

interface Here {
  readonly depth: number;
  /** Rows that the pages above may have: what multiplies is kept small. */
  readonly rows: number;
  readonly scope: Scope;
  /** The concrete type that a fragment on an interface stands in, where it is known. */
  readonly concrete?: GraphQLCompositeType;
}

/** What is made in JavaScript. */
export const COMPUTED: ReadonlySet<string> = new Set([
  'StructuredScript.assetManifest',
  'StructuredScript.text',
  'StructuredScript.generationPlan',
  'StructuredScript.tierComparison',
  'StructuredScript.assemblyManifest',
  'ScriptRevision.text',
  'Screenplay.text',
  'ScreenplayRevision.text',
  'Timeline.captions',
  'Timeline.chapters',
  'Query.verifyAudit',
]);
/** What no read answers, and no oracle. */
const RESOLVED: ReadonlySet<string> = new Set([
  'Query.blastRadius',
  'Query.estimateExplainer',
  'Query.previewPlan',
  'Query.providers',
  'Query.stylePresets',
  'ShotList.charts',
  'ShotList.export',
]);

const MOST_ROWS = 60;
/** Where the rows of a connection are: most connections should show some. */
const ROWS_OF: Record<string, string> = { Connection: 'nodes', Edge: 'node' };
const isPart = (name: string) => /Connection$|Edge$|^PageInfo$/.test(name);

/** Writes one random document. It is nearly always valid; who calls throws the others away. */
export class Writer {
  readonly variables: Variables;
  readonly #arguments: ArgumentWriter;
  readonly #fragments: { name: string; type: GraphQLCompositeType; depth: number; rows: number; text: string }[] = [];
  #aliases = 0;
  readonly #mayCompute: boolean;
  /** How many more fields it will hold: validation compares them in pairs. */
  #left: number;

  constructor(
    private readonly random: Random,
    private readonly schema: GraphQLSchema,
    private readonly samples: Samples,
  ) {
    this.variables = new Variables(random);
    this.#arguments = new ArgumentWriter(random, samples, this.variables);
    this.#mayCompute = random.chance(0.04);
    this.#left = 15 + random.below(85);
  }

  document(): string {
    const selection = this.#whole('Query');
    return [`query Q${this.variables.declarations} ${selection}`, ...this.#fragmentTexts].join('\n');
  }

  /** A subscription to a log of such lines, by a head like `runEvents(runId: "…", afterSeq: $after)`. */
  subscription(lines: 'RunEvent' | 'ProjectEvent', head: string): string {
    const selection = this.#whole(lines);
    const declared = `$after: Int!, ${this.variables.declarations.slice(1, -1)}`;
    return [`subscription S(${declared}) { ${head} ${selection} }`, ...this.#fragmentTexts].join('\n');
  }

  #whole(typeName: string): string {
    const type = this.schema.getType(typeName);
    if (!isCompositeType(type)) throw new Error(`The schema has no ${typeName}.`);
    return this.#selection(type, { depth: 2 + this.random.below(5), rows: 1, scope: new Scope(false) });
  }

  get #fragmentTexts(): string[] {
    return this.#fragments.map(({ name, type, text }) => `fragment ${name} on ${type.name} ${text}`);
  }

  #selection(type: GraphQLCompositeType, here: Here): string {
    const { random } = this;
    const most = type.name === 'Query' ? 3 : 7;
    const parts = Array.from({ length: 1 + random.below(most) }, () => this.#part(type, here)).filter((part) => part);
    if (isAbstractType(type))
      for (let kinds = here.concrete ? 1 : 4; kinds > 0; kinds -= 1) parts.push(this.#inline(type, here));
    const rows =
      isObjectType(type) && this.random.chance(0.8)
        ? type.getFields()[ROWS_OF[type.name.replace(/^.*(?=Connection|Edge)/, '')] ?? '']
        : undefined;
    if (rows) parts.push(this.#field(type, rows, here));
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  }

  #part(type: GraphQLCompositeType, here: Here): string {
    const { random } = this;
    this.#left -= 1;
    if (this.#left < 0) return '';
    if (random.chance(0.05)) return '__typename';
    if (random.chance(0.06)) return this.#inline(type, here);
    if (random.chance(0.08) && type.name !== 'Query') return this.#spread(type, here);
    if (isUnionType(type)) return '__typename';
    const open = Object.values(type.getFields()).filter((field) => this.#isOpen(type, field, here));
    const deeper = open.filter((field) => isCompositeType(getNamedType(field.type)));
    const filtered = deeper.filter(({ args }) => args.length > 2);
    const likely = deeper.length > 0 && random.chance(0.5) ? [...deeper, ...filtered, ...filtered] : open;
    const unasked = likely.filter((field) => this.#isNews(`${type.name}.${field.name}`, field));
    const fields = unasked.length > 0 && random.chance(0.6) ? unasked : likely;
    return fields.length > 0 ? this.#field(type, random.pick(fields), here) : '';
  }

  #isOpen(type: GraphQLCompositeType, field: AnyField, { depth, rows }: Here): boolean {
    if (RESOLVED.has(`${type.name}.${field.name}`)) return false;
    if (COMPUTED.has(`${type.name}.${field.name}`)) return this.#mayCompute;
    if (!isCompositeType(getNamedType(field.type)) || isPart(type.name)) return true;
    const isPage = field.args.some(({ name }) => name === 'first');
    return depth > 0 && (!isPage || rows < MOST_ROWS);
  }

  #field(type: GraphQLCompositeType, field: AnyField, here: Here): string {
    const again = here.scope.taken.get(field.name);
    if (again && !isCompositeType(getNamedType(field.type)) && this.random.chance(0.8)) return '';
    const most = Math.floor(MOST_ROWS / here.rows);
    const { text, rows } = this.#arguments.write(type, field, Math.min(most, 5), here.rows === 1);
    const repeats = again && (again.head.startsWith('!') ? text === '' : this.random.chance(0.6));
    if (again && repeats)
      return this.#finished(field, again.head.replace('!', ''), {
        ...here,
        rows: here.rows * rows,
        scope: again.scope,
      });
    const aliased = again || this.random.chance(0.15) || (text !== '' && here.scope.strict);
    const scope = new Scope(here.scope.strict);
    if (!aliased) here.scope.taken.set(field.name, { head: `${text ? '' : '!'}${field.name}${text}`, scope });
    const head = `${aliased ? `${this.#alias(field.name)}: ` : ''}${field.name}${text}`;
    return this.#finished(field, head, { ...here, rows: here.rows * rows, scope });
  }

  #alias(name: string): string {
    this.#aliases += 1;
    return this.random.chance(0.02) ? `__proto__${this.#aliases}` : `${name}_${this.#aliases}`;
  }

  #finished(field: AnyField, head: string, here: Here): string {
    const inner = getNamedType(field.type);
    const lead = `${head}${this.#directive()}`;
    if (!isCompositeType(inner)) return lead;
    const depth = isPart(inner.name) ? here.depth : here.depth - 1;
    return `${lead} ${this.#selection(inner, { ...here, depth, concrete: undefined })}`;
  }

  #directive(): string {
    const { random } = this;
    if (random.chance(0.96)) return '';
    return ` @${random.pick(['include', 'skip'])}(if: ${this.#arguments.condition()})`;
  }

  /** On the type itself, on what it implements, or on one of its kinds. */
  #condition(type: GraphQLCompositeType, { concrete }: Here): GraphQLCompositeType {
    if (isAbstractType(type) && concrete && this.random.chance(0.7)) return concrete;
    if (isAbstractType(type)) return this.#kind(type);
    return this.random.pick([type, ...(isObjectType(type) ? type.getInterfaces() : [])]);
  }

  /** One of the kinds of an abstract type; those of which something was never asked come oftener. */
  #kind(type: GraphQLAbstractType): GraphQLObjectType {
    const kinds = this.schema.getPossibleTypes(type);
    const unasked = kinds.filter((kind) => this.#hasNews(kind));
    return this.random.pick(unasked.length > 0 && this.random.chance(0.6) ? unasked : kinds);
  }

  /** Whether it was never asked, or leads to rows of which something was not. */
  #isNews(path: string, { type }: AnyField): boolean {
    if (!this.samples.wasAsked(path)) return true;
    const named = getNamedType(type);
    const nodes = isObjectType(named) ? named.getFields().nodes : undefined;
    const rows = nodes ? getNamedType(nodes.type) : named;
    if (isAbstractType(rows)) return this.schema.getPossibleTypes(rows).some((kind) => this.#hasNews(kind));
    return isObjectType(rows) && this.#hasNews(rows);
  }

  #hasNews(type: GraphQLObjectType): boolean {
    return Object.keys(type.getFields()).some((name) => !this.samples.wasAsked(`${type.name}.${name}`));
  }

  #inline(type: GraphQLCompositeType, here: Here): string {
    const condition = this.#condition(type, here);
    const concrete = isAbstractType(type) ? here.concrete : type;
    const inner = { ...here, concrete, scope: condition === type ? here.scope : new Scope(true) };
    const named = condition === type && this.random.chance(0.4) ? '' : ` on ${condition.name}`;
    // One of several kinds is no deeper than what it is a kind of: lines of logs lie deep already.
    const depth = isAbstractType(type) && isObjectType(condition) ? here.depth : here.depth - 1;
    return `...${named}${this.#directive()} ${this.#selection(condition, { ...inner, depth })}`;
  }

  #spread(type: GraphQLCompositeType, here: Here): string {
    const { depth, rows } = here;
    const fits = this.#fragments.filter((one) => one.type === type && one.depth <= depth && one.rows >= rows);
    if (fits.length > 0 && this.random.chance(0.6)) return `...${this.random.pick(fits).name}${this.#directive()}`;
    const condition = this.#condition(type, here);
    const concrete = isAbstractType(type) ? here.concrete : type;
    const text = this.#selection(condition, { depth: depth - 1, rows, scope: new Scope(true), concrete });
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, type: condition, depth, rows, text });
    return `...${name}${this.#directive()}`;
  }
}
