import type { JsonObject } from '../../values/canonical-json';

const SCENE = /^(INT\.?\/EXT|EXT\.?\/INT|I\/E|INT|EXT|EST)[. \t]+/i;

/** The members that the file says beside a slugline: `INT`, `HOUSE - KITCHEN`, `DAY`. Null: the slugline does not say it. */
export function sluglineParts(slugline: string): JsonObject {
  const [prefix = '', scene = null] = SCENE.exec(slugline) ?? [];
  const rest = slugline.slice(prefix.length).trim();
  const dash = rest.lastIndexOf(' - ');
  return {
    int_ext: scene?.toUpperCase() ?? null,
    location: (dash < 0 ? rest : rest.slice(0, dash).trimEnd()) || null,
    time_of_day: dash < 0 ? null : rest.slice(dash + 3).trim() || null,
  };
}

/** `INT. HOUSE - DAY` out of its parts; null where there is no place. */
export function composedSlugline(intExt: string | null, location: string | null, timeOfDay: string | null) {
  const place = location?.trim();
  if (!place) return null;
  const scene = intExt?.trim().toUpperCase().replace(/\.?$/, '. ') ?? '';
  const time = timeOfDay?.trim();
  return `${scene === '. ' ? '' : scene}${place}${time ? ` - ${time}` : ''}`;
}
