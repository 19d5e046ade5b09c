import { perMillionTokens, type Tariff, type TokenTariff, tokens } from '../tariff';
import type { TextModel } from '../text/text';
import type { ChatBody, Usage } from './chat';

/** By dollars per million tokens. `cached`: read before, and found again; `kept`: put where it will be found. */
interface Rates {
  readonly read: string;
  readonly cached: string;
  readonly kept: string;
  readonly written: string;
}

export interface ChatModel {
  readonly name: string;
  readonly limits: TextModel['limits'];
  readonly tariff: TokenTariff;
  readonly cached: Tariff;
  readonly kept: Tariff;
  /** The least that it may be told to think before it writes; null: it does not. */
  readonly effort: 'none' | 'low' | null;
  /** What it may write to itself, beyond the reply: it counts as written. */
  readonly mostThoughts: number;
}

/** Beyond so many tokens the newer ones ask for twice as much. */
const AT_ONE_PRICE = 272_000;
const MOST_WRITTEN = 128_000;
const LITTLE_THOUGHT = 4_000;

const TERSE = {
  limits: { inputTokens: AT_ONE_PRICE, outputTokens: MOST_WRITTEN },
  effort: 'none',
  mostThoughts: 0,
} as const;
const THOUGHTFUL = {
  limits: { inputTokens: AT_ONE_PRICE, outputTokens: MOST_WRITTEN - LITTLE_THOUGHT },
  effort: 'low',
  mostThoughts: LITTLE_THOUGHT,
} as const;

function row(
  name: string,
  rates: Rates,
  kind: Pick<ChatModel, 'limits' | 'effort' | 'mostThoughts'> = TERSE,
): ChatModel {
  const [cached, kept] = [perMillionTokens(rates.cached), perMillionTokens(rates.kept)];
  return { name, tariff: tokens(rates.read, rates.written), cached, kept, ...kind };
}

const LONG = { limits: { inputTokens: 1_000_000, outputTokens: 32_768 }, effort: null, mostThoughts: 0 };
const SHORT = { limits: { inputTokens: 128_000, outputTokens: 16_384 }, effort: null, mostThoughts: 0 };

/** OpenAI ends the last four on 14 January 2027. */
export const CHAT_MODELS: readonly ChatModel[] = [
  row('gpt-6.1-terra', { read: '1', cached: '0.05', kept: '1.25', written: '5' }),
  row('gpt-6.1-sol', { read: '2', cached: '0.10', kept: '2.50', written: '10' }, THOUGHTFUL),
  row('gpt-6-luna', { read: '0.10', cached: '0.01', kept: '0.125', written: '0.50' }),
  row('gpt-4.1', { read: '2', cached: '0.50', kept: '2', written: '8' }, LONG),
  row('gpt-4.1-mini', { read: '0.40', cached: '0.10', kept: '0.40', written: '1.60' }, LONG),
  row('gpt-4o', { read: '2.50', cached: '1.25', kept: '2.50', written: '10' }, SHORT),
  row('gpt-4o-mini', { read: '0.15', cached: '0.075', kept: '0.15', written: '0.60' }, SHORT),
];

export function chatModelOf({ name }: { readonly name: string }): ChatModel {
  const model = CHAT_MODELS.find((one) => one.name === name);
  if (!model) throw new Error(`There is no model ${name}.`);
  return model;
}

export function usageCost({ tariff, cached, kept }: ChatModel, usage: Usage): bigint {
  const plain = usage.read - usage.cached - usage.kept;
  return (
    tariff.read.cost(plain) + cached.cost(usage.cached) + kept.cost(usage.kept) + tariff.written.cost(usage.written)
  );
}

/** Tokens read are of three kinds, each rounded up to a whole micro-dollar; a ceiling knows one. */
export const ROUNDED_UP = 2n;

/** As if all that is read were kept too: nothing that is read costs more. */
export const dearest = ({ tariff, kept }: ChatModel): TokenTariff => ({ ...tariff, read: kept });

/** As little thought as it takes, unless what is asked for needs some. */
export function effortOf({ effort }: ChatModel, wanted: 'low' | null = null): Pick<ChatBody, 'reasoning_effort'> {
  return effort === null ? {} : { reasoning_effort: wanted ?? effort };
}
