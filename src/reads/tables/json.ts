/**
 * Members of a JSON column as SQL. No check constraint looks into them, so each says what it may be: whatever else stands
 * there reads as nothing, and neither breaks the JSON that is written nor fails a cast.
 */
const member = (json: string, name: string): string => `(${json}->'${name}')`;
const text = (json: string, name: string): string => `(${json}->>'${name}')`;

const ofType = (json: string, name: string, type: string, sqlType: string): string =>
  `(CASE jsonb_typeof${member(json, name)} WHEN '${type}' THEN ${member(json, name)}::${sqlType} END)`;

const like = (json: string, name: string, pattern: string): string =>
  `substring(${text(json, name)} from '^(?:${pattern})$')`;

export const textIn = text;
export const objectIn = member;
export const isObject = (json: string): string => `coalesce(jsonb_typeof(${json}) = 'object', false)`;

/** One of these words: what an enum may say, and what may be written without escaping. */
export const wordIn = (json: string, name: string, words: readonly string[]): string =>
  like(json, name, words.join('|'));

export const numberIn = (json: string, name: string): string => ofType(json, name, 'number', 'float8');
export const flagIn = (json: string, name: string): string => ofType(json, name, 'boolean', 'boolean');
/** A row id. */
export const uuidIn = (json: string, name: string): string =>
  `${like(json, name, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}')}::uuid`;
/** As many digits as an Int surely holds. */
export const wholeIn = (json: string, name: string): string => `${like(json, name, '-?[0-9]{1,9}')}::int`;
/** Micro-dollars, as decimal text or as a number. */
export const microsIn = (json: string, name: string): string => `${like(json, name, '-?[0-9]{1,18}')}::bigint`;

const TIME = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.][0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})';
/** An instant, as it was spelled. */
export const timeIn = (json: string, name: string): string => like(json, name, TIME);
