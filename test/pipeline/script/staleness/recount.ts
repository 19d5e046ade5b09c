import type { DataSource } from 'typeorm';
import { bestTake, LOCKED_STATUSES } from '../../../../src/pipeline/library/asset';
import { type SettledWish, settledWish, type WishTerms, wishHash } from '../../../../src/pipeline/library/wish';
import { displayModeWith, type ShownFigure, segmentWishes } from '../../../../src/pipeline/production/segment-wishes';
import { figureMentions } from '../../../../src/pipeline/script/figure-mentions';
import type { JsonObject } from '../../../../src/pipeline/values/canonical-json';
import { causesOf } from '../../../reads/oracle/causes';
import type { Row } from '../../../reads/oracle/memory';
import { PRICES } from './stage';

export interface Counted {
  readonly slots: ReadonlyMap<string, Row & { readonly wished: SettledWish; readonly hash: string }>;
  readonly assets: ReadonlyMap<string, Row & { readonly fresh: boolean; readonly causes: string[] }>;
  readonly segments: readonly Row[];
  readonly lines: readonly Row[];
}

const TABLES = ['project', 'segment', 'figure', 'figure_reference', 'slot', 'asset', 'project_event'];

/** Everything that edits mark, worked out anew from segments, figures, overrides and variations, by the pure core alone. */
export class Recount {
  /** What every hash stood for when it was wished. */
  readonly #terms = new Map<string, SettledWish>();
  /** Of places whose segment is gone: what they wanted last. */
  readonly #last = new Map<string, string>();

  constructor(private readonly store: DataSource) {}

  async count(): Promise<Counted> {
    const rows = new Map<string, readonly Row[]>();
    for (const table of TABLES) rows.set(table, await this.store.query(`SELECT * FROM ${table}`));
    const all = (table: string) => rows.get(table) ?? [];
    const segments = [...all('segment')].sort((a, b) => a.idx - b.idx);
    const owners = new Map(segments.map((segment) => [segment.id, segment]));
    const shown = figuresOf(all);
    for (const segment of segments) this.#checkSegment(segment, shown, all);
    const size = all('project')[0] as { width: number; height: number };
    const slots = new Map(
      all('slot')
        .filter(({ part }) => /^(?:retired:[^:]+:)?(?:audio|picture|video|page:\d+)$/.test(part))
        .filter(({ type }) => type !== 'FIGURE')
        .map((slot) => [slot.id as string, this.#wished(slot, owners.get(slot.owner_id), { shown, size })]),
    );
    const assets = all('asset').filter(({ slot_id }) => slots.has(slot_id));
    const freshness = assets.map((asset) => {
      const slot = slots.get(asset.slot_id);
      if (!slot) throw new Error('unreachable');
      const fresh = asset.wish_hash === slot.hash;
      const made = this.#terms.get(asset.wish_hash) as unknown as JsonObject;
      const causes = fresh ? [] : causesOf(made, slot.wished as unknown as JsonObject);
      return [asset.id as string, { ...asset, fresh, causes }] as const;
    });
    for (const slot of slots.values()) checkPicked(slot, assets);
    const lines = [...all('project_event')].sort((a, b) => a.seq - b.seq);
    return { slots, assets: new Map(freshness), segments, lines };
  }

  #wished(slot: Row, segment: Row | undefined, { shown, size }: Showing) {
    const settled = segment
      ? settledWish(termsOf(slot, segment, { shown, size }))
      : this.#terms.get(this.#last.get(slot.id) ?? '');
    const hash = segment ? wishHash(termsOf(slot, segment, { shown, size })) : this.#last.get(slot.id);
    if (!settled || hash === undefined) throw new Error(`Nobody saw the slot ${slot.id} before its segment went.`);
    if (slot.wish_hash !== hash) throw new Error(`The slot ${slot.part} wants ${slot.wish_hash}, not ${hash}.`);
    this.#terms.set(hash, settled);
    this.#last.set(slot.id, hash);
    return { ...slot, wished: settled, hash };
  }

  #checkSegment(segment: Row, shown: Shown, all: (table: string) => readonly Row[]): void {
    const named = all('figure_reference')
      .filter(({ segment_id }) => segment_id === segment.id)
      .sort((a, b) => a.position - b.position)
      .map(({ kind, number, panel }) => ({ kind, number, panel }));
    expect(named).toEqual(figureMentions(segment.text));
    expect(segment.display_mode).toBe(displayModeWith(figuresIn(segment, shown)[0] ?? null, segment.display_mode));
  }
}

type Shown = ReadonlyMap<string, ShownFigure>;
interface Showing {
  readonly shown: Shown;
  readonly size: { readonly width: number; readonly height: number };
}

function figuresOf(all: (table: string) => readonly Row[]): Shown {
  return new Map(
    all('figure').map(({ id, script_id, kind, number, caption }) => {
      const slot = all('slot').find(({ owner_id }) => owner_id === id);
      const picture = all('asset').find((asset) => asset.id === slot?.current_id);
      return [`${script_id} ${kind} ${number}`, { kind, number, caption, sha256: picture?.sha256 }];
    }),
  );
}

function figuresIn({ script_id, text }: Row, shown: Shown): ShownFigure[] {
  const named = new Set(figureMentions(text).map(({ kind, number }) => `${script_id} ${kind} ${number}`));
  const [first] = named;
  if (!first || !shown.get(first)?.sha256) return [];
  return [...named].flatMap((name) => shown.get(name) ?? []).filter(({ sha256 }) => sha256);
}

function termsOf(slot: Row, segment: Row, { shown, size }: Showing): WishTerms {
  const { text, visual_direction: visualDirection, display_mode: displayMode, key_concepts: keyConcepts } = segment;
  const wishes = segmentWishes(
    { text, keyConcepts, visualDirection, displayMode, directedDirection: null, isClip: false },
    { size, rate: { numerator: 24, denominator: 1 }, narrator: null },
    figuresIn(segment, shown),
  );
  const base = wishes[slot.part];
  if (!base) throw new Error(`Nobody shows anything in the place ${slot.part}.`);
  return { ...base, overrides: slot.overrides, variation: slot.variation };
}

function checkPicked(slot: Row & { hash: string }, assets: readonly Row[]): void {
  const takes = assets
    .filter(({ slot_id }) => slot_id === slot.id)
    .map(({ id, status, wish_hash: wishHash, take }) => ({ id, status, wishHash, take }));
  const approved = takes.filter(({ status }) => LOCKED_STATUSES.includes(status));
  const picked = [bestTake([...takes], slot.hash)?.id ?? null, bestTake(approved, slot.hash)?.id ?? null];
  expect([slot.current_id, slot.approved_id]).toEqual(picked);
}

/** Which takes are fresh in the one and stale in the other. */
export function turnedStale(before: Counted, after: Counted): string[] {
  return [...after.assets.values()]
    .filter(({ id, fresh }) => !fresh && before.assets.get(id)?.fresh)
    .map(({ id }) => id)
    .sort();
}

/** What an estimate gives now for the places that the edit reached and that had been filled: nothing where a usable take exists. */
export function estimateOf(before: Counted, after: Counted): bigint {
  const takes = [...after.assets.values()];
  return [...after.slots.values()]
    .filter(({ id, hash }) => before.slots.has(id) && before.slots.get(id)?.hash !== hash)
    .filter(({ id }) => takes.some(({ slot_id }) => slot_id === id))
    .filter(
      ({ hash, type }) =>
        !takes.some((take) => take.wish_hash === hash && take.type === type && take.status !== 'REJECTED'),
    )
    .reduce((total, { wished }) => total + PRICES.ceilingMicros(wished), 0n);
}
