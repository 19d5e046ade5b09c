import { z } from 'zod';
import type { Members } from './member-paths';
import { type LegacyEntry, type Planned, plainEntry } from './plan';
import { fileNumber, missing, numberIn, unreadable } from './words';

/** What stands at the head of `asset_manifest.json`. */
export interface ManifestHead {
  readonly runId: string;
  /** The name of the file. */
  readonly document: string;
  /** Where it lies in the archive: `` or `20260207_101747/`. */
  readonly folder: string;
}

const path = z.string().nullish();
const scene = z.object({ scene_id: z.string(), image_path: path, video_path: path, audio_path: path });
type Scene = z.infer<typeof scene>;

const SOUND = ['mp3', 'wav', 'm4a'] as const;

const KINDS = [
  { type: 'IMAGE', source: 'dalle', field: 'image_path' },
  { type: 'VIDEO', source: 'luma', field: 'video_path' },
  { type: 'AUDIO', source: 'elevenlabs', field: 'audio_path' },
] as const;

/** One element of `assets`: the takes of one scene, or why there are none. */
export function planScene(element: unknown, members: Members, head: ManifestHead): Planned[] {
  const parsed = scene.safeParse(element);
  if (!parsed.success)
    return [unreadable(head.document, `a scene without \`scene_id\` or with paths that are no text`)];
  const idx = numberIn(/^scene_(\d{1,6})$/, parsed.data.scene_id);
  return KINDS.flatMap((kind): Planned[] => {
    const found = fileOf(parsed.data, { ...kind, idx, members, head });
    if (found === null) return [];
    if (found.member === null) return [missing(found.path)];
    return [entryOf(parsed.data, { ...kind, idx, head, path: found.member })];
  });
}

interface Looking {
  readonly field: (typeof KINDS)[number]['field'];
  readonly idx: number | null;
  readonly members: Members;
  readonly head: ManifestHead;
}

/** Null: the scene says that it has none, and shows what another has. */
function fileOf(
  said: Scene,
  { field, idx, members, head }: Looking,
): { readonly path: string; readonly member: string | null } | null {
  const path = said[field] ?? null;
  const member = path === null ? null : members.resolve(path, head.folder);
  const beside = field === 'audio_path' && member === null ? soundBeside(idx, members, head.folder) : null;
  if (beside !== null) return { path: beside, member: beside };
  return path === null ? null : { path, member };
}

/**
 * Sounds were called `audio_000` and scenes `scene_000`: manifests looked them up by the wrong key, so all say null although
 * the files lie beside them. Still older runs called the sounds by their scene.
 */
export function soundBeside(idx: number | null, members: Members, folder: string): string | null {
  if (idx === null) return null;
  const names = ['audio', 'scene'].flatMap((word) => SOUND.map((end) => `audio/${word}_${fileNumber(idx)}.${end}`));
  return members.first(names, folder);
}

interface Found {
  readonly type: LegacyEntry['type'];
  readonly source: string;
  readonly idx: number | null;
  readonly head: ManifestHead;
  readonly path: string;
}

function entryOf({ scene_id }: Scene, { type, source, idx, head, path }: Found): LegacyEntry {
  return plainEntry({
    ...{ path, type, source, document: head.document, segmentIdx: idx, originRunId: head.runId },
    notes: `Migrated from v1 manifest: ${scene_id}`,
  });
}
