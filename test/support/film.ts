import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Production, prepare } from '../../src/cli/demo/production';
import { readTreatment, type Treatment } from '../../src/cli/demo/treatment';
import { StudioClient } from '../../src/cli/graphql/client';
import { createDatabase, type TestDatabase } from './database';
import { npmFfmpeg } from './ffmpeg';
import { Program } from './program';
import { ADMIN_TOKEN } from './server';

export const SMALL = join(__dirname, '../film/small');

/** The program itself as it is built, at work on a database of the test cluster: threads run no TypeScript inside Jest. */
export interface FilmStudio {
  readonly url: string;
  readonly client: StudioClient;
  readonly database: TestDatabase;
  readonly dataDir: string;
  close(): Promise<void>;
}

export async function openFilmStudio(): Promise<FilmStudio> {
  const database = await createDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'workprint-studio-'));
  const program = new Program({
    WORKPRINT_DATA: dataDir,
    WORKPRINT_ADMIN_TOKEN: ADMIN_TOKEN,
    WORKPRINT_LOG_LEVEL: 'warn',
    DATABASE_URL: database.url,
    DATABASE_POOL: '4',
    FFMPEG_PATH: (await npmFfmpeg()).path,
  });
  const url = await program.address();
  return {
    url,
    client: new StudioClient({ url, token: ADMIN_TOKEN }),
    database,
    dataDir,
    close: async () => {
      await program.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The small treatment, or what is changed of it, brought in by upload and import. */
export async function bringTreatment(studio: FilmStudio, changed: Partial<Treatment> = {}): Promise<Production> {
  return prepare(studio.client, { ...(await readTreatment(SMALL)), ...changed });
}

const UPLOAD = `mutation ($input: CreateUploadInput!) {
  createUpload(input: $input) { uploadId url userErrors { code message expected got remedy } }
}`;

interface Brought {
  readonly projectId: string;
  readonly fileName: string;
  readonly mimeType: string;
  readonly text: string;
}

/** A text as an upload whose bytes have come. Answers its id. */
export async function createUploadOf({ client }: FilmStudio, { text, ...about }: Brought): Promise<string> {
  const input = { ...about, bytes: Buffer.byteLength(text) };
  const { createUpload } = await client.mutate<{ createUpload: { uploadId: string; url: string } }>(UPLOAD, { input });
  const { status } = await fetch(createUpload.url, {
    method: 'PUT',
    body: text,
    headers: { 'content-type': about.mimeType },
  });
  if (status >= 300) throw new Error(`The upload was answered with ${status}.`);
  return createUpload.uploadId;
}

export interface RunLine {
  readonly seq: number;
  readonly __typename: string;
  readonly jobKey?: string;
  readonly asset?: { readonly id: string };
  readonly status?: string;
}

const START = `mutation ($input: StartExplainerInput!) {
  startExplainer(input: $input) { run { id } userErrors { code message expected got remedy } }
}`;
const EVENTS = `subscription ($runId: ID!, $afterSeq: Int!) {
  runEvents(runId: $runId, afterSeq: $afterSeq) {
    __typename seq
    ... on JobFailed { jobKey error { code message } }
    ... on AssetMade { jobKey asset { id } }
    ... on AssetReused { jobKey asset { id } }
    ... on RunFinished { status }
  }
}`;

/** A run to the film, and every line of its log. */
export async function runToFilm(
  { client }: FilmStudio,
  production: Production,
  key: string,
  wishes: object = {},
): Promise<RunLine[]> {
  const input = { ...production, stopAfter: 'FILM', ...wishes, idempotencyKey: key };
  const { startExplainer } = await client.mutate<{ startExplainer: { run: { id: string } } }>(START, { input });
  return linesOf(client, startExplainer.run.id);
}

export async function linesOf(client: StudioClient, runId: string): Promise<RunLine[]> {
  const lines: RunLine[] = [];
  await client.follow<RunLine>({
    document: EVENTS,
    variables: { runId, afterSeq: 0 },
    onLine: (line) => void lines.push(line),
    until: ({ __typename }) => __typename === 'RunFinished',
  });
  return lines;
}

export interface FilmNow {
  readonly srt: string;
  readonly span: { readonly endFrameExclusive: number; readonly durationSeconds: number };
  readonly report: Readonly<Record<string, unknown>>;
  readonly film: {
    readonly current: { readonly id: string; readonly media: { readonly url: string; readonly sha256: string } };
  };
}

const FILM = `query ($id: ID!) {
  script(id: $id) {
    timeline {
      srt: captions(format: SRT)
      span { endFrameExclusive durationSeconds }
      report { ok problems driftMs piecesEncoded piecesReused soundChunksEncoded soundChunksReused }
      film { current { id media { url sha256 } } }
    }
  }
}`;

export async function filmOf({ client }: FilmStudio, { scriptId }: Production): Promise<FilmNow> {
  return (await client.query<{ script: { timeline: FilmNow } }>(FILM, { id: scriptId })).script.timeline;
}
