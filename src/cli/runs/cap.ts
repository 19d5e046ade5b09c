import { CURRENCY, parseMicros } from '../../pipeline/values/money';
import type { Words } from '../words/parse';
import { WrongUsage } from '../words/usage';

/** The most that a run may cost, as it is typed; null where nobody said so. */
export function capIn(words: Words): { amount: string; currency: string } | null {
  return dollarsIn(words, 'cap');
}

export function dollarsIn(words: Words, flag: string): { amount: string; currency: string } | null {
  const amount = words.text(flag);
  if (amount === undefined) return null;
  if (parseMicros(amount) !== null) return { amount, currency: CURRENCY };
  throw new WrongUsage(`--${flag} takes dollars such as 12.50; it got "${amount}".`, words.command);
}
