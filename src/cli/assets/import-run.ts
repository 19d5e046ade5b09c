import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative, sep } from 'node:path';
import { ZipFile } from 'yazl';
import { bringFile } from '../graphql/bring';
import type { StudioClient } from '../graphql/client';
import { projectOf } from '../graphql/project';
import { Refused } from '../graphql/refusal';
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
    const { id: projectId } = await projectOf(client, { key, name: runId });
    const uploadId = await bringFile(client, { projectId, file, mimeType: 'application/zip', signal });
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
