import { beginningOf } from './json/storable';
import type { Asset } from './manifest/asset-schema';
import { type ChartDatum, VISUAL_KINDS, type VisualKind } from './treatment/treatment';

/** What an asset is to show: kept in its `meta`, which is open, so whatever stands there is looked at before it is believed. */
export interface AssetWords {
  readonly kind: VisualKind | 'BACKGROUND' | null;
  readonly prompt: string | null;
  /** Of a chart, what is stated. */
  readonly data: readonly ChartDatum[];
}

export function metaOf({ kind, prompt, data }: AssetWords): Asset['meta'] {
  return { kind, prompt, ...(data.length > 0 && { data: data.map((datum) => ({ ...datum })) }) };
}

export function wordsOf({ meta = {} }: Pick<Asset, 'meta'>): AssetWords {
  const { kind, prompt, data } = meta;
  const known = [...VISUAL_KINDS, 'BACKGROUND' as const].find((name) => name === kind);
  return {
    kind: known ?? null,
    prompt: typeof prompt === 'string' && prompt.trim() !== '' ? prompt.trim() : null,
    data: Array.isArray(data) ? data.flatMap(datumOf) : [],
  };
}

/** A number that nobody stated is not drawn. */
function datumOf(value: unknown): ChartDatum[] {
  const { label, value: number, unit } = Object(value) as Record<string, unknown>;
  if (typeof label !== 'string' || typeof number !== 'number' || !Number.isFinite(number)) return [];
  return [{ label, value: number, unit: typeof unit === 'string' ? unit : null }];
}

interface Spoken {
  readonly narration?: string;
  readonly notes?: string;
  readonly purpose: string;
}

/** What stands behind type, or where nobody says what is seen. */
export function backgroundWords({ notes, narration, purpose }: Spoken): AssetWords {
  const about = [notes, narration, purpose].find((text) => text !== undefined && text.trim() !== '') ?? purpose;
  return { kind: 'BACKGROUND', prompt: `Background without lettering: ${beginningOf(about, 300)}`, data: [] };
}

/** Whether it is there already: what nobody says of it, its address does. */
export function isReady({ status, originUrl }: Asset): boolean {
  return status === undefined ? originUrl !== undefined : status === 'ready';
}
