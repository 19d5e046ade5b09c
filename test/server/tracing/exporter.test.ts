import { Exporter } from '../../../src/server/tracing/exporter';
import type { Span } from '../../../src/server/tracing/span';
import { newSpanId, newTraceId } from '../../../src/server/tracing/span-ids';
import { type Collector, openCollector } from '../../support/collector';

let collector: Collector;
let exporter: Exporter;
const warned: object[] = [];
beforeEach(async () => {
  collector = await openCollector();
  exporter = exporterTo(collector.url);
  warned.length = 0;
});
afterEach(async () => {
  await exporter.close();
  await collector.close();
});

function exporterTo(url: string): Exporter {
  return new Exporter({
    to: { url: `${url}/v1/traces`, headers: { 'x-key': 'secret' }, serviceName: 'workprint' },
    resource: { 'service.name': 'workprint' },
    log: { warn: (facts: object) => void warned.push(facts) } as never,
    everyMs: 3_600_000,
  });
}

const span = (more: Partial<Span> = {}): Span => ({
  traceId: newTraceId(),
  spanId: newSpanId(),
  parentSpanId: null,
  name: 'call offline-speech',
  kind: 'CLIENT',
  startMs: 1_795_000_000_000.123,
  endMs: 1_795_000_000_001.5,
  attributes: { 'workprint.type': 'TTS', 'workprint.tries': 2, 'workprint.share': 0.5, 'workprint.last': true },
  links: [],
  fault: null,
  ...more,
});

const counted = () =>
  exporter.families().map(({ samples }) => (samples[0] && 'value' in samples[0] ? samples[0].value : null));

test('a span arrives as OTLP writes it in JSON', async () => {
  const [link, failed] = [{ traceId: newTraceId(), spanId: newSpanId() }, newSpanId()];
  exporter.take(span({ links: [link], fault: 'TIMED_OUT', parentSpanId: failed }));
  await exporter.flush();
  const [{ path, headers, body } = { path: '', headers: {}, body: '{}' }] = collector.requests;
  expect([path, headers['content-type'], headers['x-key']]).toEqual(['/v1/traces', 'application/json', 'secret']);
  expect(JSON.parse(body).resourceSpans[0].resource).toEqual({
    attributes: [{ key: 'service.name', value: { stringValue: 'workprint' } }],
  });
  expect(JSON.parse(body).resourceSpans[0].scopeSpans[0].spans[0]).toMatchObject({
    kind: 3,
    parentSpanId: failed,
    startTimeUnixNano: '1795000000000123000',
    endTimeUnixNano: '1795000000001500000',
    links: [link],
    status: { code: 2, message: 'TIMED_OUT' },
    attributes: [
      { key: 'workprint.type', value: { stringValue: 'TTS' } },
      { key: 'workprint.tries', value: { intValue: '2' } },
      { key: 'workprint.share', value: { doubleValue: 0.5 } },
      { key: 'workprint.last', value: { boolValue: true } },
    ],
  });
});

test('many spans go in batches of at most 512, and all are counted as sent', async () => {
  for (let n = 0; n < 1_500; n += 1) exporter.take(span());
  await exporter.flush();
  const sizes = collector.requests.map(({ body }) => JSON.parse(body).resourceSpans[0].scopeSpans[0].spans.length);
  expect([Math.max(...sizes), collector.spans.length, counted()]).toEqual([512, 1_500, [1_500, 0]]);
  expect(new Set(collector.spans.map(({ spanId }) => spanId)).size).toBe(1_500);
});

test('a collector that is away breaks nothing: spans wait up to a bound, what is more is counted as dropped, and it is said once', async () => {
  await exporter.close();
  exporter = exporterTo('http://127.0.0.1:1');
  for (let n = 0; n < 5_000; n += 1) exporter.take(span());
  await exporter.flush();
  await exporter.flush();
  expect([warned.length, JSON.stringify(warned)]).toEqual([1, expect.not.stringContaining('secret')]);
  const [sent, dropped] = counted();
  expect([sent, Number(dropped)]).toEqual([0, 5_000 - 4_096]);
  await exporter.close();
  expect(counted()).toEqual([0, 5_000]);
});

test('what a collector cannot take now is sent again, what it refuses is not', async () => {
  collector.answer = { status: 503, body: '' };
  exporter.take(span({ name: 'later' }));
  await exporter.flush();
  expect(counted()).toEqual([0, 0]);
  collector.answer = { status: 200, body: '' };
  await exporter.flush();
  expect([collector.spans.map(({ name }) => name), counted()]).toEqual([['later'], [1, 0]]);
  collector.answer = { status: 400, body: '' };
  exporter.take(span({ name: 'never' }));
  await exporter.flush();
  collector.answer = { status: 200, body: '{"partialSuccess":{"rejectedSpans":"2"}}' };
  for (const name of ['a', 'b', 'c']) exporter.take(span({ name }));
  await exporter.flush();
  expect(counted()).toEqual([2, 3]);
});

test('what waits at the end is sent, and what comes after it is dropped', async () => {
  exporter.take(span({ name: 'last' }));
  await exporter.close();
  exporter.take(span({ name: 'too late' }));
  expect([collector.spans.map(({ name }) => name), counted()]).toEqual([['last'], [1, 1]]);
});
