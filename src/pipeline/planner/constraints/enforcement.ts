import type { EnforcementMode } from '../profiles';

interface Enforcement {
  /** What a profile forbids is taken out; otherwise it is only warned of. */
  readonly removesForbidden: boolean;
  /** So are effects that are stronger than the profile's. */
  readonly removesIntense: boolean;
  /** Platform and shape are the profile's, whatever was asked for. */
  readonly clampsFrame: boolean;
  /** Jobs beyond its caps are left out where the film can do without them. */
  readonly removesCostly: boolean;
}

export const ENFORCEMENT: Readonly<Record<EnforcementMode, Enforcement>> = {
  strict: { removesForbidden: true, removesIntense: true, clampsFrame: true, removesCostly: true },
  balanced: { removesForbidden: true, removesIntense: false, clampsFrame: true, removesCostly: true },
  creative: { removesForbidden: false, removesIntense: false, clampsFrame: false, removesCostly: false },
};
