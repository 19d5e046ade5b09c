import { NotFound } from '../../errors';
import type { Caller } from '../../workspace/caller';
import { MEDIA_TYPES, type MediaType } from '../asset';
import type { Archive } from './archive.tool';
import { type Asked, type ImportAnswer, type ImportDesk, importArchive } from './import-archive.stage';
import { fileNameOf } from './member-paths';
import { plannedFigures, plannedLibrary, plannedManifest, plannedRun, plannedScan, type Source } from './planned.tool';

type Answer = Promise<ImportAnswer>;
type OfProject = Asked & { readonly projectId: string };
type OfScript = Asked & { readonly scriptId: string };

/** A directory of a run: its library, its manifest and its media, whichever of them it has. */
export function importRunDirectory(desk: ImportDesk, caller: Caller, asked: OfProject): Answer {
  return importArchive(desk, caller, { operation: 'importRunDirectory', asked, plan: plannedRun });
}

/** `asset_manifest.json` of either version, and the files that it names. */
export function importAssetManifest(
  desk: ImportDesk,
  caller: Caller,
  asked: OfProject & { readonly manifestPath?: string | null },
): Answer {
  const plan = (source: Source) => plannedManifest(source, manifestOf(source.archive, asked.manifestPath ?? null));
  return importArchive(desk, caller, { operation: 'importAssetManifest', asked, plan });
}

/** `library.json`, and the files of its records. */
export function importLibrary(desk: ImportDesk, caller: Caller, asked: OfProject): Answer {
  const plan = (source: Source) => plannedLibrary(source, only(source.archive, LIBRARIES));
  return importArchive(desk, caller, { operation: 'importLibrary', asked, plan });
}

/** The media of a run by the names of their files, as drafts: of sound and pictures unless others are named. */
export function registerFromRun(
  desk: ImportDesk,
  caller: Caller,
  asked: OfScript & { readonly types?: readonly MediaType[] | null },
): Answer {
  const types = asked.types ?? MEDIA_TYPES.filter((type) => type === 'AUDIO' || type === 'IMAGE');
  const plan = (source: Source) => plannedScan(source, types);
  return importArchive(desk, caller, { operation: 'registerFromRun', asked, plan });
}

/** The figures of a knowledge base, by their captions. */
export function registerFigures(desk: ImportDesk, caller: Caller, asked: OfScript): Answer {
  return importArchive(desk, caller, { operation: 'registerFigures', asked, plan: plannedFigures });
}

const LIBRARIES = ['library.json', 'content_library.json'];
const MANIFESTS = ['asset_manifest.json'];

function manifestOf(archive: Archive, path: string | null): string {
  if (path === null) return only(archive, MANIFESTS);
  const member = archive.members.resolve(path);
  if (member === null) throw notInArchive('manifestPath', path);
  return member;
}

/** At the top of the archive, or the only one wherever it lies; a single file is what it is, whatever its name. */
function only(archive: Archive, names: readonly string[]): string {
  const top = archive.members.first(names, '');
  if (top !== null) return top;
  const all = [...archive.members];
  const [member, another] = all.length === 1 ? all : all.filter((name) => names.includes(fileNameOf(name)));
  if (member === undefined || another !== undefined) throw notInArchive('uploadId', names.join(' or '), another);
  return member;
}

function notInArchive(field: string, wanted: string, another?: string): NotFound {
  return new NotFound(`The archive has ${another ? 'several' : 'no'} ${wanted}.`, {
    field: ['input', field],
    expected: `one file ${wanted}`,
    got: another ? `also ${another}` : 'none',
    remedy: 'Pack the directory that has it, so that it lies at the top.',
  });
}
