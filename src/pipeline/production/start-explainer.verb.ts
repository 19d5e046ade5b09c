import type { DataSource, EntityManager } from 'typeorm';
import { StructuredScript } from '../../entities/structured-script.entity';
import { MissingAssets, NotFound } from '../errors';
import { openRun } from '../runner/open-run.verb';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import { capMicros } from '../workspace/cap';
import { once } from '../workspace/once.verb';
import type { Studio } from '../workspace/studio';
import { ensureTimeline } from './ensure-timeline.verb';
import { type ExplainerPlaces, type ExplainerStage, explainerJobs, type Place } from './explainer';
import { assertSuppliers } from './suppliers-for.verb';

export interface NewExplainer {
  /** Row ids. */
  readonly projectId: string;
  readonly scriptId: string;
  readonly stopAfter: ExplainerStage;
  readonly onlyApproved: boolean;
  readonly cap?: { readonly amount: string; readonly currency: string } | null;
  readonly idempotencyKey: string;
}

/** From a script to a film, or as far as it is asked to go. What exists and is fresh is used again. Answers the run's row id. */
export async function startExplainer(studio: Studio<DataSource>, caller: Caller, input: NewExplainer): Promise<string> {
  const cap = capMicros(input.cap);
  const attempt = { caller, operation: 'startExplainer', key: input.idempotencyKey, input, now: studio.now() };
  const { id } = await studio.store.transaction((manager) =>
    once(manager, attempt, async () => ({ id: await start(manager, studio, { caller, input, cap }) })),
  );
  return id;
}

interface Start {
  readonly caller: Caller;
  readonly input: NewExplainer;
  readonly cap: bigint | null;
}

async function start(
  manager: EntityManager,
  studio: Studio<DataSource>,
  { caller, input, cap }: Start,
): Promise<string> {
  const { projectId, scriptId, stopAfter, onlyApproved } = input;
  await assertProject(manager, caller, { projectId, field: ['input', 'projectId'] });
  const script = await scriptOf(manager, input);
  await assertSuppliers(manager, projectId, ['SPEECH', 'IMAGE', 'SOUND']);
  const timelineId = await ensureTimeline(manager, studio, script);
  const places = await placesOf(manager, { scriptId, timelineId });
  if (onlyApproved) assertApproved(places);
  return openRun(manager, studio, {
    projectId,
    production: 'EXPLAINER',
    subject: { type: 'STRUCTURED_SCRIPT', id: scriptId },
    stopAfter,
    options: { onlyApproved },
    capMicros: cap,
    startedBy: caller.name,
    jobs: explainerJobs(places, stopAfter),
  });
}

async function scriptOf(manager: EntityManager, { projectId, scriptId }: NewExplainer): Promise<StructuredScript> {
  const script = await manager.findOneBy(StructuredScript, { id: scriptId, projectId });
  if (script) return script;
  throw new NotFound('The project has no such script.', {
    field: ['input', 'scriptId'],
    expected: 'the id of a script of this project',
    remedy: 'Look it up with the field `scripts` of the project.',
  });
}

type FilledPlace = Place & { readonly approved: boolean; readonly name: string };
type FilledPlaces = ExplainerPlaces & { readonly filled: readonly FilledPlace[] };

interface SlotRow {
  readonly number: number | null;
  readonly part: string;
  readonly slotId: string;
  readonly wishHash: string;
  readonly approved: boolean;
}

async function placesOf(
  manager: EntityManager,
  { scriptId, timelineId }: { scriptId: string; timelineId: string },
): Promise<FilledPlaces> {
  const rows = await manager.query<SlotRow[]>(
    `SELECT g.idx + 1 AS number, s.part, s.id AS "slotId", s.wish_hash AS "wishHash", s.approved_id IS NOT NULL AS approved
     FROM slot s LEFT JOIN segment g ON g.id = s.owner_id AND g.script_id = $1
     WHERE s.owner_id = $2 OR g.id IS NOT NULL AND s.part IN ('audio', 'picture') ORDER BY g.idx, s.part`,
    [scriptId, timelineId],
  );
  const found = (number: number | null, part: string): FilledPlace => {
    const row = byName.get(`${number} ${part}`);
    if (!row) throw new Error(`${part} of segment ${number} has no slot.`);
    const name = number === null ? part : `segment ${number} / ${part}`;
    return { slotId: row.slotId, wishHash: row.wishHash, approved: row.approved, name };
  };
  const byName = new Map(rows.map((row) => [`${row.number} ${row.part}`, row]));
  const numbers = [...new Set(rows.map(({ number }) => number))].filter((number) => number !== null);
  const segments = numbers.map((number) => ({
    number,
    audio: found(number, 'audio'),
    picture: found(number, 'picture'),
  }));
  const ambience = found(null, 'ambience');
  const filled = [...segments.flatMap(({ audio, picture }) => [audio, picture]), ambience];
  return { segments, ambience, film: found(null, 'film'), filled };
}

const MOST_NAMED = 20;

/** A film of approved takes alone is not begun while one is missing. */
function assertApproved({ filled }: FilledPlaces): void {
  const missing = filled.filter(({ approved }) => !approved).map(({ name }) => name);
  if (missing.length === 0) return;
  const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : '';
  throw new MissingAssets(`${missing.length} of ${filled.length} places have no approved take.`, {
    field: ['input', 'onlyApproved'],
    expected: 'an approved take in every place',
    got: `none in ${missing.slice(0, MOST_NAMED).join(', ')}${more}`,
    remedy: 'Approve them with `approveAssets`, or start without onlyApproved.',
  });
}
