/** A refusal as a server sends it: a GraphQL error, a `userError`, or the body of an HTTP answer. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly expected?: string | null;
  readonly got?: string | null;
  readonly remedy?: string | null;
}

export class Refused extends Error {
  readonly code: string;
  readonly remedy: string | null;

  constructor(readonly refusals: readonly [Refusal, ...Refusal[]]) {
    super(refusals.map(sentence).join('\n'));
    this.name = 'Refused';
    this.code = refusals[0].code;
    this.remedy = refusals[0].remedy ?? null;
  }
}

/** The server cannot be reached, or what answers is not this server. */
export class Unreachable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'Unreachable';
  }
}

function sentence({ code, message, expected, got, remedy }: Refusal): string {
  const detail = [expected && `expected ${expected}`, got && `got ${got}`].filter(Boolean).join(', ');
  return [`${code}: ${message}`, detail && `(${detail})`, remedy].filter(Boolean).join(' ');
}

interface SentError {
  readonly message?: unknown;
  readonly extensions?: { readonly [name: string]: unknown };
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Null where `errors` is no list with an error in it. */
export function refusedBy(errors: unknown): Refused | null {
  if (!Array.isArray(errors)) return null;
  const [first, ...rest] = (errors as SentError[]).map(refusalOf);
  return first ? new Refused([first, ...rest]) : null;
}

function refusalOf({ message, extensions = {} }: SentError): Refusal {
  return {
    code: text(extensions.code) ?? 'ERROR',
    message: text(message) ?? 'The server gave no reason.',
    expected: text(extensions.expected),
    got: text(extensions.got),
    remedy: text(extensions.remedy),
  };
}

/** The JSON of an answer; an answer that is none is quoted, since it says who answered instead. */
export async function jsonOf(response: Response): Promise<Record<string, unknown>> {
  const body = await response.text();
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Unreachable(
    `Expected JSON from ${new URL(response.url).origin}, got status ${response.status} and "${body.slice(0, 80)}".`,
  );
}

/** An abort stays an abort; what else `fetch` throws is a server that is away. */
export async function fetched(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    init.signal?.throwIfAborted();
    throw new Unreachable(`${new URL(url).origin} does not answer: ${reasonOf(error)}`, error);
  }
}

/** `fetch` says "fetch failed" and its cause says why; where a name has several addresses, the cause is a list of errors. */
export function reasonOf(error: unknown): string {
  const { cause, errors, message } = Object(error) as { cause?: unknown; errors?: unknown; message?: unknown };
  if (cause) return reasonOf(cause);
  if (Array.isArray(errors)) return errors.map(reasonOf).join(', ');
  return String(message || error);
}
