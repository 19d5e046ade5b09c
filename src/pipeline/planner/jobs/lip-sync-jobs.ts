import { wordsOf } from '../asset-words';
import type { Asset } from '../manifest/asset-schema';
import type { ManifestWithoutJobs } from '../manifest/manifest-schema';
import type { Scene } from '../manifest/scene-schema';
import { NOMINAL_MICROS } from './job-table';
import { makerOf } from './picture-jobs';
import { spokenText } from './speech-jobs';
import type { WantedJob } from './wanted-job';

const FACE = /\b(?:face|presenter|speaker|host|talking head|selfie|spokesperson|testimonial|interview|portrait)\b/i;

/** Where somebody speaks over the user's own picture of a face, that face speaks. */
export function lipSyncJobs(manifest: ManifestWithoutJobs): WantedJob[] {
  return manifest.scenes.flatMap((scene) => {
    const face = spokenText(scene) === null ? null : faceIn(scene, manifest);
    return face ? [lipSyncJob(scene, face)] : [];
  });
}

function faceIn({ visuals }: Scene, { assets }: ManifestWithoutJobs): Asset | null {
  const shown = visuals.flatMap(({ assetId }) => (Object.hasOwn(assets, assetId) ? [assets[assetId]] : []));
  return shown.find((asset) => asset?.source === 'user' && FACE.test(wordsOf(asset).prompt ?? '')) ?? null;
}

function lipSyncJob(scene: Scene, face: Asset): WantedJob {
  const speech = { type: 'tts', subject: scene.id } as const;
  const maker = makerOf(face);
  return {
    type: 'lip_sync',
    subject: scene.id,
    id: `job_lipsync_${scene.id}`,
    needs: maker ? [speech, maker] : [speech],
    payload: (idOf) => ({
      sceneId: scene.id,
      audioJobId: idOf(speech),
      videoAssetId: face.id,
      provider: 'falai-lipsync',
      quality: 'standard',
      startTime: 0,
      endTime: scene.durationSeconds,
    }),
    costMicros: Math.ceil(scene.durationSeconds * NOMINAL_MICROS.lipSyncPerSecond),
  };
}
