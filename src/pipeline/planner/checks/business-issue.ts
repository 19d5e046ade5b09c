import type { Manifest } from '../manifest/manifest-schema';

/** What a manifest of the right shape says that cannot be. */
export interface BusinessIssue {
  readonly code: string;
  readonly message: string;
  readonly path: string;
}

export type Finding = Omit<BusinessIssue, 'code'>;

/** One rule: what is found where it is not kept. */
export type Check = readonly [code: string, find: (manifest: Manifest) => readonly Finding[]];
