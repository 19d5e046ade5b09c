import { randomUUID } from 'node:crypto';
import type { Act } from '../assets/outcome';
import { dollarsIn } from '../runs/cap';

const TEST = `mutation ($input: TestProviderInput!) {
  testProvider(input: $input) {
    works ordered seconds cost { amount } failure { code message remedy } provider { name models { name price } }
    userErrors { code message expected got remedy }
  }
}`;

interface Answer {
  readonly testProvider: {
    readonly works: boolean;
    readonly ordered: boolean;
    readonly seconds: number;
    readonly cost: { readonly amount: string };
    readonly failure: { readonly code: string; readonly message: string; readonly remedy: string | null } | null;
  };
}

/** Shows a supplier its key, and has it make something small where that may cost something. */
export const test: Act = (words) => {
  const most = dollarsIn(words, 'most');
  const name = words.operands[0] ?? '';
  return async ({ session: { client } }) => {
    const input = { name, most, idempotencyKey: randomUUID() };
    const { testProvider: told } = await client.mutate<Answer>(TEST, { input });
    return { lines: linesOf(name, told), json: told, status: told.works ? 0 : 1 };
  };
};

function linesOf(name: string, { works, ordered, seconds, cost, failure }: Answer['testProvider']): string[] {
  const took = `${seconds.toFixed(1)} s`;
  if (failure)
    return [`${name}: ${failure.code}: ${failure.message}`, ...(failure.remedy ? [`  ${failure.remedy}`] : [])];
  if (!works) return [`${name} does not work.`];
  return [ordered ? `${name} works: it took ${took} and cost $${cost.amount}.` : `${name} takes our key (${took}).`];
}
