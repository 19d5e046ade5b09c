import { StyleProfile } from '../../src/entities/style-profile.entity';
import { extractiveScript } from '../../src/pipeline/script/writing/extractive/extractive';
import { splitSentences } from '../../src/pipeline/values/sentences';
import { SOIL } from '../pipeline/script/writing/papers/soil';
import { briefOf, sourceOf } from '../pipeline/script/writing/sources';
import { type Refusal, ReviewRoom, rowId } from './review-room';

let room: ReviewRoom;
beforeAll(async () => {
  room = await ReviewRoom.open();
});
afterAll(() => room.close());

const REFERENCE = Array.from(
  { length: 14 },
  (_, idx) => `Hello friends, and what do you see in picture ${idx}? So look at it with me once more.`,
).join('\n\n');
const SHOWN = `profile { id name wordsPerMinute segmentWords { low median high } sentenceWords { median } pauseSeconds intents { intent share }
  openings closings favourites connectives questionsShare firstPersonShare secondPersonShare technicality createdBy
  references { fileName sha256 words format } project { id } }`;

interface Answered {
  readonly profile: Readonly<Record<string, never>> | null;
  readonly userErrors: Refusal[];
}

async function learn(more: object = {}): Promise<Answered> {
  const input = {
    projectId: room.projectId,
    name: 'Friendly',
    texts: [REFERENCE],
    idempotencyKey: room.key(),
    ...more,
  };
  const { data, errors } = await room.server.query<{ learnStyle: Answered }>(
    `mutation($input: LearnStyleInput!) { learnStyle(input: $input) { ${SHOWN} userErrors { code message field expected got remedy } } }`,
    { input },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.learnStyle;
}

test('a style is learned once a key, and shown by its project and by its id', async () => {
  const key = room.key();
  const { profile, userErrors } = await learn({ idempotencyKey: key });
  expect(userErrors).toEqual([]);
  expect(profile).toMatchObject({
    name: 'Friendly',
    questionsShare: 0.5,
    pauseSeconds: null,
    openings: ['Hello friends, and what do you see in picture 0?'],
    references: [{ fileName: null, words: 252, format: 'TEXT' }],
    project: { id: room.projectId },
  });
  expect((await learn({ idempotencyKey: key })).profile).toEqual(profile);
  const { data } = await room.server.query(
    `query($p: ID!, $id: ID!) { node(id: $p) { ... on Project { styleProfiles(first: 5) { nodes { id } totalCount } } } styleProfile(id: $id) { name } }`,
    { p: room.projectId, id: profile?.id },
  );
  expect(data).toEqual({
    node: { styleProfiles: { nodes: [{ id: profile?.id }], totalCount: 1 } },
    styleProfile: { name: 'Friendly' },
  });
});

test.each([
  [{ texts: ['Too short.'] }, ['input', 'texts', '0'], '2'],
  [{ texts: [] }, ['input', 'uploadIds'], '0'],
  [{ name: ' ' }, ['input', 'name'], '1 characters'],
  [{ texts: [`${REFERENCE}\0`] }, ['input', 'texts', '0'], 'a NUL character, or half of a surrogate pair'],
])('%j is refused', async (more, field, got) => {
  expect(await learn(more)).toMatchObject({ profile: null, userErrors: [{ code: 'INVALID_INPUT', field, got }] });
});

test('a profile goes when it is removed, and is not there a second time', async () => {
  const { profile } = await learn();
  const remove = () =>
    room.server.query(
      'mutation($input: RemoveStyleProfileInput!) { removeStyleProfile(input: $input) { project { id } userErrors { code } } }',
      { input: { profileId: profile?.id } },
    );
  expect((await remove()).data).toEqual({ removeStyleProfile: { project: { id: room.projectId }, userErrors: [] } });
  expect((await remove()).data).toEqual({ removeStyleProfile: { project: null, userErrors: [{ code: 'NOT_FOUND' }] } });
});

test('the log tells once which style was learned, and that its profile was removed', async () => {
  const key = room.key();
  const { profile } = await learn({ name: 'Told', idempotencyKey: key });
  await learn({ name: 'Told', idempotencyKey: key });
  const told = async () => {
    const { data } = await room.server.query<{ node: { events: { nodes: { name?: string }[] } } }>(
      `query($id: ID!) { node(id: $id) { ... on Project { events(first: 250) { nodes {
        ... on StyleLearned { name profile { id } } ... on StyleProfileRemoved { name } } } } } }`,
      { id: room.projectId },
    );
    return data.node.events.nodes.filter(({ name }) => name === 'Told');
  };
  expect(await told()).toEqual([{ name: 'Told', profile: { id: profile?.id } }]);
  await room.server.query(
    'mutation($input: RemoveStyleProfileInput!) { removeStyleProfile(input: $input) { userErrors { code } } }',
    { input: { profileId: profile?.id } },
  );
  expect(await told()).toEqual([{ name: 'Told', profile: null }, { name: 'Told' }]);
});

test('no sentence of a reference is in a segment, or in a script that follows it', async () => {
  const { profile } = await learn();
  const { profile: style } = await room.studio.store
    .getRepository(StyleProfile)
    .findOneByOrFail({ id: rowId(String(profile?.id)) });
  const { script } = extractiveScript(briefOf([sourceOf(SOIL)], { minutes: 4, profile: style }));
  const text = script.segments.map((segment) => segment.text).join('\n');
  for (const sentence of splitSentences(REFERENCE, 'en')) expect(text).not.toContain(sentence);
  const [{ count }] = await room.studio.store.query('SELECT count(*)::int AS count FROM segment');
  expect(count).toBe(0);
});
