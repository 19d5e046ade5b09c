const MADE = Symbol('made');

/** A value of a type that is read as a rule, made by a resolver: its members are found by the names of their fields. */
export function made<T extends object>(value: T): T {
  return { ...value, [MADE]: true };
}

export function isMade(value: object): boolean {
  return MADE in value;
}
