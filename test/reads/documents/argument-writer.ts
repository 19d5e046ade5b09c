import {
  type GraphQLArgument,
  GraphQLBoolean,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  GraphQLNonNull,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Random } from '../random';
import type { Samples } from './samples';
import { type Site, Values } from './values';
import { literal, type Variables } from './variables';

interface Written {
  readonly text: string;
  /** How many rows there can be below: 1 where it is no page. */
  readonly rows: number;
}

/** Writes the arguments of a field: absent, null, literals, variables, and variables within literals. */
export class ArgumentWriter {
  readonly #values: Values;

  constructor(
    private readonly random: Random,
    samples: Samples,
    private readonly variables: Variables,
  ) {
    this.#values = new Values(random, samples);
  }

  write(type: GraphQLCompositeType, field: GraphQLField<unknown, unknown>, most: number, mayBeWhole: boolean): Written {
    const orders = field.args.find(({ name }) => name === 'orderBy');
    const order = orders ? this.random.pick(['NEWEST', 'OLDEST', 'NUMBER']) : 'default';
    const base = { parent: type.name, field: field.name, most, order, mayErr: type.name === 'Query' };
    const continues =
      isObjectType(type) && this.#values.cursor({ ...base, name: 'after' }) !== null && this.random.chance(0.4);
    const texts = field.args.flatMap((argument) => {
      const site = { ...base, name: argument.name };
      if (argument.name === 'first' && !mayBeWhole)
        return [`first: ${this.#value(new GraphQLNonNull(getNullableType(argument.type)), false, site)}`];
      if (argument.name === 'after') return continues ? [`after: ${this.#value(argument.type, false, site)}`] : [];
      if (argument.name === 'orderBy' && continues) return [`orderBy: ${order}`];
      return this.#argument(argument, site);
    });
    const isPage = field.args.some(({ name }) => name === 'first');
    const whole = mayBeWhole ? 20 : most;
    return { text: texts.length > 0 ? `(${texts.join(', ')})` : '', rows: isPage ? Math.max(whole, 1) : 1 };
  }

  #argument({ name, type, defaultValue }: GraphQLArgument, site: Site): string[] {
    const hasDefault = defaultValue !== undefined;
    const isOptional = !isNonNullType(type) || hasDefault;
    if (isOptional && this.random.chance(0.4)) return [];
    return [`${name}: ${this.#value(type, hasDefault, site)}`];
  }

  #value(type: GraphQLInputType, hasDefault: boolean, site: Site): string {
    const { random } = this;
    const draw = () => this.#values.draw(type, site);
    if (random.chance(0.5)) return this.variables.reference(this.#purpose(type, site), type, hasDefault, draw);
    const named = getNullableType(type);
    if (isListType(named) && random.chance(0.5)) return this.#list(named.ofType, site);
    if (isInputObjectType(named)) {
      const members = Object.values(named.getFields()).filter(() => random.chance(0.35));
      return `{ ${members.map((member) => `${member.name}: ${this.#value(member.type, false, { ...site, name: member.name })}`).join(', ')} }`;
    }
    return literal(draw(), type);
  }

  #list(element: GraphQLInputType, site: Site): string {
    const items = Array.from({ length: this.random.below(4) }, () => this.#value(element, false, site));
    return `[${items.join(', ')}]`;
  }

  /** Variables are shared only between places where each other's values make sense. */
  #purpose(type: GraphQLInputType, { parent, field, name, most, order }: Site): string {
    const place =
      { first: String(most), after: `${parent}_${field}_${order}` }[name] ?? (String(type).includes('ID') ? field : '');
    return `${name}_${place}_${String(type).replace(/\W/g, isNonNullType(type) ? 'R' : 'L')}`;
  }

  condition(): string {
    const draw = () => this.random.chance(0.5);
    if (this.random.chance(0.4)) return String(draw());
    return this.variables.reference('condition', new GraphQLNonNull(GraphQLBoolean), false, draw);
  }
}
