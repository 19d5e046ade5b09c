import fc from 'fast-check';
import { exposition, type Family, formatFor } from '../../../src/server/metrics/exposition';
import { Counter, Histogram } from '../../../src/server/metrics/instruments';
import { Meters } from '../../../src/server/metrics/meters';
import { readExposition } from '../../support/exposition';

const FORMATS = ['prometheus', 'openmetrics'] as const;

test.each(FORMATS)('whatever helps and label values say, a strict reader of %s reads them back', (format) => {
  const labels = fc.record({ one: fc.string({ unit: 'binary' }), two: fc.string({ unit: 'binary' }) });
  const text = fc.string({ unit: 'binary' }).filter((string) => !string.includes('\r'));
  const written = fc.record({
    help: text,
    series: fc.uniqueArray(fc.tuple(labels, fc.double({ noNaN: true })), {
      selector: ([given]) => JSON.stringify(given),
    }),
  });
  fc.assert(
    fc.property(written, ({ help, series }) => {
      const samples = series.map(([given, value]) => ({ labels: given, value }));
      const family: Family = { name: 'studio_takes', help, type: 'gauge', samples };
      const read = readExposition(exposition([family], format), format).get('studio_takes');
      expect(read?.help).toBe(help);
      expect(read?.samples).toEqual(
        samples.map((sample) => ({ name: 'studio_takes', ...sample, value: sample.value + 0 })),
      );
    }),
  );
});

test('buckets are cumulative, hold what is equal to their bound, and end with all of it', () => {
  const histogram = new Histogram({ name: 'studio_seconds', help: 'Seconds.' }, [0.5, 1, 10]);
  for (const seconds of [0.5, 0.51, 1, 3, 11, 1000]) histogram.observe({ provider: 'a "b"\\\n' }, seconds);
  const read = readExposition(exposition([histogram.family()], 'prometheus'), 'prometheus').get('studio_seconds');
  expect(read?.samples.map(({ name, labels, value }) => [name, labels.le, value])).toEqual([
    ['studio_seconds_bucket', '0.5', 1],
    ['studio_seconds_bucket', '1', 3],
    ['studio_seconds_bucket', '10', 4],
    ['studio_seconds_bucket', '+Inf', 6],
    ['studio_seconds_sum', undefined, 1016.01],
    ['studio_seconds_count', undefined, 6],
  ]);
  expect(read?.samples[0]?.labels.provider).toBe('a "b"\\\n');
});

test('a counter is described by its samples in the older text, and without _total in OpenMetrics, whose whole bounds are written 1.0', () => {
  const counter = new Counter({ name: 'studio_takes', help: 'Takes.' });
  counter.add({ type: 'AUDIO' }, 2);
  const histogram = new Histogram({ name: 'studio_seconds', help: 'Seconds.' }, [1]);
  histogram.observe({}, 1);
  expect(exposition([counter.family()], 'prometheus')).toBe(
    '# HELP studio_takes_total Takes.\n# TYPE studio_takes_total counter\nstudio_takes_total{type="AUDIO"} 2\n',
  );
  expect(exposition([counter.family(), histogram.family()], 'openmetrics').split('\n')).toEqual([
    '# HELP studio_takes Takes.',
    '# TYPE studio_takes counter',
    'studio_takes_total{type="AUDIO"} 2',
    '# HELP studio_seconds Seconds.',
    '# TYPE studio_seconds histogram',
    'studio_seconds_bucket{le="1.0"} 1',
    'studio_seconds_bucket{le="+Inf"} 1',
    'studio_seconds_sum 1',
    'studio_seconds_count 1',
    '# EOF',
    '',
  ]);
});

test('labels without bound do not grow without bound', () => {
  const counter = new Counter({ name: 'studio_takes', help: 'Takes.' });
  for (let name = 0; name < 5_000; name += 1) counter.add({ name: String(name) });
  expect(counter.family().samples).toHaveLength(1_000);
});

test('who names OpenMetrics gets it, everybody else the older text', () => {
  expect(formatFor('application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3')).toBe(
    'openmetrics',
  );
  expect([formatFor(undefined), formatFor('*/*'), formatFor('text/plain')]).toEqual([
    'prometheus',
    'prometheus',
    'prometheus',
  ]);
});

test('planning, repairs, plans, the creation of jobs, manifests, jobs, suppliers and mutations are each told apart', () => {
  const meters = new Meters();
  meters.planned({ phase: 'repair', seconds: 3 });
  for (const isRepaired of [true, false, false, false]) meters.understood({ isRepaired });
  meters.checkedManifest({ isValid: false });
  for (const usedRepair of [false, true, false]) meters.madePlan({ usedRepair });
  meters.keptPlan({ code: null, jobs: 7 });
  meters.keptPlan({ code: null, jobs: 5 });
  meters.keptPlan({ code: 'INTERNAL', jobs: 100 });
  meters.endedJob({ type: 'TTS', code: null });
  meters.endedJob({ type: 'TTS', code: 'BAD_REPLY' });
  meters.called({ provider: 'elevenlabs', capability: 'SPEECH', seconds: 0.7, code: null });
  meters.called({ provider: 'elevenlabs', capability: 'SPEECH', seconds: 70, code: 'RATE_LIMITED' });
  meters.mutated({ name: 'startExplainer', seconds: 0.02, code: 'MISSING_ASSETS', runId: null });
  meters.mutated({ name: 'importScript', seconds: 0.02, code: null, runId: null });
  const read = readExposition(exposition(meters.families(), 'prometheus'), 'prometheus');
  const of = (name: string) =>
    read
      .get(name)
      ?.samples.flatMap(({ name: sample, labels, value }) =>
        sample.endsWith('_bucket') || sample.endsWith('_sum') ? [] : [[...Object.values(labels), value].join(' ')],
      );
  expect(of('workprint_planning_seconds')).toEqual(['repair 1', 'explainer 1']);
  expect(of('workprint_planning_replies')).toEqual(['true 1', 'false 3']);
  expect(of('workprint_job_creations')).toEqual(['MISSING_ASSETS 1']);
  expect(of('workprint_manifest_checks')).toEqual(['false 1']);
  expect(of('workprint_plans')).toEqual(['false 2', 'true 1']);
  expect(of('workprint_plans_stored')).toEqual(['OK 2', 'INTERNAL 1']);
  expect(of('workprint_planned_jobs')).toEqual(['12']);
  expect(of('workprint_jobs_ended')).toEqual(['TTS OK 1', 'TTS BAD_REPLY 1']);
  expect(of('workprint_supplier_call_seconds')).toEqual(['elevenlabs SPEECH 2']);
  expect(of('workprint_supplier_errors')).toEqual(['elevenlabs SPEECH RATE_LIMITED 1']);
  expect(of('workprint_mutation_seconds')).toEqual(['startExplainer MISSING_ASSETS 1', 'importScript OK 1']);
});
