import { UUID } from './uuid';

declare const brand: unique symbol;
/** An id that may leave the server. A raw row id is a plain string and does not compile where this is meant. */
export type GlobalId = string & { readonly [brand]: 'GlobalId' };

/** Clients treat ids as opaque; the type in front lets `node(id:)` find the table and lets people read a log. */
export function globalId(type: string, rowId: string): GlobalId {
  return `${type}_${rowId}` as GlobalId;
}

/** Null for what is not an id of ours at all; an id of ours that names no row is the reader's business. */
export function parseGlobalId(id: string): { type: string; rowId: string } | null {
  const cut = id.indexOf('_');
  const rowId = id.slice(cut + 1);
  return cut > 0 && UUID.test(rowId) ? { type: id.slice(0, cut), rowId } : null;
}
