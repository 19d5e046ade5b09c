import { ReviewRoom, rowId } from './review-room';

let room: ReviewRoom;
let assetId: string;
beforeAll(async () => {
  room = await ReviewRoom.open();
  const script = await room.script(1);
  [assetId = ''] = await room.takes(script, 'picture');
});
afterAll(() => room.close());

interface Described {
  readonly asset: { lockVersion: number; tags: string[]; describes: string | null; notes: string | null } | null;
  readonly userErrors: { code: string; field: string[]; expected: string; got: string; remedy: string }[];
}

async function describeAsset(input: object, token?: string): Promise<Described> {
  const { data } = await room.server.query<{ describeAsset: Described }>(
    `mutation($i: DescribeAssetInput!) { describeAsset(input: $i) {
       asset { lockVersion tags describes notes } userErrors { code field expected got remedy } } }`,
    { i: { assetId, ...input } },
    token,
  );
  return data.describeAsset;
}

const events = async () => {
  const { data } = await room.server.query<{
    node: { events: { nodes: { __typename: string; members?: string[] }[] } };
  }>(
    'query($id: ID!) { node(id: $id) { ... on Project { events(first: 250) { nodes { __typename ... on AssetDescribed { members } } } } } }',
    { id: room.projectId },
  );
  return data.node.events.nodes.filter(({ __typename }) => __typename === 'AssetDescribed');
};

test('what is given is said from now on, a line of the log tells what, and the asset is found by its tags', async () => {
  const first = await describeAsset({ expectedVersion: 1, tags: ['mood:tense', 'mood:tense', 'rain'], notes: 'Keep.' });
  expect(first).toEqual({
    asset: { lockVersion: 2, tags: ['mood:tense', 'rain'], describes: 'a city at night', notes: 'Keep.' },
    userErrors: [],
  });
  const second = await describeAsset({ expectedVersion: 2, describes: 'A street.', notes: null });
  expect(second.asset).toEqual({ lockVersion: 3, tags: ['mood:tense', 'rain'], describes: 'A street.', notes: null });
  expect(await events()).toEqual([
    { __typename: 'AssetDescribed', members: ['notes', 'tags'] },
    { __typename: 'AssetDescribed', members: ['describes', 'notes'] },
  ]);
  const { data } = await room.server.query<{ node: { assets: { nodes: { id: string }[] } } }>(
    'query($id: ID!) { node(id: $id) { ... on Project { assets(where: { tags: ["rain"] }) { nodes { id } } } } }',
    { id: room.projectId },
  );
  expect(data.node.assets.nodes).toEqual([{ id: assetId }]);
});

test('an approved asset is described too: its bytes and its state stay', async () => {
  await room.decide('approve', { selection: { ids: [assetId] } });
  const read = () =>
    room.studio.store.query('SELECT status, sha256, lock_version FROM asset WHERE id = $1', [rowId(assetId)]);
  const [before] = await read();
  expect(
    (await describeAsset({ expectedVersion: before.lock_version, caption: 'A street at night.' })).userErrors,
  ).toEqual([]);
  expect(await read()).toEqual([{ ...before, lock_version: before.lock_version + 1 }]);
});

test.each([
  ['another version', { expectedVersion: 1, notes: 'x' }, 'STALE_VERSION', ['input', 'expectedVersions']],
  ['a blank text', { expectedVersion: 99, notes: ' ' }, 'INVALID_INPUT', ['input', 'notes']],
  ['an empty tag', { expectedVersion: 99, tags: [''] }, 'INVALID_INPUT', ['input', 'tags']],
  [
    '51 tags',
    { expectedVersion: 99, tags: Array.from({ length: 51 }, (_, n) => `tag ${n}`) },
    'INVALID_INPUT',
    ['input', 'tags'],
  ],
])('%s is refused, and nothing changes', async (_what, input, code, field) => {
  const before = await events();
  const { asset, userErrors } = await describeAsset(input);
  expect([asset, userErrors]).toEqual([null, [expect.objectContaining({ code, field, remedy: expect.any(String) })]]);
  expect(await events()).toEqual(before);
});
