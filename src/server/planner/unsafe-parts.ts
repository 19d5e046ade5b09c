import { UNSAFE_KEYS } from '../../pipeline/planner/json/json-value';
import type { Issue } from './refusals';

/** Nobody writes deeper by hand, and whoever walks a value by recursion comes out of this again. */
const MOST_LEVELS = 64;
/** Of more, the first are told. */
const MOST_TOLD = 20;
const MOST_SHOWN = 60;

/** What of a body may not come in: keys that reach what every object inherits, and what lies too deep. */
export function unsafeParts(body: unknown): readonly Issue[] {
  const found: Issue[] = [];
  look(body, [], found);
  return found.slice(0, MOST_TOLD);
}

/** `path` is one list for all: a body may have a million parts. */
function look(value: unknown, path: (string | number)[], found: Issue[]): void {
  if (typeof value !== 'object' || value === null || found.length >= MOST_TOLD) return;
  if (path.length === MOST_LEVELS) return void found.push(tooDeep(path));
  const members = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, member] of members) {
    path.push(typeof key === 'number' ? key : key.slice(0, MOST_SHOWN));
    if (UNSAFE_KEYS.has(String(key))) found.push(unsafeKey(path));
    look(member, path, found);
    path.pop();
  }
}

function unsafeKey(path: Issue['path']): Issue {
  return { code: 'unsafe_key', path: [...path], message: 'Invalid key: it names what every object inherits' };
}

function tooDeep(path: Issue['path']): Issue {
  return { code: 'too_deep', path: path.slice(0, 3), message: `Too deep: expected at most ${MOST_LEVELS} levels` };
}
