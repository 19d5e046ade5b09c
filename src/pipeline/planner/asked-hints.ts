import type { JsonObject, JsonValue } from '../values/canonical-json';
import { isRecord } from './json/json-value';
import type { Manifest } from './manifest/manifest-schema';

/** As whoever asks says them; null and absent are alike. */
export interface AskedHints {
  readonly durationSeconds?: number | null;
  readonly aspectRatio?: string | null;
  readonly platform?: string | null;
  readonly language?: string | null;
  readonly tone?: string | null;
  readonly profile?: string | null;
  readonly userUI?: JsonValue;
  readonly analyzer?: JsonValue;
  readonly refiner?: JsonValue;
  readonly script?: JsonValue;
}

/** What a plan takes over from an earlier one. */
export type Blueprint = Pick<Manifest, 'metadata' | 'consistency'>;

/** As the planner hears them. An earlier plan stands in for an analyzer where there is none. */
export function heardHints(asked: AskedHints | null, blueprint: Blueprint | null): JsonValue {
  const { userUI = null, analyzer = null, refiner = null, script = null, ...said } = asked ?? {};
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null && value !== undefined));
  return JSON.parse(
    JSON.stringify({
      userUI: { ...(isRecord(userUI) && userUI), ...given },
      analyzerJson: analyzer ?? (blueprint && frameOf(blueprint)),
      refinerJson: refiner,
      scriptJson: script,
    }),
  );
}

function frameOf({ metadata, consistency }: Blueprint): JsonObject {
  const { durationSeconds, aspectRatio, platform, language, profile = null } = metadata;
  return { durationSeconds, aspectRatio, platform, language, profile, tone: consistency.tone };
}
