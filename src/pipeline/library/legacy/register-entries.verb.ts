import type { DataSource, EntityManager } from 'typeorm';
import { showFigure } from '../../script/show-figure.verb';
import { appendLinesToProjectLog, type ProjectLine } from '../../workspace/project-log.verb';
import type { Studio } from '../../workspace/studio';
import { appendAudit } from '../audit-log.verb';
import { type NewTake, type RegisteredTake, registerTake, type TakeMedia } from '../register-take.verb';
import { staleLines } from '../rewish.verb';
import { figurePlace } from './figure-place.verb';
import { type Into, type Place, type Prepared, placesOf } from './places.verb';
import type { LegacyEntry, Unreadable } from './plan';
import { unreadable } from './words';

export interface Registered {
  readonly importedCount: number;
  readonly existingCount: number;
  readonly unreadable: readonly Unreadable[];
}

/** Takes of the places that the entries name, in one transaction; figures each in one of their own, since they change wishes. */
export async function registerEntries(
  studio: Studio<DataSource>,
  into: Into,
  prepared: readonly Prepared[],
): Promise<Registered> {
  const isFigure = ({ entry }: Prepared) => entry.type === 'FIGURE' && entry.figureNumber !== null;
  const answers = [
    await registerPlaced(
      studio,
      into,
      prepared.filter((one) => !isFigure(one)),
    ),
  ];
  for (const figure of prepared.filter(isFigure)) answers.push(await registerFigure(studio, into, figure));
  return {
    importedCount: answers.reduce((sum, { importedCount }) => sum + importedCount, 0),
    existingCount: answers.reduce((sum, { existingCount }) => sum + existingCount, 0),
    unreadable: answers.flatMap((answer) => answer.unreadable),
  };
}

function registerPlaced(studio: Studio<DataSource>, into: Into, prepared: readonly Prepared[]): Promise<Registered> {
  return studio.store.transaction(async (manager) => {
    const entries = prepared.map(({ entry }) => entry);
    const places = await placesOf(manager, studio, { owner: into, entries });
    const takes = await registerTakes(manager, studio, { into, prepared, places });
    await noteLengths(manager, [...places.values()]);
    await writeLines(manager, studio, takes);
    const nowhere = entries.filter((entry) => !places.has(entry));
    return {
      ...counted(takes),
      unreadable: nowhere.map(({ path, segmentIdx }) =>
        unreadable(path, `the script has no segment ${Number(segmentIdx) + 1}`),
      ),
    };
  });
}

function registerFigure(studio: Studio<DataSource>, into: Into, prepared: Prepared): Promise<Registered> {
  return studio.store.transaction(async (manager) => {
    const { figure, place, lines } = await figurePlace(manager, studio, { into, ...prepared });
    const places = new Map([[prepared.entry, place]]);
    const takes = await registerTakes(manager, studio, { into, prepared: [prepared], places });
    const wentStale = place.takes.length === 0 ? await showFigure(manager, figure, studio.now()) : [];
    await writeLines(manager, studio, takes, [...lines, ...staleLines(wentStale, into.caller.name)]);
    return { ...counted(takes), unreadable: [] };
  });
}

interface Registering {
  readonly into: Into;
  readonly prepared: readonly Prepared[];
  readonly places: ReadonlyMap<LegacyEntry, Place>;
}

/** What a place has already, by content, is there: the wish may have changed since, the bytes have not. */
async function registerTakes(
  manager: EntityManager,
  studio: Studio<unknown>,
  { into, prepared, places }: Registering,
): Promise<(RegisteredTake | 'existed')[]> {
  const registered: (RegisteredTake | 'existed')[] = [];
  const ids = new Map<string, string>();
  for (const { slotId, takes } of places.values()) {
    for (const { id, externalId } of takes) if (externalId !== null) ids.set(`${slotId} ${externalId}`, id);
  }
  for (const { entry, media } of prepared) {
    const place = places.get(entry);
    if (!place) continue;
    const { slotId } = place;
    const isThere = place.takes.some(({ sha256 }) => sha256 === media.sha256);
    const revisionOfId = ids.get(`${slotId} ${entry.revisionOf}`) ?? null;
    const take = isThere
      ? 'existed'
      : await registerTake(manager, studio, takeOf(entry, { into, media, place, revisionOfId }));
    if (take !== 'existed') ids.set(`${slotId} ${entry.externalId}`, take.id);
    registered.push(take);
  }
  return registered;
}

interface TakeAt {
  readonly into: Into;
  readonly media: TakeMedia;
  readonly place: Place;
  readonly revisionOfId: string | null;
}

function takeOf(entry: LegacyEntry, { into, media, place, revisionOfId }: TakeAt): NewTake {
  const { type, source, text, voice, describes, tags, figureNumber, caption, notes, originRunId, externalId } = entry;
  const { status, approvedAt, approvedBy, rejectedReason, prompt, generatedAt, generatedBy, costMicros } = entry;
  const reason = `imported from ${into.source}/${entry.document}`;
  return {
    ...{ type, source, text, voice, describes, tags, figureNumber, caption, notes, originRunId, externalId },
    ...{ projectId: into.projectId, slotId: place.slotId, wishHash: place.wishHash, media, costMicros, generatedBy },
    ...{ recipe: null, runId: null, jobId: null },
    born: { status, reason, approvedAt, approvedBy, rejectedReason },
    imported: { actor: into.caller.name, prompt, generatedAt, revisionOfId },
  };
}

function counted(takes: readonly (RegisteredTake | 'existed')[]): { importedCount: number; existingCount: number } {
  const existingCount = takes.filter((take) => take === 'existed' || take.existed).length;
  return { importedCount: takes.length - existingCount, existingCount };
}

/** A segment lasts as long as the narration that a build would pick. */
async function noteLengths(manager: EntityManager, places: readonly Place[]): Promise<void> {
  await manager.query(
    `UPDATE segment SET actual_seconds = a.duration_seconds FROM slot s JOIN asset a ON a.id = s.current_id
     WHERE s.id = ANY($1) AND s.part = 'audio' AND segment.id = s.owner_id
       AND segment.actual_seconds IS DISTINCT FROM a.duration_seconds`,
    [places.map(({ slotId }) => slotId)],
  );
}

/** The project's log first, the audit's last of all locks. */
async function writeLines(
  manager: EntityManager,
  studio: Studio<unknown>,
  takes: readonly (RegisteredTake | 'existed')[],
  before: readonly ProjectLine[] = [],
): Promise<void> {
  const lines = takes.flatMap((take) => (take === 'existed' || take.existed ? [] : [take]));
  await appendLinesToProjectLog(manager, [...before, ...lines.map(({ projectLine }) => projectLine)]);
  await appendAudit(
    manager,
    studio,
    lines.map(({ auditLine }) => auditLine),
  );
}
