import type { DataSource } from 'typeorm';
import type { Storage } from '../../../storage/storage';
import { NotFound } from '../../errors';
import { abreast } from '../../render/abreast';
import { projectOfScript } from '../../script/script-at-hand.verb';
import type { JsonObject } from '../../values/canonical-json';
import { assertProject } from '../../workspace/assert-project.verb';
import type { Caller } from '../../workspace/caller';
import { type Attempt, answered, once } from '../../workspace/once.verb';
import type { Studio } from '../../workspace/studio';
import type { ProbeTools } from '../probe.tool';
import { broughtUpload } from '../store-upload.verb';
import { type Archive, openArchive } from './archive.tool';
import { archivedScript } from './archived-script.stage';
import { LegacyMedia } from './legacy-media.stage';
import type { Into, Prepared } from './places.verb';
import { isUnreadable, type LegacyEntry, type Planned, type Unreadable } from './plan';
import type { Source } from './planned.tool';
import { registerEntries } from './register-entries.verb';
import { whyNotStorable } from './storable';
import { unreadable } from './words';

export interface ImportDesk extends Studio<DataSource> {
  readonly storage: Pick<Storage, 'open' | 'put'>;
  readonly ffmpeg: () => Promise<ProbeTools['ffmpeg']>;
}

/** What every import asks for, in row ids. Without a project it is the script's. */
export interface Asked {
  readonly projectId?: string;
  readonly scriptId?: string | null;
  readonly uploadId: string;
  /** The name of the run, where it is not that of the directory. */
  readonly runId?: string | null;
  readonly idempotencyKey: string;
}

/** Plain data: it is kept with the key, and answered again. */
export interface ImportAnswer {
  readonly scriptId: string;
  readonly importedCount: number;
  readonly existingCount: number;
  /** The first thousand. */
  readonly unreadable: readonly Unreadable[];
  readonly unreadableCount: number;
}

export interface Import {
  readonly operation: string;
  readonly asked: Asked;
  readonly plan: (source: Source) => AsyncIterable<Planned>;
}

/** Rows are committed by so many: a large import that is broken off goes on from there, since what is there is not added again. */
const ENTRIES_A_BATCH = 500;
/** Pictures are hashed and inflated in threads of their own; more at a time gained nothing on two cores. */
const AT_ONCE = 4;
const MOST_LISTED = 1_000;
const MOST_MS = 6 * 3_600_000;

/** All of an archive that can be read. What cannot is listed, and the rest is imported. */
export async function importArchive(desk: ImportDesk, caller: Caller, wanted: Import): Promise<ImportAnswer> {
  const { asked, operation } = wanted;
  const attempt = { caller, operation, key: asked.idempotencyKey, input: asked, now: desk.now() };
  const known = await answered<JsonObject>(desk.store.manager, attempt);
  if (known) return known as unknown as ImportAnswer;
  const signal = AbortSignal.timeout(MOST_MS);
  const { archive, ...brought } = await openUpload(desk, caller, { asked, signal });
  try {
    const scriptId = await scriptOf(desk, caller, { asked, archive, signal, projectId: brought.projectId });
    const source = { archive, signal, runId: asked.runId || archive.folder || brought.stem };
    const into = { caller, scriptId, projectId: brought.projectId, source: source.runId };
    const answer = await importPlanned(desk, into, { source, plan: wanted.plan(source) });
    return await remembered(desk, attempt, { scriptId, ...answer });
  } finally {
    archive.close();
  }
}

interface Opened {
  readonly projectId: string;
  readonly archive: Archive;
  /** Of the name of the file that was brought. */
  readonly stem: string;
}

async function openUpload(
  desk: ImportDesk,
  caller: Caller,
  { asked, signal }: { asked: Asked; signal: AbortSignal },
): Promise<Opened> {
  const { manager } = desk.store;
  const { uploadId, scriptId } = asked;
  const projectId = asked.projectId ?? (await projectOfScript(manager, caller, scriptId ?? ''));
  await assertProject(manager, caller, { projectId, field: ['input', 'projectId'] });
  const { sha256, bytes, fileName } = await broughtUpload(manager, { uploadId, projectId, now: desk.now() });
  const archive = await openArchive(desk.storage, { sha256, bytes, fileName }, signal);
  return { projectId, archive, stem: fileName.replace(/\.\w+$/, '') };
}

async function scriptOf(
  desk: ImportDesk,
  caller: Caller,
  { asked, ...wanted }: { asked: Asked; projectId: string; archive: Archive; signal: AbortSignal },
): Promise<string> {
  const { scriptId } = asked;
  if (!scriptId) return archivedScript(desk, caller, wanted);
  const projectId = await projectOfScript(desk.store.manager, caller, scriptId);
  if (projectId === wanted.projectId) return scriptId;
  throw new NotFound('The project has no such script.', {
    field: ['input', 'scriptId'],
    expected: 'the id of a script of the same project',
    remedy: 'Look it up with the field `scripts` of the project.',
  });
}

interface Planning {
  readonly source: Source;
  readonly plan: AsyncIterable<Planned>;
}

type Tally = Omit<ImportAnswer, 'scriptId'>;

async function importPlanned(desk: ImportDesk, into: Into, { source, plan }: Planning): Promise<Tally> {
  const { archive, signal } = source;
  const media = new LegacyMedia(archive, { storage: desk.storage, ffmpeg: await desk.ffmpeg() }, signal);
  let tally = withMore(NOTHING, { unreadable: archive.refused });
  for await (const batch of batches(plan)) {
    const lost = batch.filter(isUnreadable);
    const entries = batch.filter((planned): planned is LegacyEntry => !isUnreadable(planned));
    const stored = await abreast({ items: entries, limit: AT_ONCE, signal, each: (entry) => prepared(entry, media) });
    const refused = stored.filter(isUnreadableMember);
    const ready = stored.filter((one): one is Prepared => !isUnreadableMember(one));
    tally = withMore(tally, { unreadable: [...lost, ...refused] });
    tally = withMore(tally, await registerEntries(desk, into, ready));
  }
  return tally;
}

async function* batches(plan: AsyncIterable<Planned>): AsyncGenerator<Planned[]> {
  let batch: Planned[] = [];
  for await (const planned of plan) {
    batch.push(planned);
    if (batch.length < ENTRIES_A_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function prepared(entry: LegacyEntry, media: LegacyMedia): Promise<Prepared | Unreadable> {
  const reason = whyNotStorable(entry);
  if (reason !== null) return unreadable(entry.path, reason);
  const stored = await media.of(entry);
  return 'reason' in stored ? unreadable(entry.path, stored.reason) : { entry, media: stored.media };
}

function isUnreadableMember(one: Prepared | Unreadable): one is Unreadable {
  return 'reason' in one;
}

const NOTHING: Tally = { importedCount: 0, existingCount: 0, unreadable: [], unreadableCount: 0 };

function withMore(
  tally: Tally,
  { importedCount = 0, existingCount = 0, unreadable }: Partial<Tally> & { readonly unreadable: readonly Unreadable[] },
): Tally {
  const room = MOST_LISTED - tally.unreadable.length;
  return {
    importedCount: tally.importedCount + importedCount,
    existingCount: tally.existingCount + existingCount,
    unreadable: [...tally.unreadable, ...unreadable.slice(0, room)],
    unreadableCount: tally.unreadableCount + unreadable.length,
  };
}

/** Of two calls with one key at once both import, which adds nothing twice, and both answer what the first to end did. */
function remembered(desk: ImportDesk, attempt: Attempt, answer: ImportAnswer): Promise<ImportAnswer> {
  return desk.store.transaction(async (manager) => {
    const kept = await once(manager, attempt, async () => ({ ...answer }) as unknown as JsonObject);
    return kept as unknown as ImportAnswer;
  });
}
