import type { Claim } from './claim';

/** Those whose words a text still has, each once. */
export function claimsStillIn(text: string, claims: readonly Claim[]): Claim[] {
  const kept = new Map(claims.filter((claim) => text.includes(claim.text)).map((claim) => [claim.text, claim]));
  return [...kept.values()];
}
