import type { Job } from './manifest/job-schema';
import type { ManifestWithoutJobs } from './manifest/manifest-schema';
import type { ShotstackEdit } from './shotstack/edit-schema';
import { graphicClips, pictureClips } from './shotstack/picture-clips';
import { musicClips, narrationClips } from './shotstack/sound-clips';
import { takesOf } from './shotstack/takes';
import { captionClips, titleClips } from './shotstack/written-clips';

const FRAMES_A_SECOND = 24;

/** The whole film as an edit that Shotstack takes. Files that are still to be made stand in it as merge fields, called as their assets and jobs are. */
export function shotstackEdit(manifest: ManifestWithoutJobs, jobs: readonly Job[]): ShotstackEdit {
  const takes = takesOf(manifest, jobs);
  const topFirst = [
    captionClips(manifest),
    titleClips(manifest),
    graphicClips(takes),
    pictureClips(takes),
    narrationClips(takes),
    musicClips(takes),
  ];
  return {
    timeline: {
      background: manifest.consistency.brand?.colors?.[0] ?? '#000000',
      tracks: topFirst.filter((clips) => clips.length > 0).map((clips) => ({ clips })),
    },
    output: { format: 'mp4', resolution: '1080', aspectRatio: manifest.visuals.defaultAspect, fps: FRAMES_A_SECOND },
    merge: takes.fields.merge,
  };
}
