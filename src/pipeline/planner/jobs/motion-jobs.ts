import { resolutionOf } from '../aspect';
import { wordsOf } from '../asset-words';
import type { Asset } from '../manifest/asset-schema';
import type { ManifestWithoutJobs } from '../manifest/manifest-schema';
import type { Scene } from '../manifest/scene-schema';
import { profileOf } from '../profiles';
import { chartedAssets } from './chart-jobs';
import { NOMINAL_MICROS } from './job-table';
import { makerOf } from './picture-jobs';
import { picturePrompt } from './prompts';
import type { WantedJob } from './wanted-job';

const MOVES =
  /\b(?:animat\w*|motion|moving|movement|walk\w*|run(?:s|ning)|fly\w*|driv(?:es|ing)|danc\w*|spin\w*|drone|time-?lapse|tracking shot|b-roll|video|clip)\b/i;

/** Scenes whose picture is to move get a clip of it. A background stands still: type is read in front of it. */
export function motionJobs(manifest: ManifestWithoutJobs): WantedJob[] {
  const charted = chartedAssets(manifest);
  return manifest.scenes.flatMap((scene) => {
    const asset = movingAsset(scene, manifest, charted);
    return asset ? [motionJob(scene, asset, manifest)] : [];
  });
}

/** The first picture of a scene that is drawn, where motion is wanted. */
function movingAsset(scene: Scene, manifest: ManifestWithoutJobs, charted: ReadonlyMap<string, unknown>): Asset | null {
  const pictures = scene.visuals.flatMap(({ assetId }) => {
    const asset = Object.hasOwn(manifest.assets, assetId) ? manifest.assets[assetId] : undefined;
    return asset && asset.source === 'generated' && asset.role !== 'background' && !charted.has(assetId) ? [asset] : [];
  });
  const [first] = pictures;
  if (!first) return null;
  const isAlways = profileOf(manifest.metadata).alwaysMoves || scene.purpose === 'hook';
  return isAlways || MOVES.test(wordsOf(first).prompt ?? '') ? first : null;
}

function motionJob(scene: Scene, asset: Asset, manifest: ManifestWithoutJobs): WantedJob {
  const fromPicture = manifest.consistency.enforceTextToImageToVideo ?? true;
  const maker = fromPicture ? makerOf(asset) : null;
  const { defaultAspect } = manifest.visuals;
  return {
    type: 'generate_video',
    subject: scene.id,
    id: `job_video_${scene.id}`,
    needs: maker ? [maker] : [],
    payload: () => ({
      sceneId: scene.id,
      prompt: picturePrompt(asset, scene, manifest),
      model: 'falai-video-v1',
      duration: scene.durationSeconds,
      resolution: resolutionOf(defaultAspect),
      aspectRatio: defaultAspect,
      sourceAssetId: fromPicture ? asset.id : null,
      replacesAssetId: asset.id,
    }),
    costMicros: Math.ceil(scene.durationSeconds * NOMINAL_MICROS.videoPerSecond),
  };
}
