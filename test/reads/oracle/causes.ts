import { canonicalJson, type JsonObject, type JsonValue } from '../../../src/pipeline/values/canonical-json';

const WORDS = ['capability', 'provider', 'model', 'prompt'];
const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What tells two settled wishes apart, by name. Whatever is no wish has no names. */
export function causesOf(made: JsonObject | null, wished: JsonObject | null): string[] {
  if (made === null || wished === null) return [];
  const member = (of: JsonObject, name: string) => (name in of ? canonicalJson(of[name] ?? null) : undefined);
  const differs = (name: string) => member(made, name) !== member(wished, name);
  const inputs = differing(inputsOf(made), inputsOf(wished)).map((name) => `input:${name}`);
  const parameters = differing(parametersOf(made), parametersOf(wished));
  const causes = [...new Set([...WORDS.filter(differs), ...parameters, ...inputs])].sort(byCodePoint);
  return causes.length === 0 && differs('variation') ? ['variation'] : causes;
}

type Said = ReadonlyMap<string, string>;

function differing(made: Said, wished: Said): string[] {
  return [...new Set([...made.keys(), ...wished.keys()])].filter((name) => made.get(name) !== wished.get(name));
}

function parametersOf({ parameters }: JsonObject): Said {
  if (!isObject(parameters)) return new Map();
  return new Map(Object.entries(parameters).map(([name, value]) => [name, canonicalJson(value)]));
}

function inputsOf({ inputs }: JsonObject): Said {
  const said = new Map<string, JsonValue[]>();
  for (const input of Array.isArray(inputs) ? (inputs as JsonValue[]) : []) {
    if (!isObject(input) || typeof input.name !== 'string') continue;
    said.set(input.name, [...(said.get(input.name) ?? []), input.sha256 ?? null]);
  }
  return new Map([...said].map(([name, hashes]) => [name, canonicalJson(hashes)]));
}
