import type { DataSource } from 'typeorm';
import { NotFound } from '../../errors';
import { importScript } from '../../script/import-script.verb';
import { contentHash } from '../../values/content-hash';
import type { Caller } from '../../workspace/caller';
import type { Studio } from '../../workspace/studio';
import type { Archive } from './archive.tool';
import { wholeText } from './archive-text.tool';
import { fileNameOf } from './member-paths';
import { runDocuments } from './run-directory';
import { structuredTexts } from './structured-texts';

interface Asked {
  readonly projectId: string;
  readonly archive: Archive;
  readonly signal: AbortSignal;
}

const LONGEST_NAME = 200;

/** The script that an archive brings along: of the same text there is one in a project, however often it comes. Answers the row id. */
export async function archivedScript(
  studio: Studio<DataSource>,
  caller: Caller,
  { projectId, archive, signal }: Asked,
): Promise<string> {
  const { structuredScript, flatScript } = runDocuments(archive.members);
  const member = structuredScript ?? flatScript;
  if (member === null) throw noScript();
  const text = await wholeText(archive, member, signal);
  const flat = structuredScript === null ? text : structuredTexts(text);
  const script = { projectId, name: nameOf(member), text: flat, format: 'FLAT' } as const;
  return importScript(studio, caller, { ...script, idempotencyKey: `script of an import: ${contentHash(script)}` });
}

/** `trial_000_v1_structured_script.json` is called `trial_000_v1`. */
function nameOf(member: string): string {
  const stem = fileNameOf(member).replace(/_?(?:structured_)?script\.(?:json|txt)$/, '');
  return stem.trim().slice(0, LONGEST_NAME) || 'script';
}

function noScript(): NotFound {
  return new NotFound('There is no script in the archive; name a `scriptId`.', {
    field: ['input', 'scriptId'],
    expected: 'a script of the project, or an archive with `…_structured_script.json` or `…_script.txt`',
    got: 'neither',
    remedy: 'Import the script with `importScript` first, or pack it with the directory.',
  });
}
