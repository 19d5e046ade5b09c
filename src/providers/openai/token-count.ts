import type { Tokens } from '../tariff';
import type { TextModel, TextTerms } from '../text/text';

/** As in a price: English has four, other languages fewer. */
export const CHARACTERS_A_TOKEN = 3.5;

/** About as many as a vendor would count who does not say so. */
export function countedOf(terms: TextTerms, text: string): Tokens {
  const written = Math.min(terms.mostTokens, Math.ceil(text.length / CHARACTERS_A_TOKEN));
  return { read: tokensRead(terms), written };
}

/** Whether a model can read and write so much. */
export function fitsWithin(terms: TextTerms, { limits }: Pick<TextModel, 'limits'>): boolean {
  return tokensRead(terms) <= limits.inputTokens && terms.mostTokens <= limits.outputTokens;
}

function tokensRead({ system, prompt, schema }: TextTerms): number {
  const json = schema ? JSON.stringify(schema.json) : '';
  return Math.ceil((prompt.length + (system?.length ?? 0) + json.length) / CHARACTERS_A_TOKEN);
}
