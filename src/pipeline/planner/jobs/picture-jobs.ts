import { resolutionOf } from '../aspect';
import { isReady } from '../asset-words';
import type { Asset } from '../manifest/asset-schema';
import type { ManifestWithoutJobs } from '../manifest/manifest-schema';
import { profileOf } from '../profiles';
import { chartedAssets } from './chart-jobs';
import { NOMINAL_MICROS } from './job-table';
import { firstShowings, picturePrompt } from './prompts';
import type { JobKey, WantedJob } from './wanted-job';

/** Every generated asset that is no chart is drawn, by one job. */
export function imageJobs(manifest: ManifestWithoutJobs): WantedJob[] {
  const charted = chartedAssets(manifest);
  const showings = firstShowings(manifest);
  return Object.values(manifest.assets)
    .filter(({ id, source }) => source === 'generated' && !charted.has(id))
    .map((asset): WantedJob => {
      const scene = showings.get(asset.id) ?? null;
      return {
        type: 'generate_image',
        subject: asset.id,
        id: asset.id.startsWith('gen_') ? `job_${asset.id}` : `job_gen_${asset.id}`,
        needs: [],
        payload: () => ({
          sceneId: scene?.id ?? null,
          prompt: picturePrompt(asset, scene, manifest),
          model: profileOf(manifest.metadata).imageModel,
          resultAssetId: asset.id,
          resolution: resolutionOf(manifest.visuals.defaultAspect),
          quality: manifest.metadata.cinematicLevel === 'pro' ? 'high' : 'standard',
        }),
        costMicros: NOMINAL_MICROS.image,
      };
    });
}

function isToBeEnhanced(asset: Asset): boolean {
  return asset.source === 'user' && (!isReady(asset) || (asset.requiredEdits ?? []).length > 0);
}

export function enhanceJobs({ assets }: ManifestWithoutJobs): WantedJob[] {
  return Object.values(assets)
    .filter(isToBeEnhanced)
    .map(({ id, requiredEdits = [] }): WantedJob => {
      return {
        type: 'enhance_image',
        subject: id,
        id: `job_enhance_${id}`,
        needs: [],
        payload: () => ({ assetId: id, edits: requiredEdits }),
        costMicros: NOMINAL_MICROS.enhancedImage,
      };
    });
}

/** Whoever makes this asset what it is to be; null: it is that already. */
export function makerOf(asset: Asset): JobKey | null {
  if (asset.source === 'generated') return { type: 'generate_image', subject: asset.id };
  return isToBeEnhanced(asset) ? { type: 'enhance_image', subject: asset.id } : null;
}
