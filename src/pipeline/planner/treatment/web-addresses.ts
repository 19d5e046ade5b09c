import { REMOVED } from './secret-kinds';

/** `https://…`, `www.…`, `data:image/png;…`, up to a space, a quote or a bracket. */
const ADDRESS =
  /(?<![\p{L}\p{N}])(?:(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.(?=[\p{L}\p{N}]))[^\s<>"'`“”«»「」[\](){}|\\^*]*|data:[\w.+-]{1,60}\/[\w.+-]{1,60}[;,][^\s<>"'`“”«»[\](){}|]*|javascript:[^\s<>"'`[\]{}|]+)/giu;

/** Of what ends a sentence nothing belongs to the address. */
const SENTENCE_END = /[.,;:!?。、…]+$/;

export function withoutAddresses(text: string, found: () => void): string {
  if (!/:\/\/|www\.|data:|javascript:/i.test(text)) return text;
  return text.replace(ADDRESS, (address) => {
    found();
    return REMOVED + (SENTENCE_END.exec(address.slice(-8))?.[0] ?? '');
  });
}
