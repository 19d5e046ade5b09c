import { pathTo } from '../json/json-value';
import type { Warn } from '../warnings';

type Lacking<Value, Key extends keyof Value> = Omit<Value, Key> & { [K in Key]-?: Exclude<Value[K], undefined> };

/** With what is lacking, each with a warning. What is there stays. */
export function filledWith<Value extends object, Defaults extends { readonly [K in keyof Value]?: Value[K] }>(
  value: Value,
  defaults: Defaults,
  { path, warn }: { readonly path: string; readonly warn: Warn },
): Lacking<Value, keyof Value & keyof Defaults> {
  const lacking = Object.entries(defaults).filter(([key]) => (value as Record<string, unknown>)[key] === undefined);
  for (const [key] of lacking) {
    const at = pathTo(path, key);
    warn({ code: 'FILLED', message: `${at} was not said, and is filled in.`, path: at });
  }
  return { ...value, ...Object.fromEntries(lacking) } as Lacking<Value, keyof Value & keyof Defaults>;
}
