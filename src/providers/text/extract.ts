import { LimitExceeded } from '../../pipeline/errors';
import type { JsonValue } from '../../pipeline/values/canonical-json';
import { Checks } from './checks';
import { filled } from './filling';
import { type Schema, unsupported } from './schemas';
import { type Source, sourceOf } from './source';
import { BREVITIES } from './spot';
import { summaryOf, tokensOf } from './summary';

export interface ExtractOrder {
  readonly prompt: string;
  readonly schema: Schema | null;
  readonly mostTokens: number;
  readonly variation: number;
}

/** A part of a reply is a character or more, and a comma. */
const PARTS_A_TOKEN = 2;

/** The text of a reply: prose, or JSON of the schema. */
export function extracted(order: ExtractOrder): string {
  const source = sourceOf(order.prompt);
  return order.schema === null ? summaryOf(source, order.mostTokens) : jsonOf(order, order.schema, source);
}

/** As long as is sensible, and shorter where that is more than was ordered. */
function jsonOf({ mostTokens, variation }: ExtractOrder, schema: Schema, source: Source): string {
  const checks = checksOf(schema);
  let least = Number.POSITIVE_INFINITY;
  for (const brevity of BREVITIES) {
    const mostParts = Math.max(100, mostTokens * PARTS_A_TOKEN);
    const value = filled({ schema, source, variation, brevity, mostParts, fulfils: checks.fulfils });
    assertFulfilled(checks, value);
    const text = JSON.stringify(value);
    if (tokensOf(text) <= mostTokens) return text;
    least = tokensOf(text);
  }
  throw new LimitExceeded('What the schema asks for is longer than the reply may be.', {
    expected: `at most ${mostTokens} tokens`,
    got: `about ${least} at the least`,
    remedy: 'Ask for less, or allow more tokens.',
  });
}

function checksOf(schema: Schema): Checks {
  try {
    return new Checks(schema);
  } catch (error) {
    throw unsupported('', `what is no JSON Schema: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function assertFulfilled(checks: Checks, value: JsonValue): void {
  const fault = checks.faultOf(value);
  if (fault) throw unsupported(fault.place, `what could not be fulfilled: it ${fault.message}`);
}
