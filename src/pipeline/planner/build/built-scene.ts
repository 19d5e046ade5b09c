import type { Permission } from '../constraints/permitted-effects';
import type { SettledHints } from '../hints';
import type { TtsConfig } from '../manifest/audio-schema';
import type { Scene } from '../manifest/scene-schema';
import { spokenSubtitles } from '../subtitles';
import { msOf } from '../timing';
import type { TreatmentScene } from '../treatment/treatment';
import type { Warn } from '../warnings';
import type { AssetShelf } from './asset-shelf';
import { MUSIC_OF_ALL, sceneVoice } from './audio';
import type { Place, PlacedScene } from './placed-scenes';
import { sceneEffects } from './scene-effects';
import { scenePictures } from './scene-pictures';

/** What all scenes of a film have in common while they are built. */
export interface FilmSet {
  readonly settled: SettledHints;
  readonly permission: Permission;
  readonly voice: TtsConfig;
  readonly logoAssetId: string | null;
  readonly shelf: AssetShelf;
  readonly warn: Warn;
}

export function builtScene({ written, place }: PlacedScene, set: FilmSet): Scene {
  const { index, ...times } = place;
  const effects = sceneEffects({ ...place, stated: written.effects }, set.permission, set.warn);
  const shown = { ...place, effects: effects.layeredEffects ?? [], logoAssetId: set.logoAssetId };
  const tts = sceneVoice(written, set.voice);
  return {
    ...times,
    ...spoken(written, place, set.settled.language),
    ...(tts && { tts }),
    musicCue: MUSIC_OF_ALL,
    ...anchor(written),
    ...scenePictures(written, shown, set),
    effects,
    ...(written.heading && { notes: written.heading }),
    orderingHint: index + 1,
  };
}

function spoken({ narration }: TreatmentScene, { startAtSec, durationSeconds }: Place, language: string) {
  if (!narration || narration.trim() === '') return {};
  const span = { startMs: msOf(startAtSec), durationMs: msOf(durationSeconds) };
  return { narration, subtitles: spokenSubtitles(narration, language, span) };
}

/** What it is about, in the words of its first visual. */
function anchor({ visuals: [first] }: TreatmentScene): Pick<Scene, 'visualAnchor'> {
  return first && first.text.trim() !== '' ? { visualAnchor: first.text } : {};
}
