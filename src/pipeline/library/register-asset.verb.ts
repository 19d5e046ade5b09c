import type { DataSource, EntityManager } from 'typeorm';
import type { Storage } from '../../storage/storage';
import { InvalidInput, MediaRefused, NotFound, Unsupported } from '../errors';
import { kindOf, type MediaKind } from '../values/media-type';
import { isName } from '../values/text';
import type { Caller } from '../workspace/caller';
import { once } from '../workspace/once.verb';
import { appendToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import type { AssetType, MediaType } from './asset';
import { appendAudit } from './audit-log.verb';
import { followNarration } from './follow-narration.verb';
import { registerTake } from './register-take.verb';
import { type BroughtMedia, broughtMedia, takeMedia } from './store-upload.verb';

export interface NewAsset {
  /** Row ids. */
  readonly slotId: string;
  readonly uploadId: string;
  readonly source: string;
  readonly describes?: string | null;
  readonly tags?: readonly string[] | null;
  readonly text?: string | null;
  readonly voice?: string | null;
  readonly prompt?: string | null;
  readonly caption?: string | null;
  readonly notes?: string | null;
  readonly idempotencyKey: string;
}

type Desk = Studio<DataSource> & { readonly storage: Pick<Storage, 'open'> };

/** A take of a slot from what was brought, fresh until the slot wants something else. Answers its row id. */
export async function registerAsset(desk: Desk, caller: Caller, input: NewAsset): Promise<string> {
  assertSensible(input);
  const attempt = { caller, operation: 'registerAsset', key: input.idempotencyKey, input, now: desk.now() };
  const { id } = await desk.store.transaction((manager) =>
    once(manager, attempt, async () => {
      const slot = await lockedSlot(manager, caller, input.slotId);
      const media = await broughtMedia(manager, desk, { uploadId: input.uploadId, projectId: slot.projectId });
      assertSuits(slot.type, media);
      const take = await registerTake(manager, desk, newTake({ slot, media, input, caller }));
      if (take.existed) return { id: take.id };
      await followNarration(manager, slot.id);
      await appendToProjectLog(manager, take.projectLine);
      await appendAudit(manager, desk, [take.auditLine]);
      return { id: take.id };
    }),
  );
  return id;
}

interface SlotRow {
  readonly id: string;
  readonly projectId: string;
  readonly type: AssetType;
  readonly wishHash: string;
  readonly figureNumber: number | null;
}

/** Locked before its wish is read, so that the take is made for the wish that it is registered under. */
async function lockedSlot(manager: EntityManager, caller: Caller, slotId: string): Promise<SlotRow> {
  const seen = caller.projects === 'all' ? null : caller.projects;
  const [slot] = await manager.query<SlotRow[]>(
    `SELECT s.id, s.project_id AS "projectId", s.type, s.wish_hash AS "wishHash",
            (SELECT f.number FROM figure f WHERE f.id = s.owner_id) AS "figureNumber"
     FROM slot s WHERE s.id = $1 AND ($2::uuid[] IS NULL OR s.project_id = ANY($2)) FOR NO KEY UPDATE`,
    [slotId, seen],
  );
  if (slot) return slot;
  throw new NotFound('There is no such place to fill.', {
    field: ['input', 'slotId'],
    expected: 'the id of a slot that you may see',
    remedy: 'Look up what the project has with the field `slots` of whatever owns them.',
  });
}

interface Registration {
  readonly slot: SlotRow;
  readonly media: BroughtMedia;
  readonly input: NewAsset;
  readonly caller: Caller;
}

function newTake({ slot, media, input, caller }: Registration) {
  const { projectId, id: slotId, type, wishHash, figureNumber } = slot;
  return {
    ...{ projectId, slotId, type, wishHash, figureNumber },
    media: takeMedia(media),
    source: input.source,
    describes: input.describes ?? null,
    tags: input.tags ?? [],
    text: input.text ?? null,
    voice: input.voice ?? null,
    prompt: input.prompt ?? null,
    caption: input.caption ?? null,
    notes: input.notes ?? null,
    recipe: null,
    runId: null,
    jobId: null,
    costMicros: 0n,
    generatedBy: caller.name,
  };
}

const SUITS: Readonly<Record<MediaType, { kind: MediaKind; words: string }>> = {
  AUDIO: { kind: 'sound', words: 'a sound' },
  IMAGE: { kind: 'picture', words: 'a picture' },
  FIGURE: { kind: 'picture', words: 'a picture' },
  VIDEO: { kind: 'film', words: 'a video with a picture in it' },
};

function assertSuits(type: AssetType, { mimeType }: BroughtMedia): void {
  if (type === 'TEXT') throw draftsAreWritten();
  const { kind, words } = SUITS[type];
  if (kindOf(mimeType) === kind) return;
  throw new MediaRefused(`What was brought does not suit a slot for ${type}.`, {
    field: ['input', 'uploadId'],
    expected: words,
    got: mimeType,
    remedy: 'Choose another slot, or bring another file.',
  });
}

function draftsAreWritten(): Unsupported {
  return new Unsupported('The draft of a script is written, not brought.', {
    field: ['input', 'slotId'],
    expected: 'a slot for sound, pictures or films',
    got: 'the slot of a draft',
    remedy: 'Bring a script of your own with `importScript`.',
  });
}

/** The most characters of each. */
const LONGEST = {
  source: 100,
  describes: 2_000,
  text: 20_000,
  voice: 200,
  prompt: 20_000,
  caption: 500,
  notes: 5_000,
} as const;
const [MOST_TAGS, LONGEST_TAG] = [50, 100];

function assertSensible({ tags, ...input }: NewAsset): void {
  for (const [name, longest] of Object.entries(LONGEST)) {
    const given = input[name as keyof typeof LONGEST];
    if (typeof given === 'string' && !isName(given, longest)) throw badText(name, { longest, given });
  }
  const bad = tags?.find((tag) => !isName(tag, LONGEST_TAG));
  if (bad !== undefined) throw badText('tags', { longest: LONGEST_TAG, given: bad });
  if (tags && tags.length > MOST_TAGS) throw manyTags(tags.length);
}

function badText(name: string, { longest, given }: { longest: number; given: string }): InvalidInput {
  return new InvalidInput(`\`${name}\` must have from 1 to ${longest} characters, where it is given.`, {
    field: ['input', name],
    expected: `1 to ${longest} characters, not all of them spaces`,
    got: `${given.length} characters`,
    remedy: 'Shorten it, or leave it out.',
  });
}

function manyTags(count: number): InvalidInput {
  return new InvalidInput(`An asset has at most ${MOST_TAGS} tags.`, {
    field: ['input', 'tags'],
    expected: `at most ${MOST_TAGS} tags`,
    got: String(count),
    remedy: 'Leave some out.',
  });
}
