import { astFromValue, type GraphQLInputType, getNullableType, isNonNullType, print } from 'graphql';
import type { Random } from '../random';

interface Variable {
  readonly name: string;
  readonly declared: string;
  readonly mayBeAbsent: boolean;
  readonly draw: () => unknown;
}

export type VariableSet = Readonly<Record<string, unknown>>;

export function literal(value: unknown, type: GraphQLInputType): string {
  const node = astFromValue(value, type);
  if (!node) throw new Error(`${JSON.stringify(value)} is no ${type}.`);
  return print(node);
}

/** The variables of one document under construction. */
export class Variables {
  readonly #made: Variable[] = [];

  constructor(private readonly random: Random) {}

  /** A new variable for a place of this type, or, now and then, one that already serves such a place. */
  reference(purpose: string, type: GraphQLInputType, hasDefault: boolean, draw: () => unknown): string {
    const { random } = this;
    const prefix = purpose.replace(/\W+/g, '_');
    const shared = this.#made.filter(({ name }) => name.startsWith(`${prefix}__`));
    if (shared.length > 0 && random.chance(0.3)) return `$${random.pick(shared).name}`;
    const variable = this.#declare(`${prefix}__${this.#made.length}`, type, hasDefault, draw);
    this.#made.push(variable);
    return `$${variable.name}`;
  }

  #declare(name: string, type: GraphQLInputType, hasDefault: boolean, draw: () => unknown): Variable {
    const { random } = this;
    const strict = () => drawnUntilGiven(draw);
    const plain = String(getNullableType(type));
    const needsValue = isNonNullType(type);
    if (random.chance(0.3)) {
      const fallback = literal(strict(), type);
      return {
        name,
        declared: `$${name}: ${plain} = ${fallback}`,
        mayBeAbsent: true,
        draw: needsValue ? strict : draw,
      };
    }
    if (needsValue && hasDefault && random.chance(0.5))
      return { name, declared: `$${name}: ${plain}`, mayBeAbsent: true, draw: strict };
    if (needsValue || random.chance(0.2))
      return { name, declared: `$${name}: ${plain}!`, mayBeAbsent: false, draw: strict };
    return { name, declared: `$${name}: ${plain}`, mayBeAbsent: true, draw };
  }

  get declarations(): string {
    return this.#made.length > 0 ? `(${this.#made.map(({ declared }) => declared).join(', ')})` : '';
  }

  /** Three sets; the second and the third differ from the first in one variable each. */
  sets(): [VariableSet, VariableSet, VariableSet] {
    const base = Object.fromEntries(this.#made.flatMap((variable) => this.#entry(variable)));
    const [one, two = one] = this.random.shuffled(this.#made).sort((a, b) => rank(a) - rank(b));
    return [base, this.#varied(base, one), this.#varied(base, two)];
  }

  #varied(base: VariableSet, variable: Variable | undefined): VariableSet {
    if (!variable) return base;
    const { [variable.name]: before, ...others } = base;
    let entry = this.#entry(variable);
    for (let tries = 0; tries < 9 && JSON.stringify(entry[0]?.[1]) === JSON.stringify(before); tries += 1)
      entry = this.#entry(variable);
    return { ...others, ...Object.fromEntries(entry) };
  }

  #entry({ name, mayBeAbsent, draw }: Variable): [string, unknown][] {
    return mayBeAbsent && this.random.chance(0.2) ? [] : [[name, draw()]];
  }
}

/** Words, filters and pages are what plans depend on most; every other document has variables of directives. */
function rank({ name }: Variable): number {
  if (/^(orderBy|where|stale|scriptId|first|ids)_/.test(name)) return 0;
  return name.startsWith('condition') ? 2 : 1;
}

function drawnUntilGiven(draw: () => unknown): unknown {
  for (let tries = 0; tries < 100; tries += 1) {
    const value = draw();
    if (value !== null) return value;
  }
  throw new Error('Nothing but null is drawn here.');
}
