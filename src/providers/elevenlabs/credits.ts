import { perThousandCharacters } from '../tariff';

/** Everything there is counted in credits: a character of most models is one. */
export const CREDITS = perThousandCharacters('0.30');

/** What a reply says that it cost; null: it does not. */
export function billedMicros(headers: Headers): bigint | null {
  const said = headers.get('character-cost');
  return said !== null && /^\d{1,9}(?:\.\d{1,6})?$/.test(said) ? CREDITS.cost(Number(said)) : null;
}
