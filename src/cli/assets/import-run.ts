import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative, sep } from 'node:path';
import { ZipFile } from 'yazl';
import type { StudioClient } from '../graphql/client';
import { Refused } from '../graphql/refusal';
import { uploadFile } from '../graphql/upload';
import { writeZip } from '../graphql/zip-file';

export interface Imported {
  readonly projectKey: string;
  readonly scriptId: string;
  readonly importedCount: number;
  readonly existingCount: number;
  /** The first 1,000. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
  readonly unreadableCount: number;
}

interface Importing {
  readonly client: StudioClient;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

const ERRORS = 'userErrors { code message expected got remedy }';
const FIND = 'query ($key: String!) { project(key: $key) { id } }';
const CREATE = `mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } ${ERRORS} } }`;
const UPLOAD = `mutation ($input: CreateUploadInput!) { createUpload(input: $input) { uploadId url ${ERRORS} } }`;
const IMPORT = `mutation ($input: ImportRunDirectoryInput!) {
  importRunDirectory(input: $input) { script { id } importedCount existingCount unreadable { path reason } unreadableCount ${ERRORS} }
}`;

/** An old run as it lies on the disk becomes a project of its own. The disk stays as it is. */
export async function importRun(
  { client, signal, say }: Importing,
  { folder, key }: { folder: string; key: string },
): Promise<Imported> {
  const runId = basename(folder);
  const temporary = await mkdtemp(join(tmpdir(), 'workprint-import-'));
  try {
    const file = join(temporary, `${runId}.zip`);
    const fileCount = await zipFolder(folder, { file, signal });
    if (fileCount === 0) throw emptyFolder(folder);
    say(`${folder} comes in as the project ${key}: ${fileCount} files.`);
    const projectId = await projectOf(client, { key, name: runId });
    const uploadId = await bring(client, { projectId, file, signal });
    const { importRunDirectory } = await client.mutate<{
      importRunDirectory: Omit<Imported, 'scriptId' | 'projectKey'> & { script: { id: string } };
    }>(IMPORT, { input: { projectId, uploadId, runId, idempotencyKey: `import ${uploadId}` } });
    const { script, ...counts } = importRunDirectory;
    tell(say, counts);
    return { projectKey: key, scriptId: script.id, ...counts };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function tell(
  say: (line: string) => void,
  { importedCount, existingCount, unreadable, unreadableCount }: Omit<Imported, 'scriptId' | 'projectKey'>,
): void {
  const known = existingCount > 0 ? `; ${existingCount} were there already` : '';
  say(
    `${importedCount} assets came in${known}${unreadableCount > 0 ? `; ${unreadableCount} could not be read:` : '.'}`,
  );
  for (const { path, reason } of unreadable) say(`  ${path}: ${reason}`);
}

async function projectOf(client: StudioClient, { key, name }: { key: string; name: string }): Promise<string> {
  const { project } = await client.query<{ project: { id: string } | null }>(FIND, { key });
  if (project) return project.id;
  const input = { key, name, idempotencyKey: `${key} / project` };
  const { createProject } = await client.mutate<{ createProject: { project: { id: string } } }>(CREATE, { input });
  return createProject.project.id;
}

interface Brought {
  readonly projectId: string;
  readonly file: string;
  readonly signal: AbortSignal;
}

async function bring(client: StudioClient, { projectId, file, signal }: Brought): Promise<string> {
  const mimeType = 'application/zip';
  const { size: bytes } = await stat(file);
  const { createUpload } = await client.mutate<{ createUpload: { uploadId: string; url: string } }>(UPLOAD, {
    input: { projectId, fileName: basename(file), mimeType, bytes },
  });
  await uploadFile({ url: createUpload.url, file, mimeType, signal });
  return createUpload.uploadId;
}

/** Stored, not deflated: media are compressed already. Links are not followed. Answers how many files there are. */
export async function zipFolder(
  folder: string,
  { file, signal }: { file: string; signal: AbortSignal },
): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const zip = new ZipFile();
  for (const path of files.sort()) zip.addFile(path, relative(folder, path).split(sep).join('/'), { compress: false });
  await writeZip(zip, file, signal);
  return files.length;
}

function emptyFolder(folder: string): Refused {
  return new Refused([
    {
      code: 'INVALID_INPUT',
      message: `${folder} is empty.`,
      expected: 'the folder of an old run, with its media and manifests',
      got: 'no file in it',
      remedy: 'Name another folder.',
    },
  ]);
}
