import type { DataSource, EntityManager } from 'typeorm';
import { Screenplay as ScreenplayEntity, ScreenplayRevision } from '../../entities/screenplay.entity';
import type { Storage } from '../../storage/storage';
import { InvalidInput, StaleVersion } from '../errors';
import { broughtText } from '../library/brought-text.verb';
import type { StoryFormat } from '../shots/shot';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import { once } from '../workspace/once.verb';
import { appendToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { screenplayProblems } from './problems';
import { readScreenplay } from './read-screenplay';
import type { Screenplay, ScreenplayFormat } from './screenplay';
import { lockedScreenplay, type ScreenplayAtHand } from './screenplay-at-hand.verb';

export interface NewScreenplay {
  /** A row id. */
  readonly projectId: string;
  /** One of both. */
  readonly text?: string | null;
  /** A row id. */
  readonly uploadId?: string | null;
  readonly format: ScreenplayFormat;
  readonly storyFormat?: StoryFormat | null;
  /** A row id. */
  readonly replacesScreenplayId?: string | null;
  readonly expectedVersion?: number | null;
  readonly idempotencyKey: string;
}

/** The storage is for uploads alone. */
type Desk = Studio<DataSource> & { readonly storage: Pick<Storage, 'open'> };

/** A screenplay out of a file, kept to the letter; or a new text of one that is there. Answers the row id. */
export async function importScreenplay(desk: Desk, caller: Caller, input: NewScreenplay): Promise<string> {
  assertOneSource(input);
  const now = desk.now();
  const attempt = { caller, operation: 'importScreenplay', key: input.idempotencyKey, input, now };
  const { id } = await desk.store.transaction((manager) =>
    once(manager, attempt, async () => {
      await assertProject(manager, caller, { projectId: input.projectId, field: ['input', 'projectId'] });
      const source = await sourceOf(manager, desk, { input, now });
      const field = ['input', input.uploadId ? 'uploadId' : 'text'];
      const screenplay = readScreenplay(source, input.format, field);
      const before = await replaced(manager, caller, input);
      return { id: await keep(manager, { ...{ input, caller, source, screenplay, before }, now, newId: desk.newId }) };
    }),
  );
  return id;
}

function assertOneSource({ text, uploadId }: NewScreenplay): void {
  const [isText, isUpload] = [(text ?? null) !== null, (uploadId ?? null) !== null];
  if (isText !== isUpload) return;
  throw new InvalidInput('A screenplay comes from a text or from an upload.', {
    field: ['input', 'text'],
    expected: 'one of `text` and `uploadId`',
    got: isText ? 'both' : 'neither',
    remedy: 'Send the screenplay as `text`, or bring a file with `createUpload` and send its `uploadId`.',
  });
}

interface Bringing {
  readonly input: NewScreenplay;
  readonly now: Date;
}

async function sourceOf(manager: EntityManager, { storage }: Desk, { input, now }: Bringing): Promise<string> {
  const { text, uploadId, projectId } = input;
  return text ?? broughtText(manager, storage, { uploadId: String(uploadId), projectId, now });
}

async function replaced(
  manager: EntityManager,
  caller: Caller,
  { replacesScreenplayId, projectId, expectedVersion }: NewScreenplay,
): Promise<ScreenplayAtHand | null> {
  if (!replacesScreenplayId) return null;
  const field = ['input', 'replacesScreenplayId'];
  const before = await lockedScreenplay(manager, caller, { screenplayId: replacesScreenplayId, field });
  if (before.projectId !== projectId) throw ofAnother(field);
  if ((expectedVersion ?? before.lockVersion) === before.lockVersion) return before;
  throw new StaleVersion('Somebody else has changed the screenplay.', {
    field: ['input', 'expectedVersion'],
    expected: `version ${before.lockVersion}`,
    got: `version ${expectedVersion}`,
    remedy: 'Read it again, and put your edits into what it says then.',
  });
}

function ofAnother(field: string[]): InvalidInput {
  return new InvalidInput('The screenplay that this replaces is of another project.', {
    field,
    expected: 'a screenplay of the project that is named beside it',
    got: 'one of another project',
    remedy: 'Import it as a screenplay of its own, or name the project of the one that it replaces.',
  });
}

interface Keeping {
  readonly input: NewScreenplay;
  readonly caller: Caller;
  readonly source: string;
  readonly screenplay: Screenplay;
  readonly before: ScreenplayAtHand | null;
  readonly now: Date;
  readonly newId: () => string;
}

async function keep(manager: EntityManager, keeping: Keeping): Promise<string> {
  const { input, caller, source, screenplay, before, now, newId } = keeping;
  const { projectId, format: fileFormat } = input;
  const id = before?.id ?? newId();
  const revision = (before?.revision ?? 0) + 1;
  const format = input.storyFormat ?? screenplay.format ?? before?.format ?? 'FEATURE';
  const { title, author, scenes } = screenplay;
  const said = { title, author, format, sceneCount: scenes.length, problems: screenplayProblems(screenplay) };
  if (before) {
    await manager.update(ScreenplayEntity, id, { ...said, revision, lockVersion: () => 'lock_version + 1' } as object);
  } else {
    await manager.insert(ScreenplayEntity, { ...said, id, projectId, revision, createdAt: now } as object);
  }
  const kept = { screenplayId: id, revision, projectId, at: now, by: caller.name, fileFormat, source };
  await manager.insert(ScreenplayRevision, kept);
  await appendToProjectLog(manager, {
    ...{ projectId, actor: caller.name, kind: 'SCREENPLAY_IMPORTED', subjectId: id },
    facts: { title, revision, sceneCount: scenes.length },
  });
  return id;
}
