import type { ManifestWithoutJobs } from '../manifest/manifest-schema';
import type { Metadata } from '../manifest/metadata-schema';
import { profileNamed } from '../profiles';
import type { Warn } from '../warnings';
import { constrainedEffects, constrainedSceneEffects } from './constrained-effects';
import { constrainedStyle } from './constrained-style';
import { type Enforced, enforcedIn } from './enforcement';

/** A manifest as its profile demands it: what it forbids is taken out, or only warned of where the profile is meant as advice. */
export function constrainedManifest(manifest: ManifestWithoutJobs, warn: Warn): ManifestWithoutJobs {
  const { metadata } = manifest;
  const enforced = enforcedIn(metadata, warn);
  warnOfProfile(metadata, warn);
  warnOfPace(manifest, enforced);
  return {
    ...manifest,
    scenes: manifest.scenes.map((scene, index) => {
      const { effects } = scene;
      return effects
        ? { ...scene, effects: constrainedSceneEffects(effects, `scenes[${index}].effects`, enforced) }
        : scene;
    }),
    visuals: constrainedStyle(manifest.visuals, enforced),
    effects: constrainedEffects(manifest.effects, enforced),
  };
}

function warnOfProfile({ profile }: Metadata, warn: Warn): void {
  if (profile === undefined || profileNamed(profile) !== null) return;
  const message = 'The profile is not known here; the film is planned as a general one.';
  warn({ code: 'UNKNOWN_PROFILE', message, path: 'metadata.profile' });
}

/** Durations stand: they add up to what was asked for. */
function warnOfPace({ scenes }: ManifestWithoutJobs, { constraints, warn }: Enforced): void {
  const { maxSpeed } = constraints.pacing ?? {};
  for (const [index, { durationSeconds }] of scenes.entries()) {
    if (maxSpeed === undefined || durationSeconds * maxSpeed >= 1) continue;
    const message = `The scene lasts ${durationSeconds} s; the profile wants at most ${maxSpeed} scenes a second.`;
    warn({ code: 'PROFILE_PACE', message, path: `scenes[${index}]` });
  }
}
