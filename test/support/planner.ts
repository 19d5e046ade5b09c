import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { ModelAsk, PlannerModel } from '../../src/pipeline/planner/plan-with-model.stage';
import { PLANNER_LIMITS, type PlannerLimits } from '../../src/pipeline/planner/planner-call';
import type { JsonValue } from '../../src/pipeline/values/canonical-json';
import { FREE_PRICE, FREE_TEXT } from '../../src/providers/tariff';
import { openaiText } from '../../src/providers/text/openai';
import { defineTextProvider, type TextProvider } from '../../src/providers/text/text';
import { createDataSource } from '../../src/server/database';
import { counted, piece, USAGE } from './chats';
import { createDatabase } from './database';
import { NO_MEANS } from './providers';
import { events, StandIn } from './stand-in';

/** A database with a LIVE project, OpenAI's stand-in, and a planner that may ask it. */
export interface PlannerBench {
  readonly url: string;
  readonly store: DataSource;
  readonly standIn: StandIn;
  /** What was logged, each line as JSON. */
  readonly logged: string[];
  project(more?: { mode?: string; offlineFor?: readonly string[] }): Promise<string>;
  model(more?: Partial<PlannerModel>): PlannerModel;
  close(): Promise<void>;
}

export async function openPlannerBench(): Promise<PlannerBench> {
  const database = await createDatabase();
  const store = await createDataSource(database.url, 8).initialize();
  const standIn = await StandIn.open();
  const logged: string[] = [];
  const log = (facts: object, text: string) => void logged.push(JSON.stringify({ ...facts, text }));
  return {
    url: database.url,
    store,
    standIn,
    logged,
    project: async ({ mode = 'LIVE', offlineFor = [] } = {}) => {
      const id = randomUUID();
      await store.query(
        `INSERT INTO project (id, key, name, mode, offline_for, rate_numerator, rate_denominator, width, height, created_at)
         VALUES ($1, $2, 'P', $3, $4, 24, 1, 16, 16, now())`,
        [id, id, mode, offlineFor],
      );
      return id;
    },
    model: (more) => ({
      store,
      now: () => new Date(),
      newId: randomUUID,
      log: { info: log, warn: log },
      writers: async () => [
        { provider: openaiText, means: standIn.means(openaiText.settings, { OPENAI_API_KEY: 'sk-a-key' }), rate: null },
      ],
      named: null,
      limits: UNHURRIED,
      isRepairOn: false,
      ...more,
    }),
    close: async () => {
      await standIn.close();
      await store.destroy();
      await database.drop();
    },
  };
}

/** As often as usual, and as long as a busy machine takes: what is told of time is told by a clock of the test's own. */
export const UNHURRIED: PlannerLimits = {
  EXTRACTION: { ...PLANNER_LIMITS.EXTRACTION, patienceMs: 60_000 },
  REPAIR: { ...PLANNER_LIMITS.REPAIR, patienceMs: 60_000 },
};

export function askFor(projectId: string, more: Partial<ModelAsk> = {}): ModelAsk {
  return { projectId, caller: 'mia', mode: 'LIVE', signal: new AbortController().signal, ...more };
}

/** As OpenAI streams a text. */
export const saying = (text: string) => events([piece({ content: text }), piece({}, 'stop'), counted(USAGE)]);
export const replying = (value: JsonValue) => saying(JSON.stringify(value));

/** A supplier of the test's own, for nothing, who does as it is told. */
export function writerOf(make: Extract<TextProvider, { answers: 'at once' }>['make']) {
  const provider = defineTextProvider({
    vendor: 'free',
    settings: [],
    models: [{ name: 'small', price: FREE_TEXT, limits: { inputTokens: 100_000, outputTokens: 8_000 } }],
    resend: 'FREE',
    atOnce: 8,
    timeoutSeconds: 600,
    answers: 'at once',
    price: () => FREE_PRICE,
    make,
  });
  return { provider, means: NO_MEANS, rate: null };
}
