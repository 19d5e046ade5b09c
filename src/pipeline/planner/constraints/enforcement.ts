import type { HardConstraints, Metadata } from '../manifest/metadata-schema';
import { type EnforcementMode, profileOf } from '../profiles';
import type { Warn } from '../warnings';

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

export interface Enforced {
  readonly constraints: HardConstraints;
  readonly mode: EnforcementMode;
  readonly warn: Warn;
}

type Demanding = Pick<Metadata, 'profile' | 'hardConstraints' | 'enforcementMode'>;

/** What a manifest demands of itself, else what its profile does. */
export function constraintsOf(metadata: Demanding): HardConstraints {
  return metadata.hardConstraints ?? profileOf(metadata).constraints;
}

export function enforcementOf(metadata: Demanding): EnforcementMode {
  return metadata.enforcementMode ?? profileOf(metadata).enforcement;
}

export function enforcedIn(metadata: Demanding, warn: Warn): Enforced {
  return { constraints: constraintsOf(metadata), mode: enforcementOf(metadata), warn };
}
