import fc from 'fast-check';
import type { Span } from '../../../src/server/tracing/span';
import { jobPlace, readTraceparent, runPlace } from '../../../src/server/tracing/span-ids';
import { Tracer } from '../../../src/server/tracing/tracer';

const [RUN, JOB] = ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002'];
const spans: Span[] = [];
let tracer: Tracer;
let nowMs = 0;
beforeEach(() => {
  spans.length = 0;
  tracer = new Tracer(
    (span) => spans.push(span),
    () => (nowMs += 1),
  );
});

const called = (name: string) => spans.filter((span) => span.name === name);
const only = (name: string) => called(name)[0] as Span;

/** A request of which the work is done within, as over HTTP. */
async function request(traceparent: string | undefined, work: () => Promise<unknown>): Promise<void> {
  let working: Promise<unknown> = Promise.resolve();
  const end = tracer.request({ traceparent, attributes: {} }, () => {
    working = work();
  });
  await working;
  end({ name: 'mutation', attributes: {}, fault: null });
}

const startRun = (name = 'startExplainer') =>
  tracer.span(`mutation ${name}`, {}, async () => tracer.mutated({ name, seconds: 0, code: null, runId: RUN }));

test('a request lies beneath whoever asks, and what it does beneath the request', async () => {
  const [traceId, spanId] = ['a'.repeat(32), 'b'.repeat(16)];
  await request(`00-${traceId}-${spanId}-01`, () => tracer.span('inner', {}, async () => undefined));
  const asked = only('mutation');
  expect([asked.traceId, asked.parentSpanId, asked.kind]).toEqual([traceId, spanId, 'SERVER']);
  expect([only('inner').traceId, only('inner').parentSpanId]).toEqual([traceId, asked.spanId]);
});

test('who says that the trace is not recorded is believed', async () => {
  await request(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-00`, () => startRun());
  expect(spans).toEqual([]);
});

test('a run has a trace of its own, linked both ways with the mutation that started it', async () => {
  await request(undefined, () => startRun());
  const [mutation, run] = [only('mutation startExplainer'), only('startExplainer')];
  expect(run).toMatchObject({ ...runPlace(RUN), parentSpanId: null, attributes: { 'workprint.run': RUN } });
  expect(run.links).toEqual([{ traceId: mutation.traceId, spanId: mutation.spanId }]);
  expect(mutation.links).toEqual([runPlace(RUN)]);
  expect(mutation.traceId).not.toBe(run.traceId);
});

test('a start that is asked for again, and a run that is resumed, are told beneath the first span, each by another id', async () => {
  await startRun();
  await startRun();
  await startRun('resumeRun');
  const ids = [...called('startExplainer'), ...called('resumeRun')].map(({ spanId }) => spanId);
  expect(new Set(ids).size).toBe(3);
  expect([called('startExplainer')[1]?.parentSpanId, only('resumeRun').parentSpanId]).toEqual(
    Array(2).fill(runPlace(RUN).spanId),
  );
});

test('a job and its call, told by processes that know nothing of each other, meet in the trace of their run', async () => {
  const other = new Tracer((span) => spans.push(span));
  await tracer.span('job', { run: RUN, job: JOB, type: 'TTS' }, async () => undefined);
  await other.span('call offline-speech', { run: RUN, job: JOB }, async () => undefined);
  const [job, call] = [only('job'), only('call offline-speech')];
  expect(job).toMatchObject({ ...jobPlace(RUN, JOB), parentSpanId: runPlace(RUN).spanId });
  expect(call).toMatchObject({ traceId: job.traceId, parentSpanId: job.spanId, kind: 'CLIENT' });
  expect(jobPlace(RUN, JOB, 1).spanId).not.toBe(job.spanId);
});

test('what is done for a run within something else is linked with it', async () => {
  await tracer.span('sweep', {}, () => tracer.span('harvest', { run: RUN }, async () => undefined));
  const [sweep, harvest] = [only('sweep'), only('harvest')];
  expect(harvest).toMatchObject({ traceId: runPlace(RUN).traceId, parentSpanId: runPlace(RUN).spanId });
  expect(harvest.links).toEqual([{ traceId: sweep.traceId, spanId: sweep.spanId }]);
});

test('an error passes, and leaves its kind and none of its words', async () => {
  const error = Object.assign(new Error('the prompt was "secret"'), { code: 'REFUSED' });
  await expect(tracer.span('call x', {}, () => Promise.reject(error))).rejects.toBe(error);
  expect([only('call x').fault, JSON.stringify(spans)]).toEqual(['REFUSED', expect.not.stringContaining('secret')]);
});

test('a traceparent is read by the letter, and anything else is as none', () => {
  const [traceId, spanId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
  expect(readTraceparent(`00-${traceId}-${spanId}-01`)).toEqual({ traceId, spanId, isSampled: true });
  expect(readTraceparent(`cc-${traceId}-${spanId}-00-what-may-come`)).toEqual({ traceId, spanId, isSampled: false });
  const wrong = [
    undefined,
    '',
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId}-${spanId}-01-more`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
  ];
  expect(wrong.map(readTraceparent)).toEqual(wrong.map(() => null));
  fc.assert(fc.property(fc.string(), (header) => readTraceparent(header) === null));
});
