import type { DataSource } from 'typeorm';
import { Asset } from '../../entities/asset.entity';
import { InvalidInput } from '../errors';
import { isStorable, isWhole } from '../values/text';
import type { Caller } from '../workspace/caller';
import { appendToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { selectAssets } from './select-assets.verb';

/** Null takes a text away; absent leaves it as it is. */
export interface Description {
  readonly describes?: string | null;
  readonly caption?: string | null;
  readonly notes?: string | null;
  readonly tags?: readonly string[] | null;
}

export interface Describing extends Description {
  /** A row id. */
  readonly assetId: string;
  readonly expectedVersion: number;
}

const MOST_CHARACTERS = { describes: 2_000, caption: 500, notes: 5_000 } as const;
const MOST_TAGS = 50;
const MOST_CHARACTERS_A_TAG = 100;
const TEXTS = ['describes', 'caption', 'notes'] as const;

/** Words about an asset, locked or not: they are neither its bytes nor its state. Answers the row id. */
export async function describeAsset(studio: Studio<DataSource>, caller: Caller, asked: Describing): Promise<string> {
  const said = checked(asked);
  const { assetId: id, expectedVersion: version } = asked;
  return studio.store.transaction(async (manager) => {
    const selection = { ids: [id] };
    const [asset] = await selectAssets(manager, caller, { selection, expectedVersions: [{ id, version }] });
    const members = Object.keys(said);
    if (members.length === 0) return asset.id;
    await manager.update(Asset, { id }, { ...said, lockVersion: asset.lockVersion + 1 });
    await appendToProjectLog(manager, {
      projectId: asset.projectId,
      actor: caller.name,
      kind: 'ASSET_DESCRIBED',
      subjectId: id,
      facts: { members },
    });
    return asset.id;
  });
}

/** What is given, as it is kept. */
function checked(asked: Description): Partial<Pick<Asset, 'describes' | 'caption' | 'notes' | 'tags'>> {
  const texts = TEXTS.filter((name) => asked[name] !== undefined).map((name) => [name, wording(name, asked[name])]);
  const { tags } = asked;
  return { ...Object.fromEntries(texts), ...(tags === undefined || tags === null ? {} : { tags: tagsOf(tags) }) };
}

const isSound = (text: string, most: number): boolean =>
  text.trim() !== '' && text.length <= most && isStorable(text) && isWhole(text);

function wording(name: keyof typeof MOST_CHARACTERS, text: string | null | undefined): string | null {
  if (text === null || text === undefined || isSound(text, MOST_CHARACTERS[name])) return text ?? null;
  throw new InvalidInput(`\`${name}\` must have from 1 to ${MOST_CHARACTERS[name]} characters.`, {
    field: ['input', name],
    expected: `1 to ${MOST_CHARACTERS[name]} characters of text, not all of them spaces`,
    got: `${text.length} characters`,
    remedy: 'Shorten it, or send null to take it away.',
  });
}

function tagsOf(tags: readonly string[]): string[] {
  const different = [...new Set(tags)];
  const bad = different.find((tag) => !isSound(tag, MOST_CHARACTERS_A_TAG));
  if (bad === undefined && different.length <= MOST_TAGS) return different;
  throw new InvalidInput('These are no tags.', {
    field: ['input', 'tags'],
    expected: `at most ${MOST_TAGS}, of 1 to ${MOST_CHARACTERS_A_TAG} characters each`,
    got: bad === undefined ? `${different.length} tags` : JSON.stringify(bad.slice(0, 80)),
    remedy: 'Keep the few words by which it should be found.',
  });
}
