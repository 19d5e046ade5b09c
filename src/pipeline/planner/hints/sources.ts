import { isRecord } from '../json/json-value';
import type { Warn } from '../warnings';

/** Who says something about a film that is to be made. */
export type SourceName = 'userUI' | 'analyzer' | 'refiner' | 'script';

/** Each under the names that it comes with, spelled as `spelling` writes them. */
const NAMES: Readonly<Record<SourceName, readonly string[]>> = {
  userUI: ['userui', 'ui'],
  analyzer: ['analyzerjson', 'analyzer'],
  refiner: ['refinerjson', 'refiner'],
  script: ['scriptjson', 'script'],
};

export interface Source {
  /** As people who wrote it know it: `analyzerJson`. Empty: the hints themselves. */
  readonly name: string;
  /** By the spelling of its keys. */
  readonly values: ReadonlyMap<string, { readonly key: string; readonly value: unknown }>;
}

export type Sources = Readonly<Record<SourceName, Source>>;

/** `duration_seconds` and `durationSeconds` are one word. */
function spelling(key: string): string {
  return key.replace(/[_\s-]+/g, '').toLowerCase();
}

/** What stands in the hints beside the four is as good as said by whoever asks. */
export function sourcesOf(hints: unknown): Sources {
  const given = sourceOf('', hints);
  const named = (source: SourceName): Source => {
    const found = NAMES[source].map((name) => given.values.get(name)).find((member) => isRecord(member?.value));
    return sourceOf(found?.key ?? '', found?.value);
  };
  const userUI = named('userUI');
  const [analyzer, refiner, script] = [named('analyzer'), named('refiner'), named('script')];
  const merged = { name: userUI.name, values: new Map([...given.values, ...userUI.values]) };
  return { userUI: merged, analyzer, refiner, script };
}

function sourceOf(name: string, object: unknown): Source {
  const members = isRecord(object) ? Object.entries(object) : [];
  return { name, values: new Map(members.map(([key, value]) => [spelling(key), { key, value }])) };
}

interface Wanted<Value> {
  readonly sources: readonly Source[];
  /** Spelled as `spelling` writes them, the best first. */
  readonly keys: readonly string[];
  /** Null: this value does not say it. */
  readonly read: (value: unknown) => Value | null;
  readonly warn: Warn;
}

/** What the first source says that says it usably; the others are passed over, with a warning where one says nonsense. */
export function firstSaid<Value>({ sources, keys, read, warn }: Wanted<Value>): Value | null {
  for (const { name, values } of sources) {
    for (const key of keys) {
      const member = values.get(key);
      if (!member || isNothing(member.value)) continue;
      const value = read(member.value);
      if (value !== null) return value;
      warn(ignored(name, member.key));
    }
  }
  return null;
}

/** What says nothing, on purpose. */
function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || value === 0 || value === false;
}

function ignored(source: string, key: string) {
  const path = source === '' ? key : `${source}.${key}`;
  return { code: 'HINT_IGNORED', message: `The hint ${path} cannot be used; the next best is.`, path };
}
