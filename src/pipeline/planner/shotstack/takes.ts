import type { Job } from '../manifest/job-schema';
import type { ManifestWithoutJobs } from '../manifest/manifest-schema';
import { MergeFields } from './merge-fields';

/** What jobs will have made, as clips look for it. */
export interface Takes {
  readonly manifest: ManifestWithoutJobs;
  readonly fields: MergeFields;
  /** Ids of jobs: by scene, by cue, and by scene and the asset that is seen no more for what moves. */
  readonly speech: ReadonlyMap<unknown, string>;
  readonly music: ReadonlyMap<unknown, string>;
  readonly moving: ReadonlyMap<string, string>;
}

export function movingKey(sceneId: unknown, assetId: unknown): string {
  return JSON.stringify([sceneId, assetId]);
}

export function takesOf(manifest: ManifestWithoutJobs, jobs: readonly Job[]): Takes {
  const of = (type: Job['type']) => jobs.filter((job) => job.type === type);
  return {
    manifest,
    fields: new MergeFields(),
    speech: new Map(of('tts').map(({ id, payload }) => [payload.sceneId, id])),
    music: new Map(of('generate_music').map(({ id, payload }) => [payload.cueId, id])),
    moving: new Map([
      ...of('generate_video').map(
        ({ id, payload }) => [movingKey(payload.sceneId, payload.replacesAssetId), id] as const,
      ),
      ...of('lip_sync').map(({ id, payload }) => [movingKey(payload.sceneId, payload.videoAssetId), id] as const),
    ]),
  };
}
