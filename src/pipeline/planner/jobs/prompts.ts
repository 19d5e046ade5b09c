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

/** By asset, the first scene that shows it. */
export function firstShowings({ scenes }: Pick<ManifestWithoutJobs, 'scenes'>): ReadonlyMap<string, Scene> {
  const lastFirst = [...scenes].reverse();
  return new Map(lastFirst.flatMap((scene) => scene.visuals.map(({ assetId }) => [assetId, scene] as const)));
}
