import { ReviewRoom, rowId, type Script } from './review-room';

let room: ReviewRoom;
beforeAll(async () => {
  room = await ReviewRoom.open();
});
afterAll(() => room.close());

const approve = (where: object) => room.decide('approve', { selection: { where } });
const idsOf = ({ assets }: { assets: { nodes: { id: string }[] } | null }) => assets?.nodes.map(({ id }) => id);

async function read(where: object, orderBy = 'OLDEST'): Promise<string[]> {
  const { data, errors } = await room.server.query<{ project: { assets: { nodes: { id: string }[] } } }>(
    `query($where: AssetFilter, $orderBy: AssetOrder!) { project(key: "heat") {
       assets(first: 250, where: $where, orderBy: $orderBy) { nodes { id } } } }`,
    { where, orderBy },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.project.assets.nodes.map(({ id }) => id);
}

test('1-45 of 45 clips approves exactly 45, the takes that their places would pick', async () => {
  const script = await room.script(45);
  const first = await room.takes(script);
  const second = await room.takes({ ...script, segments: script.segments.slice(0, 7) });
  const pictures = await room.takes({ ...script, segments: script.segments.slice(0, 3) }, 'picture');
  const where = { scriptId: script.id, types: ['AUDIO'], numbers: '1-45', current: true };
  const before = await room.statuses();
  for (const numbers of ['5-1', '', ' ', 'a-b', '1-', ',', '1,,2', '0', '-3', '1000000', '1\0']) {
    const { changedCount, userErrors } = await approve({ ...where, numbers });
    expect([changedCount, userErrors]).toMatchObject([
      0,
      [{ code: 'INVALID_INPUT', field: ['input', 'selection', 'where', 'numbers'], remedy: expect.any(String) }],
    ]);
  }
  expect(await room.statuses()).toEqual(before);
  const approved = await approve(where);
  expect(approved).toMatchObject({ changedCount: 45, userErrors: [] });
  expect(idsOf(approved)?.sort()).toEqual([...second, ...first.slice(7)].sort());
  expect(await room.statuses()).toEqual({ APPROVED: 45, DRAFT: 7 + pictures.length });
});

test('a number that selects nothing refuses the whole, whether there is no such segment or no such take', async () => {
  const script = await room.script(40);
  await room.takes({ ...script, segments: script.segments.slice(0, 30) });
  const before = await room.statuses();
  const where = { scriptId: script.id, types: ['AUDIO'] };
  expect((await approve({ ...where, numbers: '28-45' })).userErrors).toMatchObject([
    {
      code: 'NOT_FOUND',
      message: '15 of these numbers select nothing.',
      field: ['input', 'selection', 'where', 'numbers'],
      got: expect.stringMatching(/^segment 31 has no asset that fits\. .*\. there is no segment 41\. .*segment 45$/),
    },
  ]);
  const [many] = (await approve({ ...where, numbers: '1-999999' })).userErrors;
  expect(many?.got).toMatch(/there is no segment 50\. And 999949 more$/);
  expect((await approve({ ...where, numbers: '99' })).userErrors).toMatchObject([
    { code: 'NOT_FOUND', message: 'One of these numbers selects nothing.', got: 'there is no segment 99' },
  ]);
  expect((await approve({ ...where, figureNumbers: '1,2' })).userErrors).toMatchObject([
    { code: 'NOT_FOUND', got: 'figure 1 has no asset that fits. figure 2 has no asset that fits' },
  ]);
  expect(await room.statuses()).toEqual(before);
  expect(await approve({ ...where, numbers: ' 1, 3 – 5,30 ' })).toMatchObject({ changedCount: 5 });
  expect(await approve({ ...where, statuses: ['DRAFT'], numbers: 'all' })).toMatchObject({ changedCount: 25 });
});

/** A run that made the first half of what it is about and used the other half again. */
async function run(script: Script, made: readonly string[], used: readonly string[]): Promise<string> {
  const { store, newId } = room.studio;
  const id = newId();
  await store.query(
    `INSERT INTO run (id, project_id, production, status, subject_type, subject_id, started_by, created_at)
     VALUES ($1, $2, 'EXPLAINER', 'SUCCEEDED', 'STRUCTURED_SCRIPT', $3, 'Ada', now())`,
    [id, rowId(room.projectId), rowId(script.id)],
  );
  await store.query('UPDATE asset SET run_id = $1 WHERE id = ANY($2)', [id, made.map(rowId)]);
  for (const asset of used)
    await store.query(
      `INSERT INTO job (id, project_id, run_id, key, stage, type, status, result_id)
       VALUES ($1, $2, $3, $4, 'AUDIO', 'TTS', 'REUSED', $5)`,
      [newId(), rowId(room.projectId), id, asset, rowId(asset)],
    );
  return `Run_${id}`;
}

test('who reads and who decides means the same by a filter', async () => {
  const script = await room.script(6);
  const [first = '', , third = '', ...others] = await room.takes(script);
  const pictures = await room.takes(script, 'picture');
  const again = await room.take(script.segments[2]?.audio.id, { type: 'AUDIO', originRunId: '20260207_101747' });
  const figure = await room.take(script.segments[5]?.video.id, { type: 'FIGURE', figureNumber: 12, externalId: 'fig' });
  const runId = await run(script, [first], [third, ...others]);
  const [intent] = await room.studio.store.query('SELECT intent FROM segment WHERE id = $1', [
    rowId(script.segments[0]?.id ?? ''),
  ]);
  const scriptId = script.id;
  const { projectId } = room;
  const selections: [object, number][] = [
    [{ runId }, 2 + others.length],
    [{ runId, numbers: '1,3' }, 2],
    [{ runId, numbers: '1,3', statuses: ['DRAFT'] }, 2],
    [{ projectId, originRunId: '20260207_101747' }, 1],
    [{ projectId, originRunId: '20260207_101747', numbers: '3' }, 1],
    [{ projectId, figureNumbers: '10-12' }, 0],
    [{ projectId, figureNumbers: '12' }, 1],
    [{ scriptId, intents: [intent.intent], numbers: '1', types: ['AUDIO'] }, 1],
    [{ scriptId, current: false }, 1],
    [{ scriptId, current: true, types: ['AUDIO'] }, 6],
    [{ scriptId, numbers: 'all' }, 2 * pictures.length + 2],
  ];
  const { store } = room.studio;
  for (const [where, count] of selections) {
    const found = await read(where);
    const submitted = await room.decide('submit', { selection: { where } });
    expect([where, idsOf(submitted) ?? []]).toEqual([where, count === 0 ? [] : found]);
    expect([where, submitted.changedCount]).toEqual([where, count]);
    await store.query("UPDATE asset SET status = 'DRAFT' WHERE status = 'REVIEW'");
  }
  expect(await read({ originRunId: '20260207_101747' })).toEqual([again]);
  expect(await read({ figureNumbers: '10-12' })).toEqual([figure]);
});

test('a script has the takes of its figures and of its cut too', async () => {
  const script = await room.script(1);
  const { store, newId } = room.studio;
  const [timeline, figure, project] = [newId(), newId(), rowId(room.projectId)];
  await store.query(
    `INSERT INTO timeline (id, project_id, script_id, name, rate_numerator, rate_denominator, duration_frames, created_at)
     VALUES ($1, $2, $3, 't', 24, 1, 0, now())`,
    [timeline, project, rowId(script.id)],
  );
  await store.query(
    "INSERT INTO figure (id, project_id, script_id, kind, number, caption) VALUES ($1, $2, $3, 'FIGURE', 1, 'c')",
    [figure, project, rowId(script.id)],
  );
  const [{ wish_hash }] = await store.query('SELECT wish_hash FROM slot LIMIT 1');
  const ids: string[] = [];
  for (const [type, owner] of [
    ['TIMELINE', timeline],
    ['FIGURE', figure],
  ]) {
    const slot = newId();
    await store.query(
      `INSERT INTO slot (id, project_id, owner_type, owner_id, part, type, wish_hash, wished_at, capability)
       VALUES ($1, $2, $3, $4, 'p', 'IMAGE', $5, now(), 'IMAGE')`,
      [slot, project, type, owner, wish_hash],
    );
    ids.push(await room.take(`Slot_${slot}`));
  }
  expect(await read({ scriptId: script.id })).toEqual(ids);
  expect(idsOf(await approve({ scriptId: script.id }))).toEqual(ids);
  expect(await read({ scriptId: script.id, numbers: 'all' })).toEqual([]);
});

test('by number, assets come in the order of the script, and what is for no segment comes last', async () => {
  const script = await room.script(3);
  const late = await room.take(script.segments[2]?.audio.id);
  const early = await room.take(script.segments[0]?.audio.id);
  const next = await room.take(script.segments[0]?.picture.id);
  expect(await read({ scriptId: script.id }, 'NUMBER')).toEqual([early, next, late]);
});

test('a range that is none is the same mistake to who reads', async () => {
  const ask = (numbers: string) =>
    room.server.query<{ project: object | null; viewer: object }>(
      `query($where: AssetFilter) { viewer { name } project(key: "heat") { assets(where: $where) { totalCount } } }`,
      { where: { numbers } },
    );
  const { data, errors, status } = await ask('5-1');
  expect([status, data.project, data.viewer]).toEqual([200, null, expect.anything()]);
  expect(errors).toMatchObject([
    {
      message: 'The range is reversed.',
      extensions: { code: 'INVALID_INPUT', got: '"5-1"', expected: expect.any(String), remedy: expect.any(String) },
    },
  ]);
  expect((await ask('1\0')).errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
  expect((await ask('1-3')).errors).toBeUndefined();
});

test.each(['projectId', 'scriptId', 'runId'])('an empty %s is no id, and not as if it were not there', async (name) => {
  const { userErrors } = await approve({ projectId: room.projectId, [name]: '' });
  expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'selection', 'where', name] }]);
});

test('the segments of a script are read by number', async () => {
  const { id } = await room.script(12);
  const { data } = await room.server.query<{ script: { segments: { nodes: { number: number }[] } } }>(
    'query($id: ID!) { script(id: $id) { segments(numbers: "2-3, 11, 40") { nodes { number } } } }',
    { id },
  );
  expect(data.script.segments.nodes.map(({ number }) => number)).toEqual([2, 3, 11]);
});

test('a selection of a project that the caller may not see selects nothing, and tells nothing', async () => {
  const script = await room.script(2);
  await room.takes(script);
  const { data } = await room.server.query<{ createToken: { token: string } }>(
    'mutation($i: CreateTokenInput!) { createToken(input: $i) { token } }',
    { i: { name: 'stranger', role: 'REVIEWER', projectIds: [await room.project('elsewhere')] } },
  );
  const strange = (where: object) => room.decide('approve', { selection: { where } }, data.createToken.token);
  expect((await strange({ projectId: room.projectId })).userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
  expect((await strange({ scriptId: script.id, numbers: '1' })).userErrors).toMatchObject([
    { code: 'NOT_FOUND', got: 'there is no segment 1' },
  ]);
});
