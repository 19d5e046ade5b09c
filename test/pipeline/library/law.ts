import type { DataSource } from 'typeorm';
import type { AuditEntry } from '../../../src/entities/audit-entry.entity';
import {
  approveAssets,
  publishAssets,
  rejectAssets,
  reopenAssets,
  type Studio,
  submitAssets,
} from '../../../src/pipeline';
import { DomainError } from '../../../src/pipeline/errors';
import type { AssetStatus } from '../../../src/pipeline/library/asset';
import type { NewTake } from '../../../src/pipeline/library/register-take.verb';
import type { AssetSelection } from '../../../src/pipeline/library/selection';
import type { Random } from '../../reads/random';
import { ADA, hashOf, newTake, PIXEL, register } from './studio';

/** The law said a second time: from each state, what a decision leads through. */
const MOVES: Record<Deed, Partial<Record<AssetStatus, AssetStatus[]>>> = {
  submit: { DRAFT: ['REVIEW'], REVISED: ['REVIEW'] },
  approve: { DRAFT: ['REVIEW', 'APPROVED'], REVISED: ['REVIEW', 'APPROVED'], REVIEW: ['APPROVED'] },
  reject: { DRAFT: ['REJECTED'], REVISED: ['REJECTED'], REVIEW: ['REJECTED'] },
  publish: { APPROVED: ['PUBLISHED'] },
  reopen: { APPROVED: ['REVIEW'] },
};
const DEEDS = ['submit', 'approve', 'approve', 'reject', 'publish', 'reopen'] as const;
type Deed = (typeof DEEDS)[number];
const PICKED: Exclude<AssetStatus, 'REJECTED'>[] = ['PUBLISHED', 'APPROVED', 'REVIEW', 'REVISED', 'DRAFT'];

const DECIDE = {
  submit: submitAssets,
  approve: approveAssets,
  reject: rejectAssets,
  publish: publishAssets,
  reopen: reopenAssets,
};

/** Where the sequences of one connection take place, and the numbers of its logs, as they must be. */
export interface Hall {
  readonly studio: Studio<DataSource>;
  readonly projectId: string;
  /** The last line of the project's log. */
  logSeq: number;
  /** What each operation came to, counted. */
  readonly outcomes: Map<string, number>;
}

/** An entry of the audit, as the model expects it. */
export type Written = Pick<
  AuditEntry,
  'assetId' | 'actor' | 'fromStatus' | 'toStatus' | 'reason' | 'contentHash' | 'wishHash'
>;

export interface Held {
  readonly id: string;
  readonly slotId: string;
  readonly take: number;
  readonly sha256: string;
  readonly wishHash: string;
  status: AssetStatus;
  lockVersion: number;
  approvedBy: string | null;
  rejectedReason: string | null;
  /** The newest line of the project's log about it. */
  loggedAt: number;
}

const WISHES = [hashOf('e'), hashOf('f')];

/** A library of three places in memory, to which the same is done as to the real one. */
export class Sequence {
  readonly assets: Held[] = [];
  readonly written: Written[] = [];
  readonly #slots: string[] = [];

  constructor(
    private readonly hall: Hall,
    private readonly random: Random,
  ) {}

  async run(operations: number): Promise<void> {
    await this.#makeSlots();
    await this.#register();
    for (let done = 1; done < operations; done += 1)
      await (this.random.chance(0.35) ? this.#register() : this.#decide());
  }

  async #makeSlots(): Promise<void> {
    const { studio, projectId } = this.hall;
    for (let count = 3; count > 0; count -= 1) this.#slots.push(studio.newId());
    await studio.store.query(
      `INSERT INTO slot (id, project_id, owner_type, owner_id, part, type, wish_hash, wished_at, capability)
       SELECT id, $2, 'SEGMENT', id, 'picture', 'IMAGE', $3, now(), 'IMAGE' FROM unnest($1::uuid[]) id`,
      [this.#slots, projectId, WISHES[0]],
    );
  }

  #count(outcome: string): void {
    this.hall.outcomes.set(outcome, (this.hall.outcomes.get(outcome) ?? 0) + 1);
  }

  async #register(): Promise<void> {
    const { hall, random } = this;
    const slotId = random.pick(this.#slots);
    const own = this.assets.filter((asset) => asset.slotId === slotId);
    const fresh = random.bytes(32).toString('hex');
    const sha256 = own.length > 0 && random.chance(0.4) ? random.pick(own).sha256 : fresh;
    const born = random.chance(0.4) ? { status: random.pick(PICKED), reason: 'as it came' } : undefined;
    const change: Partial<NewTake> = { media: { ...PIXEL, sha256 }, wishHash: random.pick(WISHES), born };
    const same = own.find((asset) => asset.sha256 === sha256 && asset.wishHash === change.wishHash);
    const take = newTake({ projectId: hall.projectId, slotId }, change);
    const registered = await register(hall.studio, take);
    this.#count(same ? 'registered again' : 'registered');
    expect(registered.existed).toBe(same !== undefined);
    if (same) return expect(registered).toMatchObject({ id: same.id, take: same.take, status: same.status });
    const status: AssetStatus = born?.status ?? (own.at(-1)?.status === 'REJECTED' ? 'REVISED' : 'DRAFT');
    expect(registered).toMatchObject({ take: own.length + 1, status });
    hall.logSeq += 1;
    const approvedBy = status === 'APPROVED' || status === 'PUBLISHED' ? ADA.name : null;
    const { id } = registered;
    const review = { status, lockVersion: 1, approvedBy, rejectedReason: null, loggedAt: hall.logSeq };
    const asset = { id, slotId, take: own.length + 1, sha256, wishHash: take.wishHash, ...review };
    this.assets.push(asset);
    this.#write(asset, { from: null, to: status, reason: born?.reason ?? null });
  }

  #write(
    { id, sha256, wishHash }: Held,
    { from, to, reason }: { from: AssetStatus | null; to: AssetStatus; reason: string | null },
  ) {
    const what = { contentHash: sha256, wishHash, actor: ADA.name };
    this.written.push({ assetId: id, fromStatus: from, toStatus: to, reason, ...what });
  }

  /** The take that a build would pick. */
  #current(slotId: string): Held | undefined {
    const rank = ({ status, wishHash, take }: Held) =>
      (PICKED as AssetStatus[]).indexOf(status) * 1e6 + (wishHash === WISHES[0] ? 0 : 1e5) - take;
    const usable = this.assets.filter((asset) => asset.slotId === slotId && asset.status !== 'REJECTED');
    return usable.sort((a, b) => rank(a) - rank(b))[0];
  }

  async #decide(): Promise<void> {
    const { random, hall } = this;
    const slotIds = random.chance(0.12) ? random.shuffled(this.#slots).slice(0, 1 + random.below(3)) : null;
    const chosen = slotIds
      ? slotIds.map((slotId) => this.#current(slotId))
      : random.shuffled(this.assets).slice(0, random.chance(0.6) ? 1 : 1 + random.below(4));
    const assets = chosen.filter((asset) => asset !== undefined).sort((a, b) => (a.id < b.id ? -1 : 1));
    const deed = this.#deed(assets);
    const ids = chosen.map((asset) => asset?.id ?? '');
    const asOfSeq = random.chance(0.25) ? Math.max(0, hall.logSeq - random.below(6)) : null;
    const selection: AssetSelection = {
      ...(slotIds ? { slotIds } : { ids: random.chance(0.1) ? [...ids, ...ids] : ids }),
      asOfSeq,
    };
    const versions = this.#versions(assets);
    const reason = deed === 'submit' ? null : `${deed} ${random.below(1_000)}`;
    const refusal = this.#refusal({ deed, assets, isWhole: assets.length === chosen.length, asOfSeq, versions });
    const asked = { selection, expectedVersions: versions, note: reason, reason: reason ?? '' };
    const outcome = await outcomeOf(() => DECIDE[deed](hall.studio, ADA, asked));
    this.#count(refusal ?? 'decided');
    expect(outcome).toEqual(refusal ?? assets.map(({ id }) => id));
    if (!refusal) for (const asset of assets) this.#change(asset, deed, reason);
  }

  /** Half of them may be made of the first asset at least: what is refused leads nowhere. */
  #deed([first]: readonly Held[]): Deed {
    const legal = DEEDS.filter((deed) => first && MOVES[deed][first.status]);
    return this.random.pick(legal.length > 0 && this.random.chance(0.5) ? legal : DEEDS);
  }

  #versions(assets: readonly Held[]): { id: string; version: number }[] | null {
    const { random } = this;
    if (random.chance(0.7) || assets.length === 0) return null;
    const wrong = random.chance(0.3) ? random.below(assets.length) : -1;
    return assets.map(({ id, lockVersion }, index) => ({ id, version: lockVersion + (index === wrong ? 1 : 0) }));
  }

  #refusal(asked: {
    deed: Deed;
    assets: readonly Held[];
    isWhole: boolean;
    asOfSeq: number | null;
    versions: { id: string; version: number }[] | null;
  }): string | null {
    const { deed, assets, isWhole, asOfSeq, versions } = asked;
    if (!isWhole) return 'NOT_FOUND';
    if (versions?.some(({ version }, index) => version !== assets[index]?.lockVersion)) return 'STALE_VERSION';
    if (asOfSeq !== null && assets.some(({ loggedAt }) => loggedAt > asOfSeq)) return 'CONFLICT';
    return assets.every(({ status }) => MOVES[deed][status]) ? null : 'ILLEGAL_TRANSITION';
  }

  #change(asset: Held, deed: Deed, reason: string | null): void {
    const path = MOVES[deed][asset.status] ?? [];
    for (const [index, to] of path.entries()) {
      this.#write(asset, { from: asset.status, to, reason: index === path.length - 1 ? reason : null });
      asset.status = to;
    }
    this.hall.logSeq += 1;
    asset.loggedAt = this.hall.logSeq;
    asset.lockVersion += 1;
    asset.rejectedReason = deed === 'reject' ? reason : null;
    if (deed !== 'publish') asset.approvedBy = deed === 'approve' ? ADA.name : null;
  }
}

/** The ids, or the code of the refusal. */
async function outcomeOf(decide: () => Promise<string[]>): Promise<string[] | string> {
  try {
    return await decide();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}
