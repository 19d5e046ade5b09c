import pino from 'pino';
import { parsePlannerLimits, parsePlannerModel } from '../../src/pipeline/planner/planner-config';
import { readConfig } from '../../src/server/config';
import { plannerModel } from '../../src/server/planner-model';
import type { Services } from '../../src/server/services';

function modelOf(environment: Record<string, string> = {}) {
  const studio = { store: null, now: () => new Date(), newId: () => 'id' } as unknown as Services['studio'];
  return plannerModel({ config: readConfig(environment), log: pino({ level: 'silent' }), studio });
}

test('unless told otherwise the cheapest model may read, ten times a minute within 3 s, and none may repair', () => {
  expect(modelOf()).toMatchObject({
    named: null,
    isRepairOn: false,
    limits: {
      EXTRACTION: { most: 10, windowSeconds: 60, patienceMs: 3_000 },
      REPAIR: { most: 5, windowSeconds: 3_600, patienceMs: 4_000 },
    },
  });
});

test('the settings say who is asked, how often, and whether for repairs', async () => {
  expect(modelOf({ WORKPRINT_PLANNER_MODEL: 'off' })).toBeNull();
  const model = modelOf({
    WORKPRINT_PLANNER_MODEL: 'OpenAI/gpt-6-luna',
    WORKPRINT_PLANNER_REPAIR: 'true',
    WORKPRINT_PLANNER_LIMITS: 'repairs=2/60',
    WORKPRINT_RATES: 'openai=3/1',
    WORKPRINT_PROVIDERS: 'text=openai',
    OPENAI_API_KEY: 'sk-a-key-of-the-test',
    LOCAL_TEXT_BASE_URL: 'http://127.0.0.1:11434/v1',
    LOCAL_TEXT_MODEL: 'small',
  });
  expect(model).toMatchObject({
    named: { provider: 'openai', model: 'gpt-6-luna' },
    isRepairOn: true,
    limits: { EXTRACTION: { most: 10, windowSeconds: 60 }, REPAIR: { most: 2, windowSeconds: 60, patienceMs: 4_000 } },
  });
  expect(await model?.writers(new AbortController().signal)).toMatchObject([
    { provider: { name: 'openai-text' }, rate: { calls: 3, seconds: 1 } },
    { provider: { name: 'local-text' }, rate: null },
  ]);
});

test.each([
  ['WORKPRINT_PLANNER_MODEL', 'open ai'],
  ['WORKPRINT_PLANNER_MODEL', '/gpt'],
  ['WORKPRINT_PLANNER_REPAIR', 'yes'],
  ['WORKPRINT_PLANNER_LIMITS', 'extractions=10'],
  ['WORKPRINT_PLANNER_LIMITS', 'thoughts=1/1'],
])('%s may not be %j', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(`${name} must be`);
});

test('a supplier, and one of its models', () => {
  expect(parsePlannerModel('')).toBe('CHEAPEST');
  expect(parsePlannerModel('anthropic')).toEqual({ provider: 'anthropic', model: null });
  expect(parsePlannerModel('local-text/org/model:7b')).toEqual({ provider: 'local-text', model: 'org/model:7b' });
  expect(parsePlannerLimits('extractions=0/60')).toBeNull();
});
