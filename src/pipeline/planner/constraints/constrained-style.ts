import type { Visuals } from '../manifest/manifest-schema';
import { ENFORCEMENT, type Enforced } from './enforcement';

/** Colours and fonts of the profile, where it has its own. */
export function constrainedStyle(look: Visuals, enforced: Enforced): Visuals {
  const { palette, fonts } = enforced.constraints.style ?? {};
  const { colorPalette, fonts: used } = look;
  return {
    ...look,
    ...(colorPalette && palette && { colorPalette: among(colorPalette, palette, 'visuals.colorPalette', enforced) }),
    ...(used && fonts && { fonts: fontsAmong(used, fonts, enforced) }),
  };
}

function fontsAmong(fonts: NonNullable<Visuals['fonts']>, allowed: readonly string[], enforced: Enforced) {
  const entries = Object.entries(fonts).flatMap(([use, font]) =>
    among([font], allowed, `visuals.fonts.${use}`, enforced).map((kept) => [use, kept] as const),
  );
  return Object.fromEntries(entries);
}

function among(
  values: readonly string[],
  allowed: readonly string[],
  path: string,
  { mode, warn }: Enforced,
): string[] {
  const { removesForbidden } = ENFORCEMENT[mode];
  return values.filter((value) => {
    if (allowed.some((one) => one.toLowerCase() === value.toLowerCase())) return true;
    const ending = removesForbidden ? 'removed' : 'kept all the same';
    warn({ code: 'PROFILE_STYLE', message: `${value} is not of the profile's style, and is ${ending}.`, path });
    return !removesForbidden;
  });
}
