import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges, parse, validate } from 'graphql';
import { NEEDED_ROLES } from '../../src/resolvers/needs';
import { buildContract, printContract } from '../../src/resolvers/schema';

const read = (...path: string[]) => readFileSync(join(__dirname, ...path), 'utf8');

test('schema.graphql is what the code says; `npm run schema` writes it anew', () => {
  expect(read('../../schema.graphql')).toBe(printContract());
});

test('nothing that the last release promised is gone; a release copies schema.graphql to test/schema/released.graphql', () => {
  const changes = findBreakingChanges(buildSchema(read('released.graphql')), buildSchema(printContract()));
  expect(changes.map(({ description }) => description)).toEqual([]);
});

const schema = buildContract();
const operations = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
  Object.keys(type?.getFields() ?? {}),
);

test.each(operations)('the operation %s says which role it needs', (name) => {
  expect(NEEDED_ROLES.get(name)).toMatch(/^(VIEWER|REVIEWER|PRODUCER|ADMIN)$/);
});

test('no mutation is open to those who may only look', () => {
  const open = Object.keys(schema.getMutationType()?.getFields() ?? {}).filter(
    (name) => NEEDED_ROLES.get(name) === 'VIEWER',
  );
  expect(open).toEqual([]);
});

test('every list that can grow is a connection, with pages', () => {
  const bare = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!('getFields' in type) || !/Connection$/.test(type.name)) return [];
    const fields = Object.keys(type.getFields()).sort();
    return fields.join() === 'edges,nodes,pageInfo,totalCount' ? [] : [type.name];
  });
  expect(bare).toEqual([]);
});

test('every mutation has its own input and a payload with userErrors', () => {
  for (const [name, field] of Object.entries(schema.getMutationType()?.getFields() ?? {})) {
    const title = `${name[0]?.toUpperCase()}${name.slice(1)}`;
    expect(String(field.type)).toBe(`${title}Payload!`);
    expect(field.args.map(({ type }) => String(type))).toEqual([`${title}Input!`]);
  }
});

const pasted = [...read('../../README.md').matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, document = '']) => document);

test('the README has documents to paste', () => expect(pasted.length).toBeGreaterThan(3));

test.each(pasted)('%s can be pasted', (document) => {
  expect(validate(schema, parse(document))).toEqual([]);
});
