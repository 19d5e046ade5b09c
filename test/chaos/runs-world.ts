import path from 'node:path';
import { openRun } from '../../src/pipeline/runner/open-run.verb';
import type { JobPlan, RunPlan } from '../../src/pipeline/runner/plan';
import { resumeRun } from '../../src/pipeline/runner/resume-run.verb';
import type { JobType } from '../../src/pipeline/runner/run';
import { openHall, type TestHall } from '../support/hall';
import { sha256Of } from '../support/pictures';
import { AT_ONCE, pictureOf } from '../support/vendors';
import type { EngineOrder } from './runs-engine';
import { EngineProcess, Engines } from './runs-process';
import { VendorStub } from './runs-stub';

/** A database, a project and suppliers that outlive every engine that works for them. */
export interface World {
  readonly hall: TestHall;
  readonly stub: VendorStub;
  readonly engines: Engines;
  /** One run of these pictures, and of a film of them. */
  start(pictures: readonly Picture[], more?: Partial<RunPlan>): Promise<string>;
  /** An engine that works for this world; null in place of its executor's id where a blow fell before it was ready. */
  open(more?: Partial<EngineOrder>): Promise<{ engine: EngineProcess; executorId: string | null }>;
  resume(runId: string): Promise<void>;
  close(): Promise<void>;
}

export interface Picture {
  readonly key: string;
  readonly prompt: string;
  readonly type: JobType;
  readonly dependsOn: readonly string[];
}

export const caller = { tokenId: '', name: 'mia', role: 'PRODUCER', projects: 'all' } as const;

/** `databaseUrl`: of a database that is not the tests' own; the caller keeps it up. */
export async function openWorld(engines: Engines, databaseUrl?: string): Promise<World> {
  const hall = await openHall(databaseUrl);
  await hall.goLive();
  const stub = await VendorStub.open();
  const order = { databaseUrl: hall.databaseUrl, dataDir: hall.dataDir, stubUrl: stub.url, sole: true, blow: null };
  const mine: EngineProcess[] = [];
  return {
    hall,
    stub,
    engines,
    start: (pictures, more) => start(hall, pictures, more),
    open: async (more) => {
      const engine = engines.next();
      mine.push(engine);
      const executorId = await engine.open({ ...order, timeoutSeconds: 60, retry: AT_ONCE, fullDisk: 0, ...more });
      return { engine, executorId };
    },
    resume: async (runId) => {
      await resumeRun(hall.studio, caller, { runId });
    },
    close: async () => {
      await Promise.all(mine.map((engine) => engine.kill()));
      await stub.close();
      await hall.close();
    },
  };
}

async function start(hall: TestHall, pictures: readonly Picture[], more: Partial<RunPlan> = {}): Promise<string> {
  const jobs: JobPlan[] = [];
  for (const { key, prompt, type, dependsOn } of pictures) {
    const slot = await hall.slot(prompt);
    jobs.push({ key, stage: 'VISUALS', type, slotId: slot.id, wishHash: slot.wishHash, dependsOn, mostTries: 4 });
  }
  const film = await hall.slot(`film of ${jobs.map(({ slotId }) => slotId).join()}`);
  const dependsOn = jobs.map(({ key }) => key);
  jobs.push({ ...film, key: '~film', stage: 'EDIT', type: 'RENDER_FILM', slotId: film.id, dependsOn });
  return beginRun(hall, jobs, more);
}

export function beginRun(hall: TestHall, jobs: readonly JobPlan[], more: Partial<RunPlan> = {}): Promise<string> {
  return hall.store.transaction((manager) =>
    openRun(manager, hall.studio, {
      projectId: hall.projectId,
      production: 'FILM',
      subject: { type: 'STRUCTURED_SCRIPT', id: hall.projectId },
      stopAfter: null,
      options: {},
      capMicros: null,
      startedBy: 'mia',
      jobs,
      ...more,
    }),
  );
}

const KINDS: readonly JobType[] = ['GENERATE_IMAGE', 'GENERATE_CHART', 'ENHANCE_IMAGE', 'GENERATE_VIDEO'];

/** So many jobs with the film: portraits and settings first, shots that need two of them each, and titles that need a shot. */
export function pictures(count: number, kinds: readonly JobType[] = KINDS): Picture[] {
  const roots = Math.max(2, Math.floor(count / 6));
  return Array.from({ length: count - 1 }, (_, index) => {
    const key = `picture ${String(index + 1).padStart(3, '0')}`;
    const type = kinds[index % kinds.length] ?? 'GENERATE_IMAGE';
    return { key, prompt: key, type, dependsOn: index < roots ? [] : neededBy(index, roots) };
  });
}

function neededBy(index: number, roots: number): string[] {
  const [first, second] = [(index * 7) % roots, (index * 11 + 3) % roots];
  const before = index > roots * 3 ? [index - roots * 2] : [];
  return [...new Set([first, second, ...before])].map((at) => `picture ${String(at + 1).padStart(3, '0')}`);
}

/** The film that an undisturbed run makes, by its hash. */
export function filmOf(made: readonly Picture[]): string {
  const hashes = made.map(({ prompt }) => sha256Of(pictureOf(prompt).media as Buffer));
  return sha256Of(Buffer.from(hashes.join('\n')));
}

/** Compiles what changed; the engines run what is in `dist/`. */
export function build(): void {
  const here = process.cwd();
  require(path.join(__dirname, '../../build.js')).build();
  process.chdir(here);
}
