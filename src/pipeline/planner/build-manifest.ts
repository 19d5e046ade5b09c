import { AssetShelf } from './build/asset-shelf';
import { builtAudio } from './build/audio';
import { builtScene } from './build/built-scene';
import { builtConsistency, builtVisuals } from './build/consistency';
import { joinedScenes } from './build/joined-scenes';
import { placedScenes } from './build/placed-scenes';
import { cappedScenes } from './build/scene-count';
import { ORDINARY_EFFECTS, transitionOfPlatform } from './effects';
import type { SettledHints } from './hints';
import type { ManifestWithoutJobs } from './manifest/manifest-schema';
import type { Metadata } from './manifest/metadata-schema';
import type { SceneEffects } from './manifest/scene-schema';
import { secondsOf } from './timing';
import type { Treatment } from './treatment/treatment';
import type { Warn } from './warnings';

/** What a treatment with scenes becomes, with all that it does not say filled in. Its jobs are made of what comes out. */
export function builtManifest(treatment: Treatment, settled: SettledHints, warn: Warn): ManifestWithoutJobs {
  const placed = placedScenes(cappedScenes(treatment.scenes, joinedScenes, warn), settled, warn);
  const audio = builtAudio(treatment, placed, settled);
  const shelf = new AssetShelf(treatment.assets, warn);
  const logoAssetId = shelf.logo();
  const permission = settled.profile.constraints.effects ?? {};
  const set = { settled, permission, voice: audio.ttsDefaults, logoAssetId, shelf, warn };
  const scenes = placed.map((scene) => builtScene(scene, set));
  const used = scenes.flatMap(({ effects = {} }) => namesIn(effects));
  return {
    userId: settled.userId,
    sourceRefs: settled.sourceRefs,
    metadata: metadataOf(treatment, settled),
    scenes,
    assets: shelf.everything(),
    audio,
    visuals: builtVisuals(treatment, settled),
    effects: {
      allowed: [...new Set([...ORDINARY_EFFECTS, ...used])],
      defaultTransition: transitionOfPlatform(settled.platform),
    },
    consistency: builtConsistency(treatment, { settled, logoAssetId }),
  };
}

function namesIn({ transitions = [], layeredEffects = [] }: SceneEffects): readonly string[] {
  return [...transitions, ...layeredEffects];
}

function metadataOf({ title, consistency: { branding } }: Treatment, settled: SettledHints): Metadata {
  const { profile } = settled;
  const note = [title, branding && `Branding: ${branding}`].filter(Boolean).join('. ');
  return {
    intent: 'video',
    durationSeconds: secondsOf(settled.durationMs),
    aspectRatio: settled.aspectRatio,
    platform: settled.platform,
    language: settled.language,
    profile: profile.name,
    cinematicLevel: 'basic',
    ...(note !== '' && { note }),
    enforcementMode: profile.enforcement,
    hardConstraints: structuredClone(profile.constraints),
  };
}
