import type { MediaType } from '../asset';
import { fileNameOf, folderOf, type Members } from './member-paths';
import { type LegacyEntry, plainEntry } from './plan';
import { numberIn } from './words';

/** What a directory has to say, each by its member; null where it does not have it. */
export interface RunDocuments {
  /** Ends in `/`, or is empty. */
  readonly folder: string;
  readonly structuredScript: string | null;
  readonly flatScript: string | null;
  readonly manifest: string | null;
  readonly library: string | null;
}

/** What lies in a folder itself; where several scripts do, the last by name is the latest version. */
export function runDocuments(members: Members, folder = ''): RunDocuments {
  const here = [...members].filter((name) => folderOf(name) === folder).sort();
  const ending = (end: string) => here.filter((name) => name.endsWith(end)).at(-1) ?? null;
  return {
    folder,
    structuredScript: ending('_structured_script.json') ?? ending('structured_script.json'),
    flatScript: ending('_script.txt') ?? members.first(['script.txt'], folder),
    manifest: members.first(['asset_manifest.json'], folder),
    library: members.first(['content_library.json', 'library.json'], folder),
  };
}

interface Scanned {
  readonly folder: string;
  readonly runId: string;
  readonly types: readonly MediaType[];
}

const SCANS = [
  { type: 'AUDIO', source: 'elevenlabs', folder: 'audio/', pattern: /^(?:audio|scene)_(\d{3,6})\.(?:mp3|wav|m4a)$/i },
  { type: 'IMAGE', source: 'dalle', folder: 'images/', pattern: /^scene_(\d{3,6})\.(?:png|jpe?g)$/i },
  { type: 'VIDEO', source: 'luma', folder: 'videos/', pattern: /^scene_(\d{3,6})\.(?:mp4|mov|webm)$/i },
] as const;

/** The media of a run by their names alone, in the order of their names. Numbers count from 0, as segments do. */
export function* scanRun(members: Members, { folder, runId, types }: Scanned): Generator<LegacyEntry> {
  const names = [...members].sort();
  for (const scan of SCANS.filter(({ type }) => types.includes(type))) {
    for (const path of names) {
      if (folderOf(path) !== folder + scan.folder) continue;
      const segmentIdx = numberIn(scan.pattern, fileNameOf(path));
      if (segmentIdx === null) continue;
      const { type, source } = scan;
      yield plainEntry({ path, type, source, document: scan.folder, segmentIdx, originRunId: runId });
    }
  }
}
