import type { DataSource, EntityManager } from 'typeorm';
import { Project } from '../../entities/project.entity';
import { FigureReference, Segment } from '../../entities/segment.entity';
import { Slot } from '../../entities/slot.entity';
import { StructuredScript } from '../../entities/structured-script.entity';
import { InvalidInput, LimitExceeded } from '../errors';
import { isName, isStorable, isWhole } from '../values/text';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import { once } from '../workspace/once.verb';
import { appendToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { figureMentions } from './figure-mentions';
import { guessedIntent } from './intent';
import { keepRevision } from './keep-revision.verb';
import { MOST_CHARACTERS_A_SEGMENT, MOST_SEGMENTS } from './limits';
import { estimatedSeconds, paragraphs } from './paragraphs';
import type { ScriptFormat } from './segment';
import { slotsOf } from './segment-slots';

export interface NewScript {
  /** A row id. */
  readonly projectId: string;
  readonly name: string;
  readonly text: string;
  readonly format: ScriptFormat;
  readonly idempotencyKey: string;
}

const MOST_CHARACTERS = 1_000_000;
/** A statement takes 65,535 parameters: 500 segments with three slots each bind 25,500, 5,000 references 30,000. */
const ROWS_A_STATEMENT = 500;
const REFERENCES_A_STATEMENT = 5_000;

/** A script out of flat text: one segment a paragraph, each with its places to fill. Answers the row id. */
export async function importScript(studio: Studio<DataSource>, caller: Caller, input: NewScript): Promise<string> {
  const texts = checkedParagraphs(input);
  const now = studio.now();
  const attempt = { caller, operation: 'importScript', key: input.idempotencyKey, input, now };
  const { id } = await studio.store.transaction((manager) =>
    once(manager, attempt, async () => {
      await assertProject(manager, caller, { projectId: input.projectId, field: ['input', 'projectId'] });
      const script = scriptOf(studio.newId(), input, now);
      await insertScript(manager, script, texts, studio);
      await keepRevision(manager, script, { by: caller.name, at: now, change: 'Imported' });
      await appendToProjectLog(manager, {
        projectId: input.projectId,
        actor: caller.name,
        kind: 'SCRIPT_IMPORTED',
        subjectId: script.id,
        facts: { name: input.name, segmentCount: texts.length },
      });
      return { id: script.id };
    }),
  );
  return id;
}

function scriptOf(id: string, { projectId, name }: NewScript, createdAt: Date) {
  return { id, projectId, name, revision: 1, lockVersion: 1, createdAt };
}

async function insertScript(
  manager: EntityManager,
  script: ReturnType<typeof scriptOf>,
  texts: readonly string[],
  studio: Studio<DataSource>,
): Promise<void> {
  await manager.insert(StructuredScript, script);
  const size = await manager.findOneByOrFail(Project, { id: script.projectId });
  const segments = texts.map((text, idx) => segmentOf(script, text, { id: studio.newId(), idx, count: texts.length }));
  for (const batch of batches(segments, ROWS_A_STATEMENT)) {
    await manager.insert(Segment, batch);
    await manager.insert(
      Slot,
      batch.flatMap((segment) => slotsOf(segment, { size, figure: null, now: script.createdAt, newId: studio.newId })),
    );
  }
  for (const batch of batches(segments.flatMap(referencesOf), REFERENCES_A_STATEMENT)) {
    await manager.insert(FigureReference, batch);
  }
}

function* batches<T>(rows: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}

function segmentOf(
  { id: scriptId, projectId }: { id: string; projectId: string },
  text: string,
  { id, idx, count }: { id: string; idx: number; count: number },
) {
  return {
    id,
    projectId,
    scriptId,
    idx,
    text,
    intent: guessedIntent(text, idx, count),
    keyConcepts: [],
    importance: 0.5,
    visualDirection: null,
    displayMode: 'DALL_E' as const,
    estimatedSeconds: estimatedSeconds(text),
    actualSeconds: null,
    lockVersion: 1,
  };
}

type NewSegment = ReturnType<typeof segmentOf>;

function referencesOf({ id: segmentId, projectId, text }: NewSegment) {
  return figureMentions(text).map((mention, position) => ({ segmentId, projectId, position, ...mention }));
}

function checkedParagraphs({ text, name }: NewScript): string[] {
  if (!isName(name)) throw badName(name);
  if (!isStorable(text)) throw noPlainText('a NUL character: is this a binary file?');
  if (!isWhole(text)) throw noPlainText('half of a surrogate pair');
  if (text.length > MOST_CHARACTERS) throw tooMuch('characters', text.length, MOST_CHARACTERS);
  const texts = paragraphs(text);
  if (texts.length === 0) throw noText();
  if (texts.length > MOST_SEGMENTS) throw tooMuch('paragraphs', texts.length, MOST_SEGMENTS);
  const long = texts.findIndex((paragraph) => paragraph.length > MOST_CHARACTERS_A_SEGMENT);
  if (long >= 0) throw tooLong(long + 1, texts[long]?.length ?? 0);
  return texts;
}

function badName(name: string): InvalidInput {
  return new InvalidInput('The name of a script must have from 1 to 200 characters.', {
    field: ['input', 'name'],
    expected: '1 to 200 characters',
    got: `${name.length} characters`,
    remedy: 'Give it a name that people will recognise.',
  });
}

function noText(): InvalidInput {
  return new InvalidInput('The text has no paragraph.', {
    field: ['input', 'text'],
    expected: 'at least one paragraph',
    got: 'only blank lines',
    remedy: 'Send the narration as paragraphs with blank lines between them.',
  });
}

function noPlainText(got: string): InvalidInput {
  return new InvalidInput('The text is not whole.', {
    field: ['input', 'text'],
    expected: 'plain text of whole characters',
    got,
    remedy: 'Send plain UTF-8 text, cut between characters.',
  });
}

function tooLong(number: number, characters: number): LimitExceeded {
  const expected = `at most ${MOST_CHARACTERS_A_SEGMENT} characters a paragraph`;
  return new LimitExceeded(`Paragraph ${number} is too long to be narrated as one segment.`, {
    field: ['input', 'text'],
    expected,
    got: `${characters} characters in paragraph ${number}`,
    remedy: 'Divide it with a blank line.',
  });
}

function tooMuch(what: string, got: number, most: number): LimitExceeded {
  return new LimitExceeded(`A script has at most ${most} ${what}.`, {
    field: ['input', 'text'],
    expected: `at most ${most} ${what}`,
    got: `${got} ${what}`,
    remedy: 'Import it in parts, as several scripts.',
  });
}
