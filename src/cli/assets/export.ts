import { resolve } from 'node:path';
import type { StudioClient } from '../graphql/client';
import { openMedia } from '../graphql/download';
import { Refused } from '../graphql/refusal';
import { counted } from '../words/counted';
import type { Words } from '../words/parse';
import { WrongUsage } from '../words/usage';
import { findRun } from './find-run';
import { approvedTake, fileOf, type Library, standing } from './library';
import { type ExportedFile, exportManifest } from './manifest';
import type { Act, Outcome, Scene } from './outcome';
import { mediaUrls, readLibrary } from './read-library';
import { seedLibrary } from './seed-library';
import { sha256Of, shelve } from './shelf';

const MANIFEST = 'asset_manifest.json';
const SUMS = 'SHA256SUMS';

interface How {
  readonly as: 'manifest' | 'library';
  readonly only: 'approved' | 'all';
}

/** Media with the manifest v2 under the names of an old run, or as a content library with its records; and the checksum of every file. */
export const exportAssets: Act = (words) => {
  const how = howIn(words);
  return (scene) => exported(scene, how);
};

async function exported({ session: { client }, words, signal, say }: Scene, how: How): Promise<Outcome> {
  const target = await findRun({ client, words, signal, say }, words.operands[0] ?? '');
  const library = await readLibrary(client, target.scriptId);
  const { files, texts: index } = how.as === 'library' ? seedLibrary(library, how.only) : runFolder(library, how.only);
  if (files.length === 0) throw nothingApproved(library);
  const texts = {
    ...index,
    [`${library.projectKey}_structured_script.json`]: await scriptText(client, target.scriptId),
  };
  const sums = [
    ...files.map(({ path, take }) => [take.media.sha256, path]),
    ...Object.entries(texts).map(([path, text]) => [sha256Of(text), path]),
  ];
  const out = resolve(words.text('out') ?? `${library.projectKey}-export`);
  await shelve(out, {
    files: files.map((file) => shelved(client, file, signal)),
    texts: { ...texts, [SUMS]: sums.map(([sum, path]) => `${sum}  ${path}\n`).join('') },
    signal,
  });
  const bytes = files.reduce((sum, { take }) => sum + take.media.bytes, 0);
  const lines = [`Exported ${counted(files.length, 'file')}, ${bytes} bytes, to ${out}`];
  const json = files.map(({ path, take }) => ({
    path,
    id: take.id,
    sha256: take.media.sha256,
    bytes: take.media.bytes,
  }));
  return { lines, json: { out, files: json } };
}

const SCRIPT = 'query ($id: ID!) { script(id: $id) { text(format: JSON) } }';

/** With it an export is whole: it can be imported where nobody knows the script. */
async function scriptText(client: StudioClient, id: string): Promise<string> {
  const { script } = await client.query<{ script: { text: string } }>(SCRIPT, { id });
  return script.text;
}

function howIn(words: Words): How {
  const as = words.text('as') ?? 'manifest';
  const only = words.text('only') ?? (as === 'library' ? 'all' : 'approved');
  if (as !== 'manifest' && as !== 'library') throw wrong(words, 'as', '"manifest" or "library"');
  if (only !== 'approved' && only !== 'all') throw wrong(words, 'only', '"approved" or "all"');
  return { as, only };
}

function wrong(words: Words, flag: string, expected: string): WrongUsage {
  return new WrongUsage(`--${flag} takes ${expected}; it got "${words.text(flag)}".`, words.command);
}

function runFolder(library: Library, only: How['only']): { files: ExportedFile[]; texts: Record<string, string> } {
  const files = exportedFiles(library, only);
  return { files, texts: { [MANIFEST]: `${JSON.stringify(exportManifest(library, files), null, 2)}\n` } };
}

/** One take a place: the approved one, or with `all` the one that a build would use. What was rejected stays here. */
export function exportedFiles({ places }: Library, only: 'approved' | 'all'): ExportedFile[] {
  return places.flatMap((place) => {
    const take = only === 'approved' ? approvedTake(place) : standing(place);
    return take && take.status !== 'REJECTED' ? [{ place, take, path: fileOf(place, take) }] : [];
  });
}

/** A link is asked for when its file's turn comes: it is good for an hour, and an export may take longer. */
function shelved(client: StudioClient, { path, take }: ExportedFile, signal: AbortSignal) {
  const { bytes, sha256 } = take.media;
  const open = async () => {
    const url = (await mediaUrls(client, [take.id])).get(take.id) ?? '';
    return openMedia({ url, bytes, sha256 }, signal);
  };
  return { path, bytes, open };
}

function nothingApproved({ projectKey }: Library): Refused {
  return new Refused([
    {
      code: 'MISSING_ASSETS',
      message: 'Nothing is approved, so there is nothing to export.',
      expected: 'at least one approved take',
      got: 'none',
      remedy: `Approve some with \`workprint assets approve ${projectKey}\`, or take --only all.`,
    },
  ]);
}
