import { createHash, randomBytes } from 'node:crypto';

/** Where a span is, as W3C Trace Context names it: 16 and 8 bytes in hex, neither all zeros. */
export interface SpanPlace {
  readonly traceId: string;
  readonly spanId: string;
}

/**
 * The traces of a run are named by the run: whichever process carries out a job of it finds the same trace and the same span above
 * its own, and nothing is stored or handed on.
 */
export function runPlace(runId: string): SpanPlace {
  return { traceId: digest(`run ${runId}`, 32), spanId: digest(`the run ${runId}`, 16) };
}

/** `tries` tells apart a job that was begun again. */
export function jobPlace(runId: string, jobId: string, tries = 0): SpanPlace {
  return { traceId: runPlace(runId).traceId, spanId: digest(`job ${jobId} ${tries}`, 16) };
}

export function newTraceId(): string {
  return randomBytes(16).toString('hex');
}

export function newSpanId(): string {
  return randomBytes(8).toString('hex');
}

function digest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const [NO_TRACE, NO_SPAN] = ['0'.repeat(32), '0'.repeat(16)];

/** Who asks and whether it records; null for what is no traceparent, which is then as if it had not been sent. */
export function readTraceparent(header: string | undefined): (SpanPlace & { readonly isSampled: boolean }) | null {
  const [, version, traceId = '', spanId = '', flags = '', more] = TRACEPARENT.exec(header?.trim() ?? '') ?? [];
  if (!version || version === 'ff' || (version === '00' && more)) return null;
  if (traceId === NO_TRACE || spanId === NO_SPAN) return null;
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}
