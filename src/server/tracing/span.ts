import type { SpanPlace } from './span-ids';

export type SpanKind = 'INTERNAL' | 'SERVER' | 'CLIENT';
export type SpanValue = string | number | boolean;

/** A span that is over. */
export interface Span extends SpanPlace {
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly kind: SpanKind;
  /** Milliseconds since 1970, with fractions. */
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Readonly<Record<string, SpanValue>>;
  /** What belongs to it in other traces. */
  readonly links: readonly SpanPlace[];
  /** Why it failed; null: it did not. */
  readonly fault: string | null;
}

const KINDS: Readonly<Record<SpanKind, number>> = { INTERNAL: 1, SERVER: 2, CLIENT: 3 };
const STATUS_ERROR = 2;

/** What OTLP/HTTP takes as JSON: ids in hex, times as decimal text in nanoseconds, int64 as text. */
export function otlpJson(spans: readonly Span[], resource: Readonly<Record<string, SpanValue>>): string {
  const scopeSpans = [{ scope: { name: 'workprint' }, spans: spans.map(otlpSpan) }];
  return JSON.stringify({ resourceSpans: [{ resource: { attributes: otlpAttributes(resource) }, scopeSpans }] });
}

function otlpSpan(span: Span) {
  const { traceId, spanId, parentSpanId, name, kind, startMs, endMs, attributes, links, fault } = span;
  return {
    traceId,
    spanId,
    ...(parentSpanId === null ? {} : { parentSpanId }),
    name,
    kind: KINDS[kind],
    startTimeUnixNano: nanoseconds(startMs),
    endTimeUnixNano: nanoseconds(endMs),
    attributes: otlpAttributes(attributes),
    links: links.map((link) => ({ traceId: link.traceId, spanId: link.spanId })),
    status: fault === null ? {} : { code: STATUS_ERROR, message: fault },
  };
}

/** Whole microseconds: a double has no more of today's nanoseconds. */
function nanoseconds(ms: number): string {
  return `${Math.round(ms * 1000)}000`;
}

function otlpAttributes(attributes: Readonly<Record<string, SpanValue>>) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: otlpValue(value) }));
}

function otlpValue(value: SpanValue) {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
