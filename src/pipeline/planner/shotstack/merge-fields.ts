import type { ShotstackEdit } from './edit-schema';

/** A name that is reserved: nothing is ever fetched from there. */
const NOT_MADE_YET = 'https://not-made-yet.invalid/';

/** The places of an edit that files are put into once they are made: `{{gen_laptop_001}}`. */
export class MergeFields {
  readonly #finds = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #merge: { find: string; replace: string }[] = [];

  /** The same for the same asset or job. `address`: where it is, if it is anywhere. */
  source(id: string, address?: string): string {
    const known = this.#finds.get(id);
    if (known !== undefined) return `{{${known}}}`;
    const find = this.#freeFind(id.replace(/[^A-Za-z0-9_-]/g, '_') || 'asset');
    this.#finds.set(id, find);
    this.#merge.push({ find, replace: address ?? `${NOT_MADE_YET}${find}` });
    return `{{${find}}}`;
  }

  get merge(): NonNullable<ShotstackEdit['merge']> {
    return this.#merge;
  }

  #freeFind(wanted: string): string {
    let find = wanted;
    for (let number = 2; this.#taken.has(find); number += 1) find = `${wanted}_${number}`;
    this.#taken.add(find);
    return find;
  }
}

/** What people write is no place for a file. */
export function withoutFields(text: string): string {
  return text.replace(/\{(?=\{)/g, '{ ');
}
