import type { MediaType } from '../asset';
import type { Archive } from './archive.tool';
import { jsonParts } from './archive-text.tool';
import { type FigureAtom, figureAtom, figureFolders, firstOfEach, planFigures } from './kb-figures';
import { type ManifestHead, planScene } from './manifest-v1';
import { planSegment } from './manifest-v2';
import { fileNameOf, folderOf } from './member-paths';
import type { Planned } from './plan';
import { runDocuments, scanRun } from './run-directory';
import { planRecord } from './seed-library';
import { unreadable } from './words';

export interface Source {
  readonly archive: Archive;
  /** By which the run is called unless a document says otherwise. */
  readonly runId: string;
  readonly signal: AbortSignal;
}

type Plan = AsyncGenerator<Planned>;

/**
 * All that a directory of a run has. Its library goes before its manifest, and that before the names of its files: what one of
 * them spoke of, the next need not.
 */
export async function* plannedRun(source: Source): Plan {
  const { archive, runId } = source;
  const { library, manifest, folder } = runDocuments(archive.members);
  const spoken = new Set<string>();
  if (library !== null) yield* unspoken(plannedLibrary(source, library), spoken);
  if (manifest !== null) yield* unspoken(plannedManifest(source, manifest), spoken);
  const types = ['AUDIO', 'IMAGE', 'VIDEO'] as const;
  yield* unspoken(scanRun(archive.members, { folder, runId, types }), spoken);
}

/** What no document before this one spoke of. Within one, many may share a picture. */
async function* unspoken(plan: AsyncIterable<Planned> | Iterable<Planned>, spoken: Set<string>): Plan {
  const own = new Set<string>();
  for await (const planned of plan) {
    own.add(planned.path);
    if (!spoken.has(planned.path)) yield planned;
  }
  for (const path of own) spoken.add(path);
}

/** The media of a run by the names of their files alone. */
export async function* plannedScan({ archive, runId }: Source, types: readonly MediaType[]): Plan {
  yield* scanRun(archive.members, { folder: '', runId, types });
}

/** Of either version. It is read twice: what it says of itself may stand behind what it is about. */
export async function* plannedManifest(source: Source, member: string): Plan {
  const { archive } = source;
  const { head, version } = await manifestHead(source, member);
  const within = version === 1 ? 'assets' : 'segments';
  const { members } = archive;
  for await (const part of jsonParts(archive, member, { within, signal: source.signal })) {
    if (part.of !== 'element') continue;
    if (!('value' in part)) yield tooLong(member, part);
    else if (version === 1) yield* planScene(part.value, members, head);
    else yield* planSegment(String(part.key), part.value, { members, head });
  }
}

async function manifestHead(
  { archive, runId, signal }: Source,
  member: string,
): Promise<{ head: ManifestHead; version: 1 | 2 }> {
  let [said, version]: [string | null, 1 | 2] = [null, 1];
  for await (const part of jsonParts(archive, member, { within: 'assets', signal })) {
    if (part.of !== 'member') continue;
    if (part.key === 'segments') version = 2;
    if (part.key === 'run_id' && 'value' in part && typeof part.value === 'string') said = part.value;
  }
  return { head: { runId: said || runId, document: member, folder: folderOf(member) }, version };
}

/** The records of a library, and those that lie beside it alone: in `metadata/`. */
export async function* plannedLibrary({ archive, signal }: Source, member: string): Plan {
  const library = { members: archive.members, document: member, folder: folderOf(member) };
  const seen = new Set<string>();
  for await (const part of jsonParts(archive, member, { within: 'assets', signal })) {
    if (part.of !== 'element') continue;
    const key = String(part.key);
    seen.add(key);
    if ('value' in part) yield* planRecord(key, part.value, library);
    else yield tooLong(member, part);
  }
  const beside = `${library.folder}metadata/`;
  for (const name of archive.members) {
    const key = fileNameOf(name).replace(/\.json$/, '');
    if (folderOf(name) !== beside || !name.endsWith('.json') || seen.has(key)) continue;
    const { value } = await wholeJson(archive, name, signal);
    yield* planRecord(key, value, { ...library, document: name });
  }
}

async function wholeJson(archive: Archive, member: string, signal: AbortSignal): Promise<{ value: unknown }> {
  const value: Record<string, unknown> = {};
  for await (const part of jsonParts(archive, member, { within: '', signal })) {
    if (part.of === 'member' && 'value' in part) value[part.key] = part.value;
  }
  return { value };
}

/** The figures of knowledge bases, by their captions where these are there. */
export async function* plannedFigures({ archive, signal }: Source): Plan {
  const planned: Planned[] = [];
  for (const { names, graph } of figureFolders(archive.members)) {
    const atoms = graph === null ? null : await atomsOf(archive, graph, signal);
    planned.push(...planFigures({ names, atoms }));
  }
  yield* firstOfEach(planned);
}

async function atomsOf(archive: Archive, graph: string, signal: AbortSignal): Promise<FigureAtom[]> {
  const atoms: FigureAtom[] = [];
  for await (const part of jsonParts(archive, graph, { within: 'atoms', signal })) {
    const atom = part.of === 'element' && 'value' in part ? figureAtom(part.key, part.value) : null;
    if (atom) atoms.push(atom);
  }
  return atoms;
}

function tooLong(member: string, { key, tooLong }: { key: string | number; tooLong: number }): Planned {
  return unreadable(`${member}: ${key}`, `an entry of ${tooLong} characters`);
}
