import { wordsOf } from '../asset-words';
import type { Asset } from '../manifest/asset-schema';
import type { ManifestWithoutJobs } from '../manifest/manifest-schema';
import type { Scene } from '../manifest/scene-schema';
import { profileOf } from '../profiles';

/** What a painter is told: what is seen, then the profile's style, the tone and the shape. */
export function picturePrompt(asset: Asset, scene: Scene | null, manifest: ManifestWithoutJobs): string {
  const seen = wordsOf(asset).prompt ?? (scene && shownIn(scene)) ?? asset.id;
  const { consistency, metadata, visuals } = manifest;
  return [seen, profileOf(metadata).style, `${consistency.tone} tone`, visuals.defaultAspect].join(', ');
}

/** Of a scene of whose picture nobody says anything. */
function shownIn({ visualAnchor, notes, narration, purpose }: Scene): string {
  return [visualAnchor, notes, narration, purpose].find((text) => text !== undefined && text.trim() !== '') ?? purpose;
}

/** The first scene that shows it; null: none does. */
export function sceneShowing(assetId: string, { scenes }: Pick<ManifestWithoutJobs, 'scenes'>): Scene | null {
  return scenes.find(({ visuals }) => visuals.some((visual) => visual.assetId === assetId)) ?? null;
}
