import { effectNamed } from '../effects';
import type { HardConstraints } from '../manifest/metadata-schema';

export type Permission = NonNullable<HardConstraints['effects']>;

export function isForbidden(name: string, { allowedTypes, forbiddenTypes }: Permission): boolean {
  return Boolean(forbiddenTypes?.includes(name)) || (allowedTypes !== undefined && !allowedTypes.includes(name));
}

export function isTooIntense(name: string, { maxIntensity = 1 }: Permission): boolean {
  return effectNamed(name).intensity > maxIntensity;
}

export function isPermitted(name: string, permission: Permission): boolean {
  return !isForbidden(name, permission) && !isTooIntense(name, permission);
}
