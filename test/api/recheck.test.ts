import { once } from 'node:events';
import { Listener } from '../support/listener';
import { type OpenApp, openApp } from '../support/open-app';
import { ADMIN_TOKEN } from '../support/server';

let app: OpenApp;
beforeAll(async () => {
  jest.useFakeTimers({
    doNotFake: [
      'setTimeout',
      'clearTimeout',
      'setImmediate',
      'clearImmediate',
      'nextTick',
      'queueMicrotask',
      'performance',
    ],
  });
  app = await openApp();
});
afterAll(async () => {
  await app.close();
  jest.useRealTimers();
});

async function mutate<T>(document: string, input: object): Promise<T> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_TOKEN}` },
    body: JSON.stringify({ query: document, variables: { input } }),
  });
  return ((await response.json()) as { data: T }).data;
}

async function createProject(key: string): Promise<string> {
  const { createProject: made } = await mutate<{ createProject: { project: { id: string } } }>(
    'mutation($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { key, name: key, idempotencyKey: key },
  );
  return made.project.id;
}

const FOLLOW = 'subscription($id: ID!) { projectEvents(projectId: $id) { seq } }';

/** A follower of a project by a token of its own, which has heard the first two lines. */
async function follower(key: string): Promise<{ listener: Listener; tokenId: string; projectId: string }> {
  const projectId = await createProject(key);
  const { createToken } = await mutate<{ createToken: { token: string; tokenId: string } }>(
    'mutation($input: CreateTokenInput!) { createToken(input: $input) { token tokenId } }',
    { name: key, role: 'VIEWER', projectIds: [projectId] },
  );
  const listener = await Listener.open(app.url, createToken.token);
  listener.subscribe('s', { query: FOLLOW, variables: { id: projectId } });
  await listener.first('s', 2);
  return { listener, tokenId: createToken.tokenId.replace('Token_', ''), projectId };
}

test.each([
  ['is revoked', 'revoked_at = now()'],
  ['expires', "expires_at = now() - interval '1 second'"],
  ['sees another project now', "project_ids = '{00000000-0000-7000-8000-000000000000}'"],
  ['has another role now', "role = 'REVIEWER'"],
])('a socket whose token %s is closed at the next look', async (what, change) => {
  const { listener, tokenId } = await follower(`heat-${what.replaceAll(' ', '-')}`);
  const closed = once(listener.socket, 'close');
  await app.services.studio.store.query(`UPDATE access_token SET ${change} WHERE id = $1`, [tokenId]);
  jest.advanceTimersByTime(15_000);
  expect((await closed)[0]).toBe(4403);
});

test('a socket whose token is as it was follows on', async () => {
  const { listener, projectId } = await follower('ice');
  jest.advanceTimersByTime(15_000);
  await mutate('mutation($input: CreateTokenInput!) { createToken(input: $input) { tokenId } }', {
    name: 'another',
    role: 'VIEWER',
    projectIds: [projectId],
  });
  expect(await listener.first('s', 3)).toHaveLength(3);
  await listener.close();
});
