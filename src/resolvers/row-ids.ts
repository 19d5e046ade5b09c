import { InvalidInput } from '../pipeline/errors';
import { parseGlobalId } from '../pipeline/values/global-id';

/** The row id behind an id that a client sent, which must be of this type. */
export function rowIdOf(type: string, id: string, field: string[]): string {
  const parsed = parseGlobalId(id);
  if (parsed?.type === type) return parsed.rowId;
  throw new InvalidInput(`This is not the id of a ${type}.`, {
    field,
    expected: `the \`id\` of a ${type}`,
    got: JSON.stringify(id.slice(0, 80)),
    remedy: `Take the \`id\` field of a ${type} as it is; ids are opaque.`,
  });
}
