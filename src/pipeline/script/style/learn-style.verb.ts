import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { StyleProfile } from '../../../entities/style-profile.entity';
import type { Storage } from '../../../storage/storage';
import { InvalidInput, LimitExceeded } from '../../errors';
import { broughtText } from '../../library/brought-text.verb';
import { broughtUpload } from '../../library/store-upload.verb';
import { isName, isStorable, isWhole } from '../../values/text';
import { assertProject } from '../../workspace/assert-project.verb';
import type { Caller } from '../../workspace/caller';
import { once } from '../../workspace/once.verb';
import { appendToProjectLog } from '../../workspace/project-log.verb';
import type { Studio } from '../../workspace/studio';
import { styleProfile } from './learned-style';
import { MOST_CHARACTERS, readTranscript } from './read-transcript';
import type { StyleReference } from './reference';
import type { Transcript } from './transcript';

export interface NewStyle {
  /** A row id. */
  readonly projectId: string;
  readonly name: string;
  /** Row ids. */
  readonly uploadIds?: readonly string[] | null;
  readonly texts?: readonly string[] | null;
  readonly idempotencyKey: string;
}

/** The storage is for uploads alone. */
type Desk = Studio<DataSource> & { readonly storage?: Pick<Storage, 'open'> };

const MOST_REFERENCES = 20;

/** A profile out of reference transcripts, whose own words are read and let go. Answers the row id. */
export async function learnStyle(desk: Desk, caller: Caller, input: NewStyle): Promise<string> {
  assertInput(input);
  const now = desk.now();
  const attempt = { caller, operation: 'learnStyle', key: input.idempotencyKey, input: { ...input }, now };
  const { id } = await desk.store.transaction((manager) =>
    once(manager, attempt, async () => {
      const { projectId, name } = input;
      await assertProject(manager, caller, { projectId, field: ['input', 'projectId'] });
      const references = await referencesOf(manager, desk, { input, now });
      const row = {
        ...{ id: desk.newId(), projectId, name, createdAt: now, createdBy: caller.name },
        profile: styleProfile(references.map(({ transcript }) => transcript)),
        learnedFrom: references.map(({ reference }) => reference),
      };
      await manager.insert(StyleProfile, row);
      const line = { projectId, actor: caller.name, subjectId: row.id, facts: { name } };
      await appendToProjectLog(manager, { ...line, kind: 'STYLE_LEARNED' });
      return { id: row.id };
    }),
  );
  return id;
}

interface Read {
  readonly transcript: Transcript;
  readonly reference: StyleReference;
}

async function referencesOf(
  manager: EntityManager,
  { storage }: Desk,
  { input: { projectId, uploadIds, texts }, now }: { readonly input: NewStyle; readonly now: Date },
): Promise<Read[]> {
  const references = (texts ?? []).map((text, idx) => {
    const field = ['input', 'texts', String(idx)];
    return readOf(text, { fileName: null, field, sha256: createHash('sha256').update(text).digest('hex') });
  });
  for (const [idx, uploadId] of (uploadIds ?? []).entries()) {
    if (!storage) throw new TypeError('learnStyle needs the storage to read an upload.');
    const place = { uploadId, projectId, now };
    const { fileName, sha256 } = await broughtUpload(manager, place);
    const text = await broughtText(manager, storage, place);
    references.push(readOf(text, { fileName, sha256, field: ['input', 'uploadIds', String(idx)] }));
  }
  return references;
}

interface File {
  readonly fileName: string | null;
  readonly sha256: string;
  readonly field: string[];
}

function readOf(text: string, { fileName, sha256, field }: File): Read {
  if (text.length > MOST_CHARACTERS) throw tooLong(text.length, field);
  const { transcript, format, words } = readTranscript({ text, name: fileName ?? field.slice(1).join(' '), field });
  return { transcript, reference: { fileName, sha256, words, format } };
}

function assertInput({ name, uploadIds, texts }: NewStyle): void {
  assertWhole(texts ?? []);
  if (!isName(name)) {
    throw new InvalidInput('The name of a style must have from 1 to 200 characters.', {
      field: ['input', 'name'],
      expected: '1 to 200 characters',
      got: `${name.length} characters`,
      remedy: 'Give it a name that people will recognise.',
    });
  }
  const count = (uploadIds ?? []).length + (texts ?? []).length;
  if (count >= 1 && count <= MOST_REFERENCES) return;
  throw new InvalidInput(`A style is learned from 1 to ${MOST_REFERENCES} references.`, {
    field: ['input', 'uploadIds'],
    expected: `1 to ${MOST_REFERENCES} transcripts in \`uploadIds\` and \`texts\` together`,
    got: `${count}`,
    remedy: 'Bring transcripts with `createUpload`, or send their text in `texts`.',
  });
}

function assertWhole(texts: readonly string[]): void {
  const bad = texts.findIndex((text) => !isStorable(text) || !isWhole(text));
  if (bad < 0) return;
  throw new InvalidInput('The text is not whole.', {
    field: ['input', 'texts', String(bad)],
    expected: 'plain text of whole characters',
    got: 'a NUL character, or half of a surrogate pair',
    remedy: 'Send plain UTF-8 text, cut between characters.',
  });
}

function tooLong(characters: number, field: string[]): LimitExceeded {
  return new LimitExceeded(`A reference has at most ${MOST_CHARACTERS} characters.`, {
    field,
    expected: `at most ${MOST_CHARACTERS} characters`,
    got: `${characters} characters`,
    remedy: 'A part of it tells as much of how somebody speaks.',
  });
}
