import { Annotation } from '../../../src/entities/annotation.entity';
import { Asset } from '../../../src/entities/asset.entity';
import { AuditEntry } from '../../../src/entities/audit-entry.entity';
import { Slot } from '../../../src/entities/slot.entity';
import { RenderReport } from '../../../src/entities/timeline.entity';
import { Wish } from '../../../src/entities/wish.entity';
import { ASSET_STATUSES, type AssetStatus, type AssetType } from '../../../src/pipeline/library/asset';
import type { SlotOwnerType } from '../../../src/pipeline/library/slot';
import type { Rows } from './rows';
import { FLOATS, LEVELS, NO_WORDS, TEXTS, TIMES } from './wicked';

interface Owner {
  projectId: string;
  id: string;
  type: SlotOwnerType;
}

/** Contents that several assets share, within a project and across, so that inputs find the newest of theirs. */
const SHARED = ['a', 'b', 'c'].map((digit) => digit.repeat(64));

/** Fills places: none to five takes each, of every status, stale and fresh, some imported, some sent back and made anew. */
export class Takes {
  readonly assets: Asset[] = [];
  readonly slots: Slot[] = [];
  readonly #wished = new Set<string>();
  #seq = 0;

  constructor(
    private readonly rows: Rows,
    private readonly runOf: (projectId: string) => { runId: string; jobId: string } | null,
  ) {}

  slot({ projectId, id, type }: Owner, part: string, media: AssetType = 'IMAGE'): Slot {
    const { random } = this.rows;
    const slot = this.rows.add(Slot, {
      projectId,
      ownerType: type,
      ownerId: id,
      part,
      type: media,
      inputs: this.#inputs(),
    });
    this.slots.push(slot);
    // Of few statuses each, so that freshness and age decide between takes of one status.
    const statuses = random.shuffled(ASSET_STATUSES).slice(0, 2);
    let previous: Asset | null = null;
    for (let take = 1, takes = random.below(6); take <= takes; take += 1)
      previous = this.#take(slot, take, random.pick(statuses), previous);
    return slot;
  }

  #inputs(): { name: string; sha256: string }[] {
    const { random } = this.rows;
    return random.some([...SHARED, 'd'.repeat(64)], 3).map((sha256) => ({ name: random.pick(TEXTS), sha256 }));
  }

  #take(slot: Slot, take: number, status: AssetStatus, previous: Asset | null): Asset {
    const { random } = this.rows;
    const asset = this.rows.add(Asset, {
      projectId: slot.projectId,
      slotId: slot.id,
      take,
      status,
      sha256: random.chance(0.4) ? random.pick(SHARED) : this.rows.sha256(),
      wishHash: random.chance(0.6) ? slot.wishHash : this.rows.sha256(),
      ...this.#approval(slot),
      ...(random.chance(0.3) ? IMPORTED : this.#recipe()),
      ...(random.chance(0.5) ? this.runOf(slot.projectId) : null),
      revisionOfId: previous && random.chance(0.5) ? previous.id : null,
      sentences: this.#spoken(),
      words: random.chance(0.5) ? this.#spoken() : null,
      ...(random.chance(0.5) ? { loudnessLufs: random.pick(LEVELS), truePeakDbtp: random.pick(LEVELS) } : null),
    });
    for (const hash of [slot.wishHash, asset.wishHash]) this.#wish(slot.projectId, hash);
    for (let entries = random.below(4); entries > 0; entries -= 1) this.#audit(asset);
    if (random.chance(0.2)) this.#report(asset);
    for (let notes = random.below(4); notes > 0; notes -= 1) this.#note(asset);
    this.assets.push(asset);
    return asset;
  }

  #spoken(): Asset['sentences'] {
    const { random } = this.rows;
    return random.some(TEXTS, 3).map((text) => ({ text, startSeconds: 0.1 + 0.2, endSeconds: random.pick(FLOATS) }));
  }

  /** Most wishes are known, some are no wish at all. */
  #wish(projectId: string, hash: string): void {
    const { random } = this.rows;
    if (this.#wished.has(projectId + hash) || random.chance(0.2)) return;
    this.#wished.add(projectId + hash);
    const word = () => random.pick([null, 'plain', ...TEXTS]);
    const parameters = Object.fromEntries(random.some(TEXTS, 3).map((name) => [name, random.pick(NO_WORDS)]));
    const wish = {
      capability: 'IMAGE',
      prompt: word(),
      provider: word(),
      parameters,
      inputs: this.#inputs(),
      variation: random.below(2),
    };
    const terms = random.chance(0.8)
      ? wish
      : random.pick<object>([{}, [], { parameters: 'none', inputs: [7, null, {}] }, wish]);
    this.rows.add(Wish, { projectId, hash, terms });
  }

  #note({ id: assetId, projectId }: Asset): void {
    const { random } = this.rows;
    const start = random.pick(SECONDS);
    const length = random.pick(SECONDS);
    const isSpan = random.chance(0.5);
    const [x, y] = random.chance(0.5) ? [random.pick([0, 0.1, 1 / 3]), 0.25] : [null, null];
    const isResolved = random.chance(0.5);
    this.rows.add(Annotation, {
      ...{ projectId, assetId, x, y },
      ...(isSpan ? { startSeconds: start, durationSeconds: length } : { startSeconds: null, durationSeconds: null }),
      ...(x === null ? { width: null, height: null } : { width: 1 - x, height: 0.5 }),
      ...(isResolved
        ? { resolvedAt: new Date(TIMES[0] ?? ''), resolvedBy: 'ana' }
        : { resolvedAt: null, resolvedBy: null }),
    });
  }

  #report({ id: assetId, projectId }: Asset): void {
    const [driftMs = 0, loudnessLufs = 0, truePeakDbtp = 0] = this.rows.random.shuffled(LEVELS);
    this.rows.add(RenderReport, { assetId, projectId, driftMs, loudnessLufs, truePeakDbtp });
  }

  #approval(slot: Slot): Pick<Asset, 'approvedWishHash'> {
    const hashes = [null, slot.wishHash, this.rows.sha256()];
    return { approvedWishHash: this.rows.random.pick(hashes) };
  }

  #recipe(): Partial<Asset> {
    const inputs = this.#inputs();
    return { recipeHash: this.rows.sha256(), capability: 'IMAGE', provider: this.rows.random.pick(TEXTS), inputs };
  }

  #audit(asset: Asset): void {
    this.#seq += 1;
    this.rows.add(AuditEntry, { projectId: asset.projectId, assetId: asset.id, seq: this.#seq });
  }
}

/** Where seconds are a whole number of frames but for the last bit, and where they are none. */
const SECONDS = [0, 0.1, 0.3, 1 / 3, 2.1, 7, 1_234.5];

const IMPORTED: Partial<Asset> = { recipeHash: null, capability: null, provider: null, inputs: [] };
