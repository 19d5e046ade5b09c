import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jobPlace, runPlace } from '../../src/server/tracing/span-ids';
import { type CollectedSpan, type Collector, openCollector } from '../support/collector';
import { readExposition } from '../support/exposition';
import { ADMIN_TOKEN } from '../support/server';
import { Studio } from '../support/studio';

jest.setTimeout(120_000);

let dataDir: string;
let collector: Collector;
let studio: Studio;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'workprint-traced-'));
  collector = await openCollector();
  studio = await Studio.start({ WORKPRINT_DATA: dataDir, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
});
afterAll(async () => {
  await studio?.stop();
  await collector?.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('from the request to the supplier: the trace of a run is linked with the mutation that started it, and holds its jobs and calls', async () => {
  const { runId, status } = await studio.film('traced', 'A city keeps its heat.\n\nPlant trees.', {
    stopAfter: 'AUDIO',
  });
  expect(status).toBe('SUCCEEDED');
  const rowId = runId.slice('Run_'.length);
  const call = await collector.got(({ name }) => name === 'call offline-speech');
  const job = await collector.got(({ name, spanId }) => name === 'job' && spanId === call.parentSpanId);
  const run = await collector.got(({ name }) => name === 'startExplainer');
  const mutation = await collector.got(({ spanId }) => spanId === run.links[0]?.spanId);
  const request = await collector.got(({ spanId }) => spanId === mutation.parentSpanId);

  expect(run).toMatchObject(runPlace(rowId));
  expect(job).toMatchObject({
    ...jobPlace(rowId, String(job.attributes['workprint.job'])),
    parentSpanId: run.spanId,
    attributes: { 'workprint.run': rowId, 'workprint.type': 'TTS' },
  });
  expect(call).toMatchObject({ traceId: run.traceId, attributes: { 'workprint.provider': 'offline-speech' } });
  expect([mutation.name, mutation.links]).toEqual(['mutation startExplainer', [runPlace(rowId)]]);
  expect(request).toMatchObject({
    kind: 2,
    name: 'mutation',
    attributes: { 'http.response.status_code': 200, 'graphql.operation.type': 'mutation' },
  });
  expect([holds(job, call), holds(request, mutation)]).toEqual([true, true]);
  expect(JSON.stringify(collector.requests.map(({ body }) => body))).not.toContain('Plant trees');
});

/** The times of one lie within those of the other. */
function holds(outer: CollectedSpan, inner: CollectedSpan): boolean {
  const [begun, ended] = [BigInt(outer.startTimeUnixNano), BigInt(outer.endTimeUnixNano)];
  return begun <= BigInt(inner.startTimeUnixNano) && BigInt(inner.endTimeUnixNano) <= ended;
}

test('its suppliers and jobs are counted, and so are the spans', async () => {
  const response = await fetch(`${studio.url}/metrics`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
  const families = readExposition(await response.text(), 'prometheus');
  const value = (name: string, labels: object) =>
    families.get(name)?.samples.findLast((sample) => JSON.stringify(sample.labels) === JSON.stringify(labels))?.value;
  expect(value('workprint_supplier_call_seconds', { provider: 'offline-speech', capability: 'SPEECH' })).toBe(2);
  expect(value('workprint_jobs_ended', { type: 'TTS', code: 'OK' })).toBe(2);
  expect(value('workprint_runs', { status: 'SUCCEEDED' })).toBe(1);
  expect(value('workprint_executors', {})).toBe(1);
  expect(value('workprint_spans_sent', {})).toBeGreaterThan(4);
  expect(value('workprint_spans_dropped', {})).toBe(0);
});

test('a trace that a client began goes on in its answer', async () => {
  const [traceId, spanId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];
  await fetch(`${studio.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${ADMIN_TOKEN}`,
      traceparent: `00-${traceId}-${spanId}-01`,
    },
    body: JSON.stringify({ query: 'query Whoever { viewer { name } }', operationName: 'Whoever' }),
  });
  const span = await collector.got((one) => one.traceId === traceId);
  expect(span).toMatchObject({ parentSpanId: spanId, name: 'query Whoever', status: {} });
});
