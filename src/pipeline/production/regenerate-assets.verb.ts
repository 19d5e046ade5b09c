import type { DataSource, EntityManager } from 'typeorm';
import { InvalidInput, Unsupported } from '../errors';
import type { Selected } from '../library/locked-assets.verb';
import type { PriceList } from '../library/price';
import { eitherOf } from '../library/review';
import { rewish, staleLines } from '../library/rewish.verb';
import { type Asked, selectAssets } from '../library/select-assets.verb';
import { settledHash, settledWish, type WishTerms } from '../library/wish';
import { type NewRun, openRun } from '../runner/open-run.verb';
import type { JobPlan } from '../runner/plan';
import { preferencesOf } from '../runner/preferences-of.verb';
import type { JobType } from '../runner/run';
import type { Preferences } from '../runner/vendor';
import type { Capability } from '../values/capability';
import { isName } from '../values/text';
import type { Caller } from '../workspace/caller';
import { capMicros } from '../workspace/cap';
import { once } from '../workspace/once.verb';
import { appendLinesToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { assertSuppliers } from './lacking-suppliers';
import { type Changes, regenerated } from './regeneration';

export interface Regeneration extends Asked, Changes {
  readonly cap?: { readonly amount: string; readonly currency: string } | null;
  readonly idempotencyKey: string;
}

const MADE_BY: Readonly<Partial<Record<Capability, { stage: string; type: JobType }>>> = {
  TEXT: { stage: 'SCRIPT', type: 'WRITE_SCRIPT' },
  SPEECH: { stage: 'AUDIO', type: 'TTS' },
  IMAGE: { stage: 'VISUALS', type: 'GENERATE_IMAGE' },
  SOUND: { stage: 'AUDIO', type: 'GENERATE_MUSIC' },
};

/**
 * Another take for the slot of each selected asset: the slot wants something else from now on, and a run of one job a slot
 * makes it. No asset changes its state: what is approved or published stays in place. Answers the run's row id.
 */
export async function regenerateAssets(
  studio: Studio<DataSource>,
  caller: Caller,
  input: Regeneration,
): Promise<string> {
  assertWordings(input);
  const cap = capMicros(input.cap);
  const attempt = { caller, operation: 'regenerateAssets', key: input.idempotencyKey, input, now: studio.now() };
  const { id } = await studio.store.transaction((manager) =>
    once(manager, attempt, async () => {
      const assets = await selectAssets(manager, caller, input);
      const places = await lockedPlaces(manager, assets);
      const subject = oneStory(places);
      const [{ projectId }] = assets;
      assertMade(places);
      const changes = { ...input, styles: await stylesOf(manager, projectId) };
      const project = await preferencesOf(manager, projectId);
      const jobs = places.map((place) => jobOf(place, { changes, prices: studio.prices, project }));
      const wishes = places.map((place) => ({ slotId: place.id, wish: regenerated(place, changes) }));
      const lacks = wishes.map(({ wish }) => studio.prices.lackOf(settledWish(wish), project));
      assertSuppliers(
        lacks.flatMap((lack) => lack ?? []),
        project,
      );
      const { wentStale } = await rewish(manager, wishes, studio.now());
      const production = subject.type === 'PRODUCTION_PLAN' ? ('PLAN' as const) : ('EXPLAINER' as const);
      const run = { projectId, production, subject, stopAfter: null, options: {} };
      const runId = await openRun(manager, studio, { ...run, capMicros: cap, startedBy: caller.name, jobs });
      await appendLinesToProjectLog(manager, staleLines(wentStale, caller.name));
      return { id: runId };
    }),
  );
  return id;
}

async function stylesOf(manager: EntityManager, projectId: string): Promise<Record<string, string>> {
  const [project] = await manager.query<[{ styles: Record<string, string> }?]>(
    'SELECT styles FROM project WHERE id = $1',
    [projectId],
  );
  return project?.styles ?? {};
}

interface Place extends WishTerms {
  readonly id: string;
  readonly name: string;
  /** Whose film it is for; null where its owner is neither a segment nor a plan. */
  readonly storyId: string | null;
  /** What makes it, as its plan says; null of everything else. */
  readonly plannedType: JobType | null;
  readonly isPlanned: boolean;
}

/** The slots, in the order of their ids, as they are once locked. Their assets are locked already: assets, then slots. */
async function lockedPlaces(manager: EntityManager, assets: readonly Selected[]): Promise<Place[]> {
  return manager.query<Place[]>(
    `SELECT s.id, s.capability, s.provider, s.model, s.prompt, s.parameters, s.inputs, s.overrides, s.variation,
       CASE s.owner_type WHEN 'PRODUCTION_PLAN' THEN s.part ELSE concat('segment ', g.idx + 1, ' / ', s.part) END AS name,
       CASE s.owner_type WHEN 'PRODUCTION_PLAN' THEN s.owner_id ELSE g.script_id END AS "storyId",
       s.owner_type = 'PRODUCTION_PLAN' AS "isPlanned", p.type AS "plannedType"
     FROM slot s LEFT JOIN segment g ON g.id = s.owner_id AND s.owner_type = 'SEGMENT'
       LEFT JOIN planned_job p ON p.plan_id = s.owner_id AND p.key = s.part
     WHERE s.id = ANY($1) ORDER BY s.id FOR NO KEY UPDATE OF s`,
    [assets.map(({ slotId }) => slotId)],
  );
}

function oneStory(places: readonly Place[]): NewRun['subject'] {
  const stories = [...new Set(places.map(({ storyId }) => storyId))];
  const [id] = stories;
  if (stories.length === 1 && id) {
    return { type: places[0]?.isPlanned ? 'PRODUCTION_PLAN' : 'STRUCTURED_SCRIPT', id };
  }
  throw new InvalidInput('One call regenerates assets of the segments of one script, or of one plan.', {
    field: ['input', 'selection'],
    expected: 'assets of the segments of one script, or of one plan',
    got: stories.includes(null) ? 'assets that belong to no segment' : `assets of ${stories.length} scripts or plans`,
    remedy: 'Make one call for each of them.',
  });
}

/** Told before it is asked who would make it. */
function assertMade(places: readonly Place[]): void {
  const unmade = places.find((place) => !makerOf(place));
  if (unmade) throw notMade(unmade.name, unmade.capability);
}

function makerOf({ isPlanned, plannedType, capability }: Place): { stage: string; type: JobType } | undefined {
  if (!isPlanned) return MADE_BY[capability];
  const stage = capability === 'SPEECH' || capability === 'SOUND' ? 'AUDIO' : 'VISUALS';
  return plannedType ? { stage, type: plannedType } : undefined;
}

interface Regenerating {
  readonly changes: Changes;
  readonly prices: PriceList;
  readonly project: Preferences;
}

/** What the slot will want, as a job. */
function jobOf(place: Place, { changes, prices, project }: Regenerating): JobPlan {
  const { id, name, storyId: _, isPlanned: __, plannedType: ___, ...wish } = place;
  const made = makerOf(place);
  if (!made) throw notMade(name, wish.capability);
  if (changes.voice && wish.capability !== 'SPEECH') throw noVoice(name);
  if (changes.prompt && wish.capability === 'SPEECH') throw noWords(name);
  const anew = settledWish(regenerated(wish, changes));
  const estimateMicros = prices.ceilingMicros(anew, project);
  return { key: name, ...made, slotId: id, wishHash: settledHash(anew), dependsOn: [], estimateMicros };
}

function assertWordings(input: Regeneration): void {
  const limits = { prompt: 4_000, style: 200, voice: 200 } as const;
  for (const [name, most] of Object.entries(limits) as [keyof typeof limits, number][]) {
    const text = input[name];
    if (text === null || text === undefined || isName(text, most)) continue;
    throw new InvalidInput(`\`${name}\` must have from 1 to ${most} characters.`, {
      field: ['input', name],
      expected: `1 to ${most} characters of text, not all of them spaces`,
      got: `${text.length} characters`,
      remedy: 'Shorten it, or leave it out to keep what the slot wants.',
    });
  }
}

function notMade(name: string, capability: Capability): Unsupported {
  return new Unsupported(`Nothing makes ${name} yet.`, {
    field: ['input', 'selection'],
    expected: `a place for ${eitherOf(Object.keys(MADE_BY))}`,
    got: `${name}, which is for ${capability}`,
    remedy: 'Leave it out of the selection.',
  });
}

/** An override would stand above every later edit of the segment, and what is said would no longer be what is written. */
function noWords(name: string): InvalidInput {
  return new InvalidInput('What is spoken is the text of the segment.', {
    field: ['input', 'prompt'],
    expected: 'a selection without speech, or no prompt',
    got: name,
    remedy: 'Change the words with `editSegment`, or plan them anew; leave the prompt out to have them spoken again.',
  });
}

function noVoice(name: string): InvalidInput {
  return new InvalidInput('A voice is for speech alone.', {
    field: ['input', 'voice'],
    expected: 'a selection of speech, or no voice',
    got: name,
    remedy: 'Leave the voice out, or select assets of the type AUDIO.',
  });
}
