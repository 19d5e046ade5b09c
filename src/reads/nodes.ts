import { type GraphQLObjectType, isAbstractType, isObjectType } from 'graphql';
import { typeOfId } from './arguments';
import { BadInput } from './bad-input';
import type { Compilation, Selected } from './compile';
import { LARGEST_PAGE } from './page';
import { literal, type Piece } from './pieces';

/** The one row that a global id names, in the type that the id says: the type is part of the plan, the row is not. */
export function compileNode(compilation: Compilation, { args, nodes }: Selected): Piece[] {
  const name = typeOfId(args.word('id'));
  const select = compilation.byId(nodeType(compilation, name), nodes, args.rowId(['id'], name));
  return [{ sql: `coalesce((${select}), 'null')` }];
}

/** In the order of the ids; null where there is nothing for the caller. The plan has a branch for each type that they name. */
export function compileNodes(compilation: Compilation, { args, nodes }: Selected): Piece[] {
  const branches = args.types('ids').map((name) => {
    const select = compilation.byId(nodeType(compilation, name), nodes, 'u.id');
    return `WHEN ${literal(name)} THEN (${select})`;
  });
  if (branches.length === 0) return ['[]'];
  const types = args.value(['ids'], 'text[]', (ids: string[]) => notTooMany(ids).map(typeOfId));
  const rowIds = args.value(['ids'], 'uuid[]', (ids: string[]) => ids.map((id) => id.slice(id.indexOf('_') + 1)));
  const element = `coalesce(CASE u.type ${branches.join(' ')} END, 'null')`;
  const from = `unnest(${types}, ${rowIds}) WITH ORDINALITY AS u(type, id, position)`;
  return ['[', { sql: `array_to_string(ARRAY(SELECT ${element} FROM ${from} ORDER BY u.position), ',')` }, ']'];
}

function nodeType({ document: { schema } }: Compilation, name: string): GraphQLObjectType {
  const type = schema.getType(name);
  const nodes = schema.getType('Node');
  if (isObjectType(type) && isAbstractType(nodes) && schema.isSubType(nodes, type)) return type;
  throw new BadInput('This is not the id of a node.', {
    expected: 'the `id` of something that this API has given',
    got: JSON.stringify(name),
    remedy: 'Take an `id` field as it is; ids are opaque.',
  });
}

function notTooMany(ids: string[]): string[] {
  if (ids.length <= LARGEST_PAGE) return ids;
  throw new BadInput(`At most ${LARGEST_PAGE} ids are read at once; these are ${ids.length}.`, {
    code: 'LIMIT_EXCEEDED',
    expected: `at most ${LARGEST_PAGE} ids`,
    got: `${ids.length} ids`,
    remedy: 'Ask in several requests.',
  });
}
