import { plainWish, type WishTerms } from '../library/wish';
import type { WritingBrief } from '../script/writing/brief';
import type { JsonValue } from '../values/canonical-json';
import { contentHash } from '../values/content-hash';

/** What is asked of whoever writes. */
export interface Asking {
  readonly system: string;
  readonly prompt: string;
  /** Of the reply. */
  readonly mostTokens: number;
}

/** Everything that another draft would come of is in it: the sources by their hashes, the brief by its own, and the words of the asking. */
export function draftWish(
  brief: WritingBrief,
  { system, prompt, mostTokens }: Asking,
  sources: readonly { readonly documentId: string; readonly sha256: string }[],
): WishTerms {
  const { variation, ...asked } = brief;
  return {
    ...plainWish('TEXT', prompt),
    parameters: { system, mostTokens, briefHash: contentHash(asked as unknown as JsonValue) },
    inputs: sources.map(({ sha256 }, index) => ({ name: `document/${index + 1}`, sha256 })),
    variation,
  };
}
