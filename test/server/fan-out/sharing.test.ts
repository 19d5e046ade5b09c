import { getOperationAST, parse } from 'graphql';
import { buildContract } from '../../../src/resolvers/schema';
import { shapeKey, shapeOf, sightKey } from '../../../src/server/fan-out/sharing';

const schema = buildContract();

function keyOf(text: string, variables: Record<string, unknown> = {}, operationName?: string): string {
  const document = parse(text);
  return shapeKey({ shape: shapeOf(schema, document), operation: getOperationAST(document, operationName), variables });
}

const PLAIN = 'subscription($id: ID!, $after: Int) { runEvents(runId: $id, afterSeq: $after) { seq } }';

test('where somebody begins makes no channel of its own, as a variable or as a number', () => {
  expect(keyOf(PLAIN, { id: 'Run_1', after: 7 })).toBe(keyOf(PLAIN, { id: 'Run_1' }));
  const from = (seq: number) => keyOf(`subscription { runEvents(runId: "Run_1", afterSeq: ${seq}) { seq at } }`);
  expect(from(7)).toBe(from(1_000));
  expect(keyOf(PLAIN.replaceAll(' ', '\n  '), { id: 'Run_1' })).toBe(keyOf(PLAIN, { id: 'Run_1', undeclared: true }));
});

test('whatever else differs does: the run, a selection, a directive, a default that is overridden by null', () => {
  const asked = (variables: object) =>
    keyOf(
      `subscription($id: ID!, $after: Int, $first: Int = 5, $far: Boolean!) { runEvents(runId: $id, afterSeq: $after) {
        seq @include(if: $far) ... on RunStarted { run { events(first: $first, afterSeq: $after) { nodes { seq } } } } } }`,
      { id: 'Run_1', after: 3, far: true, ...variables },
    );
  const keys = [{}, { id: 'Run_2' }, { far: false }, { first: null }, { first: 6 }, { after: 4 }].map(asked);
  expect(new Set(keys).size).toBe(keys.length); // `after` also says where the events within begin
});

test('of several operations each has its own channel', () => {
  const text = `subscription A { runEvents(runId: "Run_1") { seq } } subscription B { runEvents(runId: "Run_1") { at } }`;
  expect(keyOf(text, {}, 'A')).not.toBe(keyOf(text, {}, 'B'));
});

test('callers of one sight share, whoever they are; the order of their projects says nothing', () => {
  const caller = { tokenId: '1', name: 'Ada', role: 'VIEWER' as const, projects: ['a', 'b'] };
  expect(sightKey(caller)).toBe(sightKey({ ...caller, tokenId: '2', name: 'Bob', projects: ['b', 'a'] }));
  const others = [{ projects: ['a'] }, { projects: 'all' as const }, { role: 'ADMIN' as const }];
  for (const other of others) expect(sightKey({ ...caller, ...other })).not.toBe(sightKey(caller));
});
