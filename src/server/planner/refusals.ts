import type { ServerResponse } from 'node:http';
import type { ErrorCode } from '../../pipeline/errors';
import { HttpError } from '../http-error';

export interface Issue {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** A body in which something is missing or wrong, place by place. */
export class BodyRefused extends HttpError {
  constructor(readonly issues: readonly Issue[]) {
    const places = issues.map(({ path }) => path.join('.') || 'the body');
    super(400, 'INVALID_INPUT', 'The body is not what this address takes.', {
      expected: '`studioBlueprintId`, `treatmentText` and `userUI`, as the README shows them',
      got: `something else at ${[...new Set(places)].slice(0, 5).join(', ')}`,
      remedy: 'Correct what `issues` names, and send it again.',
    });
  }
}

/** Where the planner's clients expect another status than the rest of the server answers. */
const STATUS_OF: Readonly<Partial<Record<string, number>>> = {
  LIMIT_EXCEEDED: 413,
  IDEMPOTENCY_MISMATCH: 409,
  CONFLICT: 409,
} satisfies Partial<Record<ErrorCode, number>>;

/** A refusal in the form of this address. */
export function sendRefusal(response: ServerResponse, error: HttpError): void {
  const { code, message, detail, headers } = error;
  const { expected = null, got = null, remedy } = detail;
  const issues = error instanceof BodyRefused ? { issues: error.issues } : {};
  const status = STATUS_OF[code] ?? error.status;
  sendJson(response, status, { success: false, error: { code, message, expected, got, remedy }, ...issues }, headers);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const type = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(status, { ...type, ...headers });
  response.end(JSON.stringify(body));
}
