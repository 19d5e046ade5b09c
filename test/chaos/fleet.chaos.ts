import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Fleet, type Outcome } from '../support/fleet';

/** What is done to a fleet; answers how its run ended. */
export const BLOWS: Readonly<Record<string, (fleet: Fleet) => Promise<Outcome>>> = {
  'one of three killed, one stopped with its locks and woken after the takeover': killAndStop,
  'Postgres stopped and started': (fleet) => restart(fleet, 'stop'),
  'Postgres killed and started': (fleet) => restart(fleet, 'kill'),
  'the storage full for a while': fill,
  'the only worker of an old version killed': upgrade,
};

async function killAndStop(fleet: Fleet): Promise<Outcome> {
  const [killed, stopped, survivor] = await Promise.all([
    fleet.hire({ fate: { what: 'kill', atPicture: 2 } }),
    fleet.hire({ fate: { what: 'stop', atPicture: 2 } }),
    fleet.hire(),
  ]);
  const runId = await fleet.start(60);
  const [, executorId] = await Promise.all([killed.says('met'), stopped.says('executorId'), stopped.says('met')]);
  await fleet.until('SELECT 1 FROM executor WHERE id = $1 AND retired_at IS NOT NULL', [executorId]);
  const next = await fleet.start(20);
  stopped.signal('SIGCONT');
  const status = await within(60, 'The worker that slept ends', stopped.ended);
  if (status !== 1) throw new Error(`The worker that slept ended with ${status}: ${stopped.complaints}`);
  const [first, second] = [await fleet.over(runId), await fleet.over(next)];
  survivor.signal('SIGTERM');
  if ((await within(60, 'The survivor ends', survivor.ended)) !== 0)
    throw new Error(`The survivor did not end well: ${survivor.complaints}`);
  return { ...first, faults: [...first.faults, ...second.faults] };
}

function within<T>(seconds: number, what: string, promise: Promise<T>): Promise<T> {
  const late = delay(seconds * 1000, null, { ref: false }).then(() =>
    Promise.reject(new Error(`${what} not within ${seconds} s.`)),
  );
  return Promise.race([promise, late]);
}

async function restart(fleet: Fleet, how: 'stop' | 'kill'): Promise<Outcome> {
  const hired = await Promise.all([fleet.hire(), fleet.hire()]);
  const runId = await fleet.start(60);
  await fleet.done(runId, 10);
  await fleet.stopPostgres(how);
  await fleet.startPostgres();
  const outcome = await fleet.over(runId);
  const unforeseen = hired.flatMap(({ complaints }) =>
    complaints.split('\n').filter((line) => line.includes('not foreseen')),
  );
  const retired: object[] = await fleet.studio.store.query('SELECT id FROM executor WHERE retired_at IS NOT NULL');
  return {
    ...outcome,
    faults: [...outcome.faults, ...retired.map((row) => `retired: ${JSON.stringify(row)}`), ...unforeseen],
  };
}

async function fill(fleet: Fleet): Promise<Outcome> {
  const full = fleet.file('full');
  await Promise.all([fleet.hire({ fullWhile: full }), fleet.hire({ fullWhile: full })]);
  const runId = await fleet.start(24);
  await fleet.done(runId, 6);
  writeFileSync(full, '');
  await fleet.until(
    "SELECT 1 FROM run_event WHERE run_id = $1 AND facts->>'note' = 'The disk of the server is full: what was made waits for space.'",
    [runId],
  );
  await delay(500);
  rmSync(full);
  return fleet.over(runId);
}

async function upgrade(fleet: Fleet): Promise<Outcome> {
  const old = await fleet.hire({ version: 'of old', fate: { what: 'kill', atPicture: 2 } });
  const runId = await fleet.start(24);
  // The API that started the run was of the old version too.
  await fleet.studio.store.query("UPDATE dbos.workflow_status SET application_version = 'of old'");
  await old.says('met');
  await fleet.hire();
  return fleet.over(runId);
}

/** Throws where a promise was broken: at most 30 s without progress, and nothing twice. */
export async function strike(blow: string): Promise<Outcome> {
  const fleet = await Fleet.open();
  try {
    const outcome = await BLOWS[blow]?.(fleet);
    if (!outcome) throw new Error(`There is no blow "${blow}".`);
    const faults = [...outcome.faults];
    if (outcome.status !== 'SUCCEEDED') faults.push(`the run ended ${outcome.status}`);
    if (outcome.longestWaitSeconds > 30) faults.push(`nothing happened for ${outcome.longestWaitSeconds} s`);
    return { ...outcome, faults };
  } finally {
    await fleet.close();
  }
}
