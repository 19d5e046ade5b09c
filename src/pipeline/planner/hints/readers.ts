import { askedAspect } from '../aspect';
import { type Profile, profileNamed } from '../profiles';
import { languageCode } from './language';

/** What a hint says, where it says it usably; null: it does not. */
export type Reader<Value> = (value: unknown) => Value | null;

const MOST_CHARACTERS = 200;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `20`, `"20"`, `"20 s"` → 20,000. */
export const readMs: Reader<number> = (value) => {
  const isText = typeof value === 'string' && /^\s*\d/.test(value);
  const seconds = isText ? Number(value.replace(/\s*s(?:ec(?:onds?)?)?\s*$/i, '')) : value;
  return typeof seconds === 'number' ? positive(seconds * 1000) : null;
};

export function positive(value: number | null): number | null {
  return value !== null && Number.isFinite(value) && value > 0 ? value : null;
}

export const readText: Reader<string> = (value) => {
  if (typeof value !== 'string') return null;
  const plain = value.replace(/\s+/g, ' ').trim();
  return plain === '' || plain.length > MOST_CHARACTERS ? null : plain;
};

export const readAspect: Reader<string> = (value) => {
  const text = readText(value);
  return text === null ? null : askedAspect(text);
};

/** One word is a platform's name, and those are written small; more are somebody's own words. */
export const readPlatform: Reader<string> = (value) => {
  const text = readText(value);
  return text !== null && /^\w+$/.test(text) ? text.toLowerCase() : text;
};

export const readLanguage: Reader<string> = (value) => languageCode(readText(value) ?? '');
export const readProfile: Reader<Profile> = (value) => profileNamed(readText(value) ?? '');
export const readUuid: Reader<string> = (value) => (typeof value === 'string' && UUID.test(value) ? value : null);
