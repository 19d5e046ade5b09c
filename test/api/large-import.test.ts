import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipOf } from '../support/archives';
import { createDatabase, type TestDatabase } from '../support/database';
import { plainPng } from '../support/pictures';
import { Program } from '../support/program';

const TOKEN = 'the-administrator-of-the-tests';
/** An hour of `npm test` is better spent: the whole of it takes two minutes. */
const IS_LONG = process.env.WORKPRINT_LONG === 'true';
const ENTRIES = IS_LONG ? 10_000 : 1_000;
const SEGMENTS = 100;

let database: TestDatabase;
let dir: string;
let program: Program;
beforeAll(async () => {
  [database, dir] = [await createDatabase(), await mkdtemp(join(tmpdir(), 'workprint-large-'))];
  program = new Program({
    WORKPRINT_DATA: dir,
    WORKPRINT_ADMIN_TOKEN: TOKEN,
    DATABASE_URL: database.url,
    DATABASE_POOL: '4',
    WORKPRINT_WORK: 'false',
  });
}, 60_000);
afterAll(async () => {
  await program.stop();
  await database.drop();
  await rm(dir, { recursive: true, force: true });
});

async function ask<T>(query: string, input: object): Promise<T> {
  const response = await fetch(`${await program.address()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ query, variables: { input: { idempotencyKey: randomUUID(), ...input } } }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: object };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** What the process holds now, and the most that it held, in MB. */
async function memory(): Promise<{ now: number; most: number }> {
  const status = await readFile(`/proc/${program.pid}/status`, 'utf8');
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1_024;
  return { now: of('VmRSS'), most: of('VmHWM') };
}

/** Scenes in a circle over the segments, each with a picture of its own and a prompt that makes the manifest long. */
async function directory(): Promise<Buffer> {
  const names = Array.from({ length: ENTRIES }, (_, at) => `images/scene_${String(at).padStart(5, '0')}.png`);
  const records = names.map((path, at) => [
    `img_${at}`,
    {
      ...{ asset_id: `img_${at}`, asset_type: 'image', source: 'dalle', path, segment_idx: at % SEGMENTS },
      prompt: `${at} `.repeat(500),
    },
  ]);
  const library = JSON.stringify({ project_id: 'old', assets: Object.fromEntries(records) });
  const pictures = names.map((name, at) => [name, plainPng(1 + (at % 250), 1 + Math.floor(at / 250))]);
  return zipOf({ 'library.json': library, ...Object.fromEntries(pictures) });
}

test(
  `a library of ${ENTRIES} is imported piece by piece, and once`,
  async () => {
    const { createProject } = await ask<{ createProject: { project: { id: string } } }>(
      'mutation($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
      { key: 'large', name: 'Large' },
    );
    const projectId = createProject.project.id;
    const text = Array.from({ length: SEGMENTS }, (_, at) => `Paragraph ${at}.`).join('\n\n');
    const { importScript } = await ask<{ importScript: { script: { id: string } } }>(
      'mutation($input: ImportScriptInput!) { importScript(input: $input) { script { id } } }',
      { projectId, name: 'large', text },
    );
    const zip = await directory();
    const announced = { projectId, fileName: 'large.zip', mimeType: 'application/zip', bytes: zip.length };
    const response = await fetch(`${await program.address()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({
        query: 'mutation($input: CreateUploadInput!) { createUpload(input: $input) { uploadId url } }',
        variables: { input: announced },
      }),
    });
    const { data } = (await response.json()) as { data: { createUpload: { uploadId: string; url: string } } };
    const { uploadId, url } = data.createUpload;
    expect((await fetch(url, { method: 'PUT', body: new Uint8Array(zip) })).status).toBe(200);
    const before = await memory();
    const { report, seconds } = await timed(projectId, importScript.script.id, uploadId);
    expect(report).toEqual({ importedCount: ENTRIES, existingCount: 0, unreadableCount: 0, userErrors: [] });
    const after = await memory();
    const again = await timed(projectId, importScript.script.id, uploadId);
    expect(again.report).toMatchObject({ importedCount: 0, existingCount: ENTRIES });
    const said = `${ENTRIES} in ${seconds.toFixed(1)} s, again in ${again.seconds.toFixed(1)} s`;
    const held = `${before.now.toFixed(0)} MB before, at most ${after.most.toFixed(0)} MB, ${(await memory()).now.toFixed(0)} MB in the end`;
    console.log(`${said}; ${held}; a zip of ${(zip.length / 1e6).toFixed(1)} MB`);
    expect(after.most - before.now).toBeLessThan(250);
  },
  IS_LONG ? 600_000 : 120_000,
);

async function timed(projectId: string, scriptId: string, uploadId: string) {
  const startMs = performance.now();
  const { importLibrary } = await ask<{ importLibrary: object }>(
    'mutation($input: ImportLibraryInput!) { importLibrary(input: $input) { importedCount existingCount unreadableCount userErrors { message } } }',
    { projectId, scriptId, uploadId },
  );
  return { report: importLibrary, seconds: (performance.now() - startMs) / 1_000 };
}
