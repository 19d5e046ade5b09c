import { DBOS } from '@dbos-inc/dbos-sdk';
import { JOBS_A_SHOT, JOBS_AT_ONCE, MAKES_AT_ONCE, POLL_MS, SHOTS } from '../engine/graph';

/** The same workflows, queues and recorded steps by DBOS alone, with nothing in the steps. */
const make = DBOS.registerWorkflow(
  async (_job: string): Promise<string> => DBOS.runStep(async () => 'made', { name: 'carry out' }),
  { name: 'make' },
);

const work = DBOS.registerWorkflow(
  async (shot: number): Promise<void> => {
    for (let job = 0; job < JOBS_A_SHOT; job += 1) {
      const order = await DBOS.runStep(async () => `${shot}:${job}`, { name: 'begin' });
      const making = await DBOS.startWorkflow(make, { workflowID: `make:${run}:${order}`, queueName: 'make' })(order);
      const outcome = await making.getResult({ pollingIntervalMs: POLL_MS });
      await DBOS.runStep(async () => outcome, { name: 'settle' });
    }
  },
  { name: 'work' },
);

const run = process.pid;

async function main(databaseUrl: string): Promise<void> {
  DBOS.setConfig({
    name: 'bare',
    systemDatabaseUrl: databaseUrl,
    systemDatabaseSchemaName: 'dbos',
    systemDatabasePoolSize: 8,
    applicationVersion: 'bare',
    executorID: `bare-${run}`,
    runMigrations: false,
    logLevel: 'error',
  });
  await DBOS.launch();
  const settings = { minPollingIntervalMs: POLL_MS, onConflict: 'always_update' as const };
  await DBOS.registerQueue('work', { ...settings, workerConcurrency: JOBS_AT_ONCE });
  await DBOS.registerQueue('make', { ...settings, workerConcurrency: MAKES_AT_ONCE });
  const begunMs = performance.now();
  const shots = Array.from({ length: SHOTS }, (_, shot) =>
    DBOS.startWorkflow(work, { workflowID: `work:${run}:${shot}`, queueName: 'work' })(shot),
  );
  for (const handle of await Promise.all(shots)) await handle.getResult({ pollingIntervalMs: 250 });
  process.stdout.write(`${JSON.stringify({ seconds: (performance.now() - begunMs) / 1000 })}\n`);
  await DBOS.shutdown();
}

main(process.argv[2] ?? '').catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
