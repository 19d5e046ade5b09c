import { AsyncLocalStorage } from 'node:async_hooks';
import { type Attributes, JOB_SPAN, LAYING_OUT, type Watch } from '../../pipeline/runner/watch';
import { RecentlyUsed } from '../../reads/recently-used';
import type { Span, SpanKind, SpanValue } from './span';
import { jobPlace, newSpanId, newTraceId, readTraceparent, runPlace, type SpanPlace } from './span-ids';

/** Two spans of one id confuse those who draw them: a start that is asked for again by its key is told as another. */
const MOST_REMEMBERED = 1_000;

type Take = (span: Span) => void;

/** A span under way: what is begun within lies beneath it. */
interface Open extends SpanPlace {
  readonly isSampled: boolean;
  readonly startMs: number;
  readonly links: SpanPlace[];
}

interface Opening extends SpanPlace {
  readonly parentSpanId: string | null;
  readonly links: readonly SpanPlace[];
}

export interface TracedRequest {
  /** Its header `traceparent`. */
  readonly traceparent: string | undefined;
  readonly attributes: Readonly<Record<string, SpanValue>>;
}

export interface RequestEnd {
  readonly name: string;
  readonly attributes: Readonly<Record<string, SpanValue>>;
  readonly fault: string | null;
}

/**
 * Spans of this process. A request's lie in the trace of whoever asks; those of a run in the run's own trace, whose first span is
 * linked with the mutation that started it. So a trace of hours does not hang below a request of milliseconds, and every process
 * that works finds its place by the ids of run and job alone.
 */
export class Tracer {
  readonly #current = new AsyncLocalStorage<Open>();
  readonly #begun = new RecentlyUsed<string, true>(MOST_REMEMBERED);

  constructor(
    private readonly take: Take,
    private readonly nowMs: () => number = () => performance.timeOrigin + performance.now(),
  ) {}

  /** Answers how to end it. What `serve` begins lies beneath it. */
  request({ traceparent, attributes }: TracedRequest, serve: () => void): (end: RequestEnd) => void {
    const asker = readTraceparent(traceparent);
    const place = { traceId: asker?.traceId ?? newTraceId(), spanId: newSpanId() };
    const open = { ...place, isSampled: asker?.isSampled ?? true, startMs: this.nowMs(), links: [] as SpanPlace[] };
    const parentSpanId = asker?.spanId ?? null;
    this.#current.run(open, serve);
    return (end) => {
      const all = { ...attributes, ...end.attributes };
      this.#end(open, { ...end, kind: 'SERVER', parentSpanId, attributes: all });
    };
  }

  readonly span: Watch['span'] = async (name, attributes, work) => {
    const above = this.#current.getStore();
    if (above && !above.isSampled) return work();
    const { parentSpanId, links, ...place } = openingOf(name, attributes, above);
    const open = { ...place, isSampled: true, startMs: this.nowMs(), links: [...links] };
    const end = (fault: string | null) =>
      this.#end(open, { name, kind: kindOf(name), parentSpanId, attributes: named(attributes), fault });
    try {
      const done = await this.#current.run(open, work);
      end(null);
      return done;
    } catch (error) {
      end(faultOf(error));
      throw error;
    }
  };

  /** A span in the trace of the run that it answered, linked both ways with what is under way; the first, where it began the run. */
  readonly mutated: Watch['mutated'] = ({ name, runId }) => {
    const above = this.#current.getStore();
    if (runId === null || (above && !above.isSampled)) return;
    const run = runPlace(runId);
    above?.links.push(run);
    const isFirst = name in LAYING_OUT && this.#begun.get(runId) === undefined;
    if (isFirst) this.#begun.set(runId, true);
    const place = isFirst ? run : { ...run, spanId: newSpanId() };
    const open = { ...place, isSampled: true, startMs: above?.startMs ?? this.nowMs(), links: above ? [above] : [] };
    const parentSpanId = isFirst ? null : run.spanId;
    this.#end(open, { name, kind: 'INTERNAL', parentSpanId, attributes: named({ run: runId }), fault: null });
  };

  #end(open: Open, known: Omit<Span, keyof SpanPlace | 'startMs' | 'endMs' | 'links'>): void {
    if (!open.isSampled) return;
    const { traceId, spanId, startMs, links } = open;
    this.take({ ...known, traceId, spanId, startMs, endMs: this.nowMs(), links: links.map(placeOf) });
  }
}

function placeOf({ traceId, spanId }: SpanPlace): SpanPlace {
  return { traceId, spanId };
}

/** Where a span goes: beneath the one under way, unless it names a run whose trace is another. */
function openingOf(name: string, { run, job, tries }: Attributes, above: Open | undefined): Opening {
  const spanId = newSpanId();
  if (run === undefined) {
    if (!above) return { traceId: newTraceId(), spanId, parentSpanId: null, links: [] };
    return { traceId: above.traceId, spanId, parentSpanId: above.spanId, links: [] };
  }
  const root = runPlace(run);
  const ofJob = job === undefined ? null : jobPlace(run, job, tries);
  if (ofJob && name === JOB_SPAN) return { ...ofJob, parentSpanId: root.spanId, links: elsewhere(above, root) };
  if (above?.traceId === root.traceId) return { traceId: root.traceId, spanId, parentSpanId: above.spanId, links: [] };
  return { traceId: root.traceId, spanId, parentSpanId: (ofJob ?? root).spanId, links: elsewhere(above, root) };
}

function elsewhere(above: Open | undefined, { traceId }: SpanPlace): SpanPlace[] {
  return above && above.traceId !== traceId ? [above] : [];
}

/** What leaves this machine to be done is a client's; by name, since nobody else asks. */
function kindOf(name: string): SpanKind {
  return name.startsWith('call ') ? 'CLIENT' : 'INTERNAL';
}

function named(attributes: Attributes): Record<string, SpanValue> {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [[`workprint.${key}`, value] as const],
  );
  return Object.fromEntries(given);
}

/** The kind of an error, never its words: they may quote what people wrote, or a vendor's reply. */
function faultOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'Error';
}
