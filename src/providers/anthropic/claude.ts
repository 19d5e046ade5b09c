import type { Model } from '../provider';
import { type Tokens, type TokenTariff, tokens } from '../tariff';

/** What a Claude model is and costs. */
export interface Claude extends Model {
  readonly tariff: TokenTariff;
  readonly limits: { readonly inputTokens: number; readonly outputTokens: number };
  /** Where what is read is longer than so much, all of the call costs more. */
  readonly long?: { readonly aboveTokens: number; readonly tariff: TokenTariff };
}

const LIMITS = { inputTokens: 1_000_000, outputTokens: 128_000 };
const [SONNET, OPUS, HAIKU, LONG_HAIKU] = [
  tokens('2.00', '10.00'),
  tokens('4.00', '20.00'),
  tokens('0.10', '0.50'),
  tokens('0.50', '2.50'),
];

export const CLAUDES: readonly Claude[] = [
  { name: 'claude-sonnet-5-5', price: SONNET.text, tariff: SONNET, limits: LIMITS },
  { name: 'claude-opus-5-5', price: OPUS.text, tariff: OPUS, limits: LIMITS },
  {
    name: 'claude-haiku-5-5',
    price: `${HAIKU.text}; behind 100,000 tokens read ${LONG_HAIKU.text}`,
    tariff: HAIKU,
    limits: LIMITS,
    long: { aboveTokens: 100_000, tariff: LONG_HAIKU },
  },
];

export function claudeNamed({ name }: Model): Claude {
  const claude = CLAUDES.find((model) => model.name === name);
  if (!claude) throw new Error(`Anthropic has no model ${name}.`);
  return claude;
}

/** What goes for a call that reads so much. */
export function tariffFor({ tariff, long }: Claude, readTokens: number): TokenTariff {
  return long && readTokens > long.aboveTokens ? long.tariff : tariff;
}

/** As a reply counts them. */
export interface Usage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWritten: number;
  /** Of what was written to the cache: for an hour, and not for five minutes. */
  readonly cacheWrittenForAnHour: number;
}

/** A token out of the cache costs a tenth of one that is read, one that goes into it a quarter more, or for an hour twice as much. */
export function usageCost(claude: Claude, usage: Usage): bigint {
  const { input, output, cacheRead, cacheWritten, cacheWrittenForAnHour } = usage;
  const tariff = tariffFor(claude, tokensOf(usage).read);
  const forMinutes = cacheWritten - cacheWrittenForAnHour;
  return (
    tariff.read.cost(input + 0.1 * cacheRead + 1.25 * forMinutes + 2 * cacheWrittenForAnHour) +
    tariff.written.cost(output)
  );
}

export function tokensOf({ input, output, cacheRead, cacheWritten }: Usage): Tokens {
  return { read: input + cacheRead + cacheWritten, written: output };
}
