import type { JobPlan } from '../../src/pipeline/runner/plan';
import { mulberry32 } from '../../src/providers/mulberry32';
import { brokenPromises } from './runs-checker';
import { atRest } from './runs-once.chaos';
import type { Engines } from './runs-process';
import { beginRun, openWorld, type World } from './runs-world';

export interface Flight {
  readonly shots: number;
  readonly settings: number;
  readonly portraits: number;
  readonly seed: number;
}

export interface FlightReport {
  readonly jobs: number;
  readonly charges: number;
  readonly works: number;
  readonly calls: number;
  readonly wholeMs: number;
  readonly broken: readonly string[];
}

const RUNS = 4;

/** Shots of several runs ask at once for the same few pictures of two engines, one of which is killed in between. */
export async function shareFlights(engines: Engines, flight: Flight): Promise<FlightReport> {
  const random = mulberry32(flight.seed);
  const began = performance.now();
  const world = await openWorld(engines);
  const { hall, stub } = world;
  try {
    stub.latencyMs = () => 50 + Math.random() * 200;
    const jobs = shuffled(await jobsOf(world, flight), random);
    const runIds = await Promise.all(
      Array.from({ length: RUNS }, (_, run) =>
        beginRun(
          hall,
          jobs.filter((_job, index) => index % RUNS === run),
        ),
      ),
    );
    const wanted = flight.settings + flight.portraits;
    const [first] = [await world.open(), await world.open({ sole: false })];
    const over = Promise.all(runIds.map((runId) => hall.over(runId)));
    await Promise.race([stub.heard(1 + Math.floor(random() * wanted * 0.8)), over]);
    await first.engine.kill();
    await forget(world, first.executorId);
    await world.open({ sole: false });
    await over;
    await atRest(world);
    const [{ charges }] = await hall.store.query('SELECT count(*)::int AS charges FROM charge');
    const { works, calls } = { works: stub.works.length, calls: stub.calls.length };
    const counts =
      charges === wanted && works === wanted ? [] : [`${charges} charges and ${works} works for ${wanted}`];
    const broken = [...counts, ...(await brokenPromises(world, { runIds, made: null })), ...(await unfilled(world))];
    return { jobs: jobs.length, charges, works, calls, wholeMs: performance.now() - began, broken };
  } finally {
    await world.close();
  }
}

async function jobsOf({ hall }: World, { shots, settings, portraits }: Flight): Promise<JobPlan[]> {
  const jobs: JobPlan[] = [];
  const add = async (key: string, prompt: string): Promise<void> => {
    const { id, wishHash } = await hall.slot(prompt);
    jobs.push({ key, stage: 'VISUALS', type: 'GENERATE_IMAGE', slotId: id, wishHash, dependsOn: [] });
  };
  for (let shot = 0; shot < shots; shot += 1) {
    await add(`shot ${shot}, setting`, `setting ${shot % settings}`);
    await add(`shot ${shot}, portrait`, `portrait ${shot % portraits}`);
  }
  return jobs;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** As if it had been silent for long: the others need not wait for a quarter of a minute. */
export async function forget({ hall }: World, executorId: string | null): Promise<void> {
  await hall.store.query("UPDATE executor SET heartbeat_at = now() - interval '1 minute' WHERE id = $1", [executorId]);
}

async function unfilled({ hall }: World): Promise<string[]> {
  const rows = await hall.store.query<{ prompt: string }[]>('SELECT prompt FROM slot WHERE current_id IS NULL');
  return rows.slice(0, 5).map(({ prompt }) => `a slot for ${prompt} is empty`);
}
