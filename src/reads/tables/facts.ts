import type { Field, Row } from '../table';
import { embed, sql } from '../table';
import { microsIn, numberIn, textIn, timeIn, wholeIn, wordIn } from './json';

/** What a line of a log keeps of its moment. */
const fact =
  (read: (json: string, name: string) => string) =>
  (name: string): Field =>
    sql((row) => read(row('facts'), name));

export const textFact = fact(textIn);
export const numberFact = fact(numberIn);
export const wholeFact = fact(wholeIn);
/** Several, by their names. */
export const wholeFacts = (...names: readonly string[]): Record<string, Field> =>
  Object.fromEntries(names.map((name) => [name, wholeFact(name)]));
export const timeFact = fact(timeIn);
export const wordFact = (name: string, words: readonly string[]): Field =>
  sql((row) => wordIn(row('facts'), name, words));

/** Texts, in their order; what is no text among them is left out. */
export const textsFact = (name: string): Field =>
  sql((row) => `jsonb_path_query_array(${row('facts')}, 'strict $."${name}"[*] ? (@.type() == "string")', '{}', true)`);

export function moneyFact(name: string): Field {
  const micros = (row: Row): string => microsIn(row('facts'), name);
  return embed({ micros }, (row) => `${micros(row)} IS NOT NULL`);
}
