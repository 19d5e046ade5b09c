import type { GraphQLResolveInfo } from 'graphql';
import { secondsOfFrames } from '../pipeline/values/frames';
import { CURRENCY, formatMicros } from '../pipeline/values/money';
import type { Rate } from '../pipeline/values/rate';
import { cursorTag, readCursor } from '../reads/cursor';
import { DEFAULT_PAGE } from '../reads/page';

/** An object of the contract that JavaScript made: its fields are found by their names, where those of a read are found by response key. */
export class Made {
  constructor(fields: object) {
    Object.assign(this, fields);
  }
}

export const madeMoney = (micros: bigint): Made => new Made({ amount: formatMicros(micros), currency: CURRENCY });

export function madeSpan(
  { startFrame, endFrameExclusive }: { readonly startFrame: number; readonly endFrameExclusive: number },
  rate: Rate,
): Made {
  return new Made({
    startFrame,
    endFrameExclusive,
    startSeconds: secondsOfFrames(startFrame, rate),
    durationSeconds: secondsOfFrames(endFrameExclusive - startFrame, rate),
  });
}

interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** What graphql-js calls where it finds a function for a field. */
type PageField = (args: PageArguments, context: unknown, info: GraphQLResolveInfo) => Made;

const KEY = { column: 'idx', type: 'int' } as const;

/** A connection over rows in the order of their `idx`, with cursors that are spelled as those of a read are. */
export function madePage<T extends { readonly idx: number }>(rows: readonly T[], show: (row: T) => Made): PageField {
  return ({ first, after }, _, { parentType, fieldName }) => {
    const tag = cursorTag(`${parentType.name}.${fieldName}`, 'default');
    const [afterIdx = null] = after ? (readCursor(after, tag, [KEY]) as number[]) : [];
    const cursorOf = ({ idx }: T): string => Buffer.from(JSON.stringify([tag, idx])).toString('base64url');
    const begin = afterIdx === null ? 0 : rows.filter(({ idx }) => idx <= afterIdx).length;
    const end = begin + (first ?? DEFAULT_PAGE);
    const page = rows.slice(begin, end).map((row) => ({ cursor: cursorOf(row), node: show(row) }));
    const [startCursor, endCursor] = [page[0]?.cursor ?? null, page.at(-1)?.cursor ?? null];
    const turns = { hasNextPage: rows.length > end, hasPreviousPage: begin > 0 };
    return new Made({
      totalCount: rows.length,
      nodes: page.map(({ node }) => node),
      edges: page.map((edge) => new Made(edge)),
      pageInfo: new Made({ ...turns, startCursor, endCursor }),
    });
  };
}
