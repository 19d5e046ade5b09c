import { type Refusal, ReviewRoom, rowId } from './review-room';

let room: ReviewRoom;
beforeAll(async () => {
  room = await ReviewRoom.open();
});
afterAll(() => room.close());

const SCREENPLAY = `Title: The Skip Room
Author: Ana Lind

INT. RAE'S SKIP ROOM - NIGHT

[[target: 20 s]]

RAE CALDER (34, lean) shoves a steel cabinet against the door.

RAE
Nobody gets in. Nobody gets out.

MANNY
(low)
You said that last time.

Manny slowly pulls the cable free.

EXT. TRAIN YARD - DAY

Rae runs between the wagons and slides under a coupling.

MANNY (V.O.)
Left. Your other left.

INT. RAE'S SKIP ROOM - LATER

Manny stares at the empty chair.
`;

const VISUAL = {
  style_bible: { visual_tone: 'grim and tender', do_not: ['No lens flares.', 'Avoid neon signs'] },
  location_designs: [
    { location_name: 'Train Yard', t2i_base_prompt: 'rusted wagons in fog', mood_keywords: ['cold', 'vast'] },
  ],
  character_visual_notes: [{ character_name: 'Rae Calder', t2i_portrait_prompt: 'lean woman, scar through the brow' }],
};
const HERO = {
  hero: { name: 'Rae Calder', physical_appearance: { gender: 'female', age_range: '30s', build: 'lean' } },
  b_story_character: { name: 'Eduardo "Manny" Reyes', physical_appearance: { gender: 'male' } },
};

interface Shown {
  readonly id: string;
  readonly lockVersion: number;
  readonly key: string;
  readonly trigger: string;
  readonly content: string;
  readonly dialogueText: string | null;
  readonly dialogueSpeaker: { readonly key: string } | null;
  readonly characters: readonly { readonly id: string; readonly key: string }[];
  readonly shotType: string;
  readonly lensMm: number;
  readonly durationFrames: number;
  readonly crossfadeFrames: number;
  readonly scenePrompt: string;
  readonly videoPrompt: string;
  readonly negativePrompt: string;
  readonly aspectRatio: string;
  readonly edited: readonly string[];
  readonly still: { readonly id: string };
  readonly dialogue: { readonly id: string } | null;
}

interface SceneShown {
  readonly id: string;
  readonly number: number;
  readonly slugline: string;
  readonly timeOfDay: string | null;
  readonly targetFrames: number | null;
  readonly durationFrames: number;
  readonly setting: { readonly id: string; readonly key: string };
  readonly shots: { readonly nodes: readonly Shown[] };
}

interface ListShown {
  readonly id: string;
  readonly lockVersion: number;
  readonly revision: number;
  readonly screenplayRevision: number;
  readonly totalShots: number;
  readonly problems: readonly { readonly code: string; readonly severity: string }[];
  readonly scenes: { readonly nodes: readonly SceneShown[] };
  readonly cast: {
    readonly nodes: readonly { readonly id: string; readonly key: string; readonly tier: number | null }[];
  };
  readonly settings: {
    readonly nodes: readonly { readonly id: string; readonly key: string; readonly basePrompt: string | null }[];
  };
}

const SHOT = `id lockVersion key trigger content dialogueText dialogueSpeaker { key } characters { id key } shotType lensMm durationFrames
  crossfadeFrames scenePrompt videoPrompt negativePrompt aspectRatio edited still { id } dialogue { id }`;
const LIST = `id lockVersion revision screenplayRevision totalShots problems { code severity message scene shot }
  scenes(first: 50) { nodes { id number slugline timeOfDay targetFrames durationFrames setting { id key } shots(first: 100) { nodes { ${SHOT} } } } }
  cast(first: 50) { nodes { id key tier } } settings(first: 50) { nodes { id key basePrompt } }`;
const ERRORS = 'userErrors { code message field expected got remedy }';

interface Answered<T> {
  readonly done: T & { readonly userErrors: readonly Refusal[] };
}

async function act<T>(name: string, input: object, fields: string, token?: string): Promise<Answered<T>['done']> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation($i: ${type}!) { done: ${name}(input: $i) { ${fields} ${ERRORS} } }`;
  const { data, errors } = await room.server.query<Answered<T>>(document, { i: input }, token);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.done;
}

const importing = (input: object) =>
  act<{ screenplay: { id: string; revision: number; lockVersion: number } | null }>(
    'importScreenplay',
    { projectId: room.projectId, format: 'FOUNTAIN', storyFormat: 'SHORT_FILM', idempotencyKey: room.key(), ...input },
    'screenplay { id title author format fileFormat sceneCount revision lockVersion problems { code } }',
  );

async function imported(text: string, more: object = {}): Promise<string> {
  const { screenplay, userErrors } = await importing({ text, ...more });
  if (!screenplay) throw new Error(JSON.stringify(userErrors));
  return screenplay.id;
}

const breakingDown = (screenplayId: string, more: object = {}) =>
  act<{ shotList: ListShown | null }>(
    'breakDownScreenplay',
    { screenplayId, idempotencyKey: room.key(), ...more },
    `shotList { ${LIST} }`,
  );

async function brokenDown(screenplayId: string, more: object = {}): Promise<ListShown> {
  const { shotList, userErrors } = await breakingDown(screenplayId, more);
  if (!shotList) throw new Error(JSON.stringify(userErrors));
  return shotList;
}

const shotsOf = (list: ListShown): readonly Shown[] => list.scenes.nodes.flatMap(({ shots }) => shots.nodes);

function shotThat(list: ListShown, says: RegExp): Shown {
  const shot = shotsOf(list).find(({ content }) => says.test(content));
  if (!shot)
    throw new Error(
      `No shot says ${says}: ${shotsOf(list)
        .map(({ content }) => content)
        .join(' | ')}`,
    );
  return shot;
}

const updating = (shot: Pick<Shown, 'id' | 'lockVersion'>, changes: object) =>
  act<{ shot: Shown | null }>(
    'updateShot',
    { shotId: shot.id, expectedVersion: shot.lockVersion, ...changes },
    `shot { ${SHOT} }`,
  );

test('a screenplay is kept to the letter, and said in every format', async () => {
  const { screenplay } = await importing({ text: SCREENPLAY });
  expect(screenplay).toMatchObject({ title: 'The Skip Room', author: 'Ana Lind', sceneCount: 3, revision: 1 });
  const { data } = await room.server.query<{ screenplay: Record<'fountain' | 'fdx' | 'json', string> }>(
    `query($id: ID!) { screenplay(id: $id) { fountain: text fdx: text(format: FDX) json: text(format: JSON) revisions { nodes { revision by text } } } }`,
    { id: screenplay?.id },
  );
  expect(data.screenplay).toMatchObject({ fountain: SCREENPLAY, revisions: { nodes: [{ text: SCREENPLAY }] } });
  for (const [format, text] of [
    ['FDX', data.screenplay.fdx],
    ['JSON', data.screenplay.json],
  ] as const) {
    const again = await importing({ text, format });
    expect(again.screenplay).toMatchObject({ title: 'The Skip Room', sceneCount: 3 });
    expect((await brokenDown(again.screenplay?.id ?? '')).totalShots).toBe(
      (await brokenDown(screenplay?.id ?? '')).totalShots,
    );
  }
});

test('a file of Final Draft comes in by an upload', async () => {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<FinalDraft DocumentType="Script" Template="No" Version="5"><Content>
    <Paragraph Type="Scene Heading"><Text>INT. HALL - DAY</Text></Paragraph><Paragraph Type="Action"><Text>Rae runs.</Text></Paragraph>
  </Content></FinalDraft>`;
  const { data } = await room.server.query<{ createUpload: { uploadId: string; url: string } }>(
    'mutation($i: CreateUploadInput!) { createUpload(input: $i) { uploadId url userErrors { message } } }',
    {
      i: {
        projectId: room.projectId,
        fileName: 'hall.fdx',
        mimeType: 'application/xml',
        bytes: Buffer.byteLength(text),
      },
    },
  );
  const { uploadId, url } = data.createUpload;
  const sent = await fetch(new URL(url, room.server.url), { method: 'PUT', body: text });
  expect(sent.ok).toBe(true);
  const { screenplay, userErrors } = await importing({ uploadId, format: 'FDX' });
  expect(userErrors).toEqual([]);
  expect(screenplay).toMatchObject({ sceneCount: 1, fileFormat: 'FDX' });
});

test('it is broken down into scenes and shots, with who is in them, where, and how long', async () => {
  const list = await brokenDown(await imported(SCREENPLAY), { hero: HERO, visualBible: VISUAL });
  expect(list.scenes.nodes.map(({ setting }) => setting.key)).toEqual([
    'raes_skip_room',
    'train_yard',
    'raes_skip_room',
  ]);
  expect(list.settings.nodes).toHaveLength(2);
  expect(list.settings.nodes[1]).toMatchObject({ key: 'train_yard', basePrompt: 'rusted wagons in fog' });
  expect(list.cast.nodes.map(({ key, tier }) => [key, tier])).toEqual([
    ['rae_calder', 0],
    ['eduardo_reyes', 0],
  ]);
  const [first] = list.scenes.nodes;
  expect(first).toMatchObject({ targetFrames: 480, durationFrames: 480, timeOfDay: 'NIGHT' });
  const spoken = shotThat(list, /Left\. Your other left/);
  expect(spoken).toMatchObject({ dialogueSpeaker: { key: 'eduardo_reyes' }, dialogueText: 'Left. Your other left.' });
  expect(spoken.characters.map(({ key }) => key)).toContain('eduardo_reyes');
  for (const shot of shotsOf(list)) {
    expect(shot.negativePrompt).toMatch(/lens flares.*neon signs/);
    expect(shot.dialogue === null).toBe(shot.dialogueText === null);
  }
  expect(list.problems.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
});

test('whoever the cast names can be put into a shot, though the prose never names them', async () => {
  const cast = { tier_1_major_supporting: [{ name: 'Hob Tallow' }] };
  const list = await brokenDown(await imported(SCREENPLAY), { cast });
  expect(list.problems).toContainEqual(expect.objectContaining({ code: 'NEVER_IN_FRAME' }));
  const hob = list.cast.nodes.find(({ key }) => key === 'hob_tallow')?.id;
  const { shot, userErrors } = await updating(shotThat(list, /empty chair/), { characterIds: [hob] });
  expect(userErrors).toEqual([]);
  expect(shot?.characters.map(({ key }) => key)).toEqual(['hob_tallow']);
});

test('the same key breaks down once', async () => {
  const screenplayId = await imported(SCREENPLAY);
  const idempotencyKey = room.key();
  const first = await brokenDown(screenplayId, { idempotencyKey });
  expect(await brokenDown(screenplayId, { idempotencyKey })).toEqual(first);
  expect(first.revision).toBe(1);
});

test('a screenplay that is edited and imported again leaves scenes and shots their ids, and approved takes in use', async () => {
  const screenplayId = await imported(SCREENPLAY);
  const before = await brokenDown(screenplayId, { hero: HERO, visualBible: VISUAL });
  const runs = shotThat(before, /between the wagons/);
  const cable = shotThat(before, /cable/);
  for (const { still } of [runs, cable]) {
    const { data } = await room.server.query<{ node: { wish: { hash: string } } }>(
      'query($id: ID!) { node(id: $id) { ... on Slot { wish { hash } } } }',
      { id: still.id },
    );
    await room.decide('approve', {
      selection: { ids: [await room.take(still.id, { wishHash: data.node.wish.hash })] },
    });
  }
  const edited = SCREENPLAY.replace(
    'EXT. TRAIN YARD - DAY',
    'INT. BAR - DAY\n\nA dog sleeps under the counter.\n\nEXT. TRAIN YARD - DAY',
  ).replace('pulls the cable free', 'pulls the red cable free');
  await imported(edited, { replacesScreenplayId: screenplayId });
  const after = await brokenDown(screenplayId);
  expect(after).toMatchObject({ id: before.id, revision: 2, screenplayRevision: 2 });
  const ids = (list: ListShown) => list.scenes.nodes.map(({ id }) => id);
  expect(ids(after).filter((_, index) => index !== 1)).toEqual(ids(before));
  expect(shotThat(after, /between the wagons/)).toMatchObject({ id: runs.id, key: 's003_002' });
  expect(shotThat(after, /red cable/).id).toBe(cable.id);
  expect(after.cast.nodes.map(({ id }) => id)).toEqual(before.cast.nodes.map(({ id }) => id));
  const { data } = await room.server.query<{ nodes: { approved: { staleness: { causes: string[] } | null } }[] }>(
    'query($ids: [ID!]!) { nodes(ids: $ids) { ... on Slot { approved { staleness { causes } } } } }',
    { ids: [runs.still.id, cable.still.id] },
  );
  expect(data.nodes.map(({ approved }) => approved.staleness !== null)).toEqual([false, true]);
});

test('a scene that goes leaves its takes with the project', async () => {
  const screenplayId = await imported(SCREENPLAY);
  const before = await brokenDown(screenplayId);
  const slotId = shotThat(before, /between the wagons/).still.id;
  const assetId = await room.take(slotId);
  const shorter = `${SCREENPLAY.slice(0, SCREENPLAY.indexOf('EXT. TRAIN'))}${SCREENPLAY.slice(SCREENPLAY.lastIndexOf('INT. RAE'))}`;
  await imported(shorter, { replacesScreenplayId: screenplayId });
  const after = await brokenDown(screenplayId);
  expect(after.scenes.nodes.map(({ id }) => id)).toEqual([before.scenes.nodes[0]?.id, before.scenes.nodes[2]?.id]);
  const { data } = await room.server.query<{ node: { slot: { key: string } } }>(
    'query($id: ID!) { node(id: $id) { ... on Asset { slot { key } } } }',
    { id: assetId },
  );
  expect(data.node.slot.key).toMatch(/^project heat \/ retired:/);
});

test('what people decide about a shot stands, its prompts follow, and breaking down again leaves it', async () => {
  const screenplayId = await imported(SCREENPLAY);
  const list = await brokenDown(screenplayId, { hero: HERO, visualBible: VISUAL });
  const shot = shotThat(list, /cable/);
  const changes = { shotType: 'INSERT', durationFrames: 48, videoPrompt: 'a hand closes round the cable' };
  const { shot: after, userErrors } = await updating(shot, changes);
  expect(userErrors).toEqual([]);
  expect(after).toMatchObject({ ...changes, lockVersion: shot.lockVersion + 1 });
  expect([...(after?.edited ?? [])].sort()).toEqual(['durationFrames', 'shotType', 'videoPrompt']);
  expect(after?.scenePrompt).not.toBe(shot.scenePrompt);
  expect(after?.lensMm).toBe(100);
  const stale = await updating(shot, { lensMm: 40 });
  expect(stale.userErrors).toMatchObject([{ code: 'STALE_VERSION', field: ['input', 'expectedVersion'] }]);
  const again = await brokenDown(screenplayId);
  expect(shotThat(again, /cable/)).toMatchObject({ ...changes, id: shot.id });
  const faster = await brokenDown(screenplayId, { rate: { numerator: 48, denominator: 1 } });
  expect(shotThat(faster, /cable/)).toMatchObject({ id: shot.id, durationFrames: 96 });
  const anew = await brokenDown(screenplayId, { discardEdits: true, rate: { numerator: 24, denominator: 1 } });
  expect(shotThat(anew, /cable/)).toMatchObject({ id: shot.id, edited: [], videoPrompt: shot.videoPrompt });
});

test.each([
  [{ lensMm: 3 }, 'lensMm'],
  [{ durationFrames: 0 }, 'durationFrames'],
  [{ crossfadeFrames: 100_000 }, 'crossfadeFrames'],
  [{ scenePrompt: '  ' }, 'scenePrompt'],
  [{ dialogueText: 'Hello?' }, 'dialogueText'],
])('a shot refuses %j by the name of the field', async (changes, field) => {
  const list = await brokenDown(await imported(SCREENPLAY));
  const { shot, userErrors } = await updating(shotThat(list, /cable/), changes);
  expect(shot).toBeNull();
  expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', field] }]);
});

test('whoever speaks cannot be taken out of frame, and nobody of another list can be put in', async () => {
  const list = await brokenDown(await imported(SCREENPLAY));
  const other = await brokenDown(await imported(SCREENPLAY));
  const spoken = shotThat(list, /Left\. Your other left/);
  const rae = list.cast.nodes.find(({ key }) => key.startsWith('rae'))?.id;
  expect((await updating(spoken, { characterIds: [rae] })).userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
  const stranger = { characterIds: [other.cast.nodes[0]?.id] };
  expect((await updating(spoken, stranger)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
});

test('prompts are written anew from another visual bible, but for those that people wrote', async () => {
  const list = await brokenDown(await imported(SCREENPLAY), { hero: HERO, visualBible: VISUAL });
  const shot = shotThat(list, /cable/);
  await updating(shot, { negativePrompt: 'no rats' });
  const visualBible = { ...VISUAL, style_bible: { do_not: ['Never any balloons.'] } };
  const anew = await act<{ shotList: ListShown | null; changedCount: number | null }>(
    'regenerateShotPrompts',
    { shotListId: list.id, expectedVersion: list.lockVersion + 1, visualBible },
    `changedCount shotList { ${LIST} }`,
  );
  expect(anew.userErrors).toEqual([]);
  const shots = shotsOf(anew.shotList as ListShown);
  expect(anew.changedCount).toBe(shots.length);
  for (const { id, negativePrompt } of shots) expect(negativePrompt).toMatch(id === shot.id ? /^no rats$/ : /balloons/);
});

test('a list says its coverage and pacing as data, and leaves as JSON, CSV and paper', async () => {
  const list = await brokenDown(await imported(SCREENPLAY), { hero: HERO });
  const { data } = await room.server.query<{
    shotList: {
      charts: {
        scenes: { shotCount: number; durationSeconds: number; scene: { number: number } }[];
        characters: { character: { key: string }; durationSeconds: number }[];
        acts: { share: number }[];
      };
      durationSeconds: number;
      json: string;
      csv: string;
      printable: string;
    };
  }>(
    `query($id: ID!) { shotList(id: $id) { durationSeconds json: export csv: export(format: CSV) printable: export(format: PRINTABLE)
      charts { scenes { scene { number } shotCount durationSeconds meanShotSeconds intensity } characters { character { key } shotCount durationSeconds speakingSeconds }
        settings { setting { key } shotCount durationSeconds } shotTypes { shotType shotCount durationSeconds } acts { act sceneCount shotCount durationSeconds meanShotSeconds share } } } }`,
    { id: list.id },
  );
  const { charts, json, csv, printable, durationSeconds } = data.shotList;
  expect(charts.scenes.map(({ scene, shotCount }) => [scene.number, shotCount])).toEqual(
    list.scenes.nodes.map(({ number, shots }) => [number, shots.nodes.length]),
  );
  expect(charts.scenes.reduce((sum, scene) => sum + scene.durationSeconds, 0)).toBeCloseTo(durationSeconds, 6);
  expect(charts.acts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
  expect(charts.characters.map(({ character }) => character.key)).toContain('rae_calder');
  expect(JSON.parse(json)).toMatchObject({ total_shots: list.totalShots, project_id: rowId(room.projectId) });
  expect(csv.split('\r\n')).toHaveLength(list.totalShots + 2);
  expect(printable).toContain("INT. RAE'S SKIP ROOM - NIGHT");
});

test('the log of the project tells of screenplays and shot lists', async () => {
  const screenplayId = await imported(SCREENPLAY);
  const list = await brokenDown(screenplayId);
  await updating(shotThat(list, /cable/), { lensMm: 85 });
  const { data } = await room.server.query<{ node: { lastSeq: number; events: { nodes: object[] } } }>(
    `query($id: ID!) { node(id: $id) { ... on Project { lastSeq events(first: 250) { nodes { __typename
       ... on ScreenplayImported { screenplay { id } sceneCount } ... on ShotListBrokenDown { shotList { id } shotCount newCount removedCount }
       ... on ShotListEdited { shotList { id } change revision } } } } } }`,
    { id: room.projectId },
  );
  const told = data.node.events.nodes;
  expect(told).toContainEqual({ __typename: 'ScreenplayImported', screenplay: { id: screenplayId }, sceneCount: 3 });
  const shotList = { id: list.id };
  const counts = { shotCount: list.totalShots, newCount: list.totalShots, removedCount: 0 };
  expect(told).toContainEqual({ __typename: 'ShotListBrokenDown', shotList, ...counts });
  expect(told).toContainEqual({
    ...{ __typename: 'ShotListEdited', shotList, revision: 2 },
    change: expect.stringMatching(/^Edited shot s001_\d{3}: lensMm$/),
  });
});

test.each([
  [{ text: 'Nothing but prose.' }, 'text'],
  [{ text: '{"scenes": 3}', format: 'JSON' }, 'text'],
  [{ text: '<FinalDraft><Content><Paragraph>', format: 'FDX' }, 'text'],
  [{}, 'text'],
])('what is no screenplay is refused: %j', async (input, field) => {
  const { screenplay, userErrors } = await importing(input);
  expect(screenplay).toBeNull();
  expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', field] }]);
  expect(userErrors[0]?.remedy).toBeTruthy();
});

test('a bible that is no object, and a rate that no film has, are refused', async () => {
  const screenplayId = await imported(SCREENPLAY);
  expect((await breakingDown(screenplayId, { hero: 'Rae' })).userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
  const rate = { numerator: 0, denominator: 1 };
  expect((await breakingDown(screenplayId, { rate })).userErrors).toMatchObject([
    { code: 'INVALID_INPUT', field: ['input', 'rate'] },
  ]);
});

test('nobody of another project sees, breaks down or edits it', async () => {
  const screenplayId = await imported(SCREENPLAY);
  const list = await brokenDown(screenplayId);
  const other = await room.project(`other-${room.key().replace(' ', '-')}`);
  const { data } = await room.server.query<{ createToken: { token: string } }>(
    'mutation($i: CreateTokenInput!) { createToken(input: $i) { token userErrors { message } } }',
    { i: { name: `stranger ${room.key()}`, role: 'PRODUCER', projectIds: [other] } },
  );
  const { token } = data.createToken;
  const seen = await room.server.query(
    'query($s: ID!, $l: ID!) { screenplay(id: $s) { title } shotList(id: $l) { title } }',
    { s: screenplayId, l: list.id },
    token,
  );
  expect(seen.data).toEqual({ screenplay: null, shotList: null });
  const shot = shotThat(list, /cable/);
  const asked = [
    ['breakDownScreenplay', { screenplayId, idempotencyKey: room.key() }],
    ['updateShot', { shotId: shot.id, expectedVersion: 1, lensMm: 50 }],
    ['regenerateShotPrompts', { shotListId: list.id, expectedVersion: 1 }],
  ] as const;
  for (const [name, input] of asked)
    expect((await act(name, input, '__typename', token)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
});
