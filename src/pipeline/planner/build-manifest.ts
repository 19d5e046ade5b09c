import { AssetShelf } from './build/asset-shelf';
import { builtAudio, MUSIC_OF_ALL, sceneVoice } from './build/audio';
import { builtConsistency, builtVisuals } from './build/consistency';
import { joinedScenes } from './build/joined-scenes';
import { sceneEffects } from './build/scene-effects';
import { scenePictures } from './build/scene-pictures';
import { ORDINARY_EFFECTS, transitionOfPlatform } from './effects';
import type { SettledHints } from './hints';
import type { ManifestWithoutJobs } from './manifest/manifest-schema';
import type { Metadata } from './manifest/metadata-schema';
import type { Scene } from './manifest/scene-schema';
import { purposeByPlace } from './purpose';
import { cappedScenes } from './scene-count';
import { spokenSubtitles } from './subtitles';
import { sceneDurations, secondsOf, startsOf } from './timing';
import type { Treatment, TreatmentScene } from './treatment/treatment';
import type { Warn } from './warnings';

/** What a treatment with scenes becomes, with all that it does not say filled in. Its jobs are made of what comes out. */
export function builtManifest(written: Treatment, settled: SettledHints, warn: Warn): ManifestWithoutJobs {
  const treatment = { ...written, scenes: cappedScenes(written.scenes, joinedScenes, warn) };
  const shelf = new AssetShelf(treatment.assets, warn);
  const logo = treatment.assets.find(({ kind }) => kind === 'LOGO');
  const logoAssetId = logo ? shelf.logo(logo.url).id : null;
  const placed = placedScenes(treatment.scenes, settled, warn);
  const audio = builtAudio(treatment, placed, settled);
  const permission = settled.profile.constraints.effects ?? {};
  const scenes = treatment.scenes.map((scene, index): Scene => {
    const place = placed[index] ?? EMPTY_PLACE;
    const effects = sceneEffects({ index, purpose: place.purpose, stated: scene.effects }, permission, warn);
    const shown = { ...place, effects: effects.layeredEffects ?? [], logoAssetId };
    const tts = sceneVoice(scene, audio.ttsDefaults);
    return {
      ...place,
      ...spoken(scene, place, settled.language),
      ...(tts && { tts }),
      musicCue: MUSIC_OF_ALL,
      ...anchor(scene),
      ...scenePictures(scene, shown, { shelf, warn }),
      effects,
      ...(scene.heading && { notes: scene.heading }),
    };
  });
  return {
    userId: settled.userId,
    sourceRefs: settled.sourceRefs,
    metadata: metadataOf(treatment, settled),
    scenes,
    assets: shelf.assets,
    audio,
    visuals: builtVisuals(treatment, settled),
    effects: {
      allowed: [...new Set([...ORDINARY_EFFECTS, ...scenes.flatMap(({ effects }) => usedEffects(effects))])],
      defaultTransition: transitionOfPlatform(settled.platform),
    },
    consistency: builtConsistency(treatment, { settled, logoAssetId }),
  };
}

type Place = Pick<Scene, 'id' | 'startAtSec' | 'durationSeconds' | 'purpose' | 'orderingHint'>;
const EMPTY_PLACE: Place = { id: 's1', startAtSec: 0, durationSeconds: 0, purpose: 'content' };

function placedScenes(scenes: readonly TreatmentScene[], { durationMs }: SettledHints, warn: Warn): Place[] {
  const purposes = scenes.map(({ purpose }, index) => purpose?.trim() || purposeByPlace(index, scenes.length));
  const timed = scenes.map((scene, index) => ({ statedMs: statedMs(scene), purpose: purposes[index] ?? '' }));
  const durations = sceneDurations(timed, durationMs, warn);
  const starts = startsOf(durations);
  return purposes.map((purpose, index) => ({
    id: `s${index + 1}`,
    startAtSec: secondsOf(starts[index] ?? 0),
    durationSeconds: secondsOf(durations[index] ?? 0),
    purpose,
    orderingHint: index + 1,
  }));
}

function statedMs({ durationMs }: TreatmentScene): number | null {
  return durationMs !== null && durationMs > 0 ? durationMs : null;
}

function spoken({ narration }: TreatmentScene, { startAtSec, durationSeconds }: Place, language: string) {
  if (!narration || narration.trim() === '') return {};
  const span = { startMs: Math.round(startAtSec * 1000), durationMs: Math.round(durationSeconds * 1000) };
  return { narration, subtitles: spokenSubtitles(narration, language, span) };
}

/** What it is about, in the words of its first visual. */
function anchor({ visuals }: TreatmentScene): Pick<Scene, 'visualAnchor'> {
  const [first] = visuals;
  return first && first.text.trim() !== '' ? { visualAnchor: first.text } : {};
}

function metadataOf({ title }: Treatment, settled: SettledHints): Metadata {
  const { profile } = settled;
  return {
    intent: 'video',
    durationSeconds: secondsOf(settled.durationMs),
    aspectRatio: settled.aspectRatio,
    platform: settled.platform,
    language: settled.language,
    profile: profile.name,
    cinematicLevel: 'basic',
    ...(title && { note: title }),
    enforcementMode: profile.enforcement,
    hardConstraints: structuredClone(profile.constraints),
  };
}

function usedEffects(effects: Scene['effects']): readonly string[] {
  return [...(effects?.transitions ?? []), ...(effects?.layeredEffects ?? [])];
}
