import type { EntityManager } from 'typeorm';
import { ScriptDocument } from '../../entities/document.entity';
import { Slot } from '../../entities/slot.entity';
import { StructuredScript } from '../../entities/structured-script.entity';
import { InvalidInput, NotFound } from '../errors';
import { wishHash } from '../library/wish';
import type { ScriptBrief } from '../script/writing/script-brief';
import { scriptRequest } from '../script/writing/script-writer.agent';
import { isName } from '../values/text';
import type { Studio } from '../workspace/studio';
import { draftWish } from './draft-wish';
import { writingBrief } from './writing-brief.verb';

/** A script that is to be written from documents. */
export interface AskedScript {
  /** Row ids. */
  readonly projectId: string;
  readonly documentIds: readonly string[];
  readonly styleProfileId?: string | null;
  /** The main source's title where it is left out. */
  readonly title?: string | null;
  readonly minutes?: number | null;
  readonly audience?: string | null;
}

const MINUTES = 3;
const LEAST_MINUTES = 0.5;
const MOST_MINUTES = 60;
const MOST_SOURCES = 20;
const LONGEST_AUDIENCE = 500;
const LANGUAGE = 'en';

/** A script without a segment, with its sources, its brief, and the place for its drafts. Answers its row id. */
export async function openScript(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now' | 'newId'>,
  asked: AskedScript,
): Promise<string> {
  const brief = briefOf(asked);
  const { projectId } = asked;
  const sources = await sourcesOf(manager, asked);
  const scriptId = studio.newId();
  await manager.insert(StructuredScript, {
    id: scriptId,
    projectId,
    name: nameOf(asked, sources),
    createdAt: studio.now(),
    targetSeconds: brief.minutes * 60,
    brief,
  } as object);
  const rows = sources.map(({ id: documentId }, position) => ({ scriptId, documentId, position, projectId }));
  await manager.insert(ScriptDocument, rows);
  await insertDraftSlot(manager, studio, { projectId, scriptId, sources });
  return scriptId;
}

interface Source {
  readonly id: string;
  readonly title: string;
  readonly sha256: string;
}

async function sourcesOf(manager: EntityManager, { projectId, documentIds }: AskedScript): Promise<Source[]> {
  assertCount(documentIds);
  const rows = await manager.query<Source[]>(
    `SELECT d.id, d.title, d.sha256 FROM unnest($2::uuid[]) WITH ORDINALITY AS w(id, nth)
       JOIN document d ON d.id = w.id AND d.project_id = $1 ORDER BY w.nth FOR KEY SHARE OF d`,
    [projectId, documentIds],
  );
  if (rows.length === documentIds.length) return rows;
  throw new NotFound('The project has no such document.', {
    field: ['input', 'documentIds'],
    expected: 'ids of documents of this project',
    got: `${documentIds.length - rows.length} that are not`,
    remedy: 'Bring them with `ingestDocument`.',
  });
}

async function insertDraftSlot(
  manager: EntityManager,
  { now, newId }: Pick<Studio<unknown>, 'now' | 'newId'>,
  { projectId, scriptId, sources }: { projectId: string; scriptId: string; sources: readonly Source[] },
): Promise<void> {
  const brief = await writingBrief(manager, { scriptId, variation: 0 });
  if (!brief) throw new Error('A script was opened without a brief.');
  const named = sources.map(({ id: documentId, sha256 }) => ({ documentId, sha256 }));
  const wish = draftWish(brief, scriptRequest(brief), named);
  const place = { projectId, ownerType: 'STRUCTURED_SCRIPT', ownerId: scriptId, part: 'draft', type: 'TEXT' } as const;
  const slot = { ...place, ...wish, inputs: [...wish.inputs], id: newId(), wishHash: wishHash(wish), wishedAt: now() };
  await manager.insert(Slot, slot as object);
}

function briefOf({ minutes, audience, styleProfileId }: AskedScript): ScriptBrief {
  const asked = minutes ?? MINUTES;
  if (!(asked >= LEAST_MINUTES && asked <= MOST_MINUTES)) {
    throw new InvalidInput('A film lasts from half a minute to an hour.', {
      field: ['input', 'minutes'],
      expected: `${LEAST_MINUTES} to ${MOST_MINUTES}`,
      got: String(asked),
      remedy: 'Ask for another length.',
    });
  }
  if ((audience?.length ?? 0) > LONGEST_AUDIENCE) {
    throw new InvalidInput('The audience is told in a few words.', {
      field: ['input', 'audience'],
      expected: `at most ${LONGEST_AUDIENCE} characters`,
      got: `${audience?.length} characters`,
      remedy: 'Say it shorter.',
    });
  }
  return { minutes: asked, audience: audience?.trim() || null, language: LANGUAGE, profileId: styleProfileId ?? null };
}

function assertCount(documentIds: readonly string[]): void {
  const isFine = documentIds.length > 0 && documentIds.length <= MOST_SOURCES;
  if (isFine && new Set(documentIds).size === documentIds.length) return;
  throw new InvalidInput(`A script is written from 1 to ${MOST_SOURCES} documents, each named once.`, {
    field: ['input', 'documentIds'],
    expected: `1 to ${MOST_SOURCES} different ids`,
    got: `${documentIds.length}${isFine ? ', some of them twice' : ''}`,
    remedy: 'Name them again, the main source first.',
  });
}

function nameOf({ title }: AskedScript, [main]: readonly Source[]): string {
  const name = title ?? main?.title ?? '';
  if (isName(name)) return name;
  if (!title) return [...name.trim()].slice(0, 200).join('') || 'Untitled';
  throw new InvalidInput('The title of a film must have from 1 to 200 characters.', {
    field: ['input', 'title'],
    expected: '1 to 200 characters',
    got: `${title.length} characters`,
    remedy: 'Give it a shorter one.',
  });
}
