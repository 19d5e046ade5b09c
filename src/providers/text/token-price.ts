import type { Price } from '../provider';
import { type TokenTariff, tokenCost } from '../tariff';
import type { TextTerms } from './text';

/** English has four characters to a token, other languages fewer. */
const CHARACTERS_A_TOKEN = 3.5;
/** What wraps the texts of a call: roles, the schema's own frame. */
const FRAME_TOKENS = 500;
/** A reply is rarely as long as it may be. */
const USUAL_SHARE = 0.5;

/** No token is shorter than a byte, so there are at most as many of them read; and no more are written than are allowed. */
export function tokenPrice({ system, prompt, schema, mostTokens }: TextTerms, tariff: TokenTariff): Price {
  const read = `${system ?? ''}${prompt}${schema ? JSON.stringify(schema.json) : ''}`;
  const expected = { read: Math.ceil(read.length / CHARACTERS_A_TOKEN), written: Math.ceil(mostTokens * USUAL_SHARE) };
  const ceiling = { read: Buffer.byteLength(read) + FRAME_TOKENS, written: mostTokens };
  return { expectedMicros: tokenCost(tariff, expected), ceilingMicros: tokenCost(tariff, ceiling) };
}
