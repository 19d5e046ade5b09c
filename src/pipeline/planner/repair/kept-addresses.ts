import type { JsonObject, JsonValue } from '../../values/canonical-json';
import { isRecord } from '../json/json-value';

/** Addresses of assets are judged one by one; all others in a draft are removed unseen. */
export interface AddressesApart {
  readonly draft: JsonValue;
  /** By the keys of their assets. */
  readonly addresses: ReadonlyMap<string, string>;
}

export function addressesApart(draft: JsonValue): AddressesApart {
  const addresses = new Map<string, string>();
  if (!isRecord(draft) || !isRecord(draft.assets)) return { draft, addresses };
  const assets = Object.entries(draft.assets).map(([key, asset]): [string, JsonValue] => {
    if (!isRecord(asset) || typeof asset.originUrl !== 'string') return [key, asset];
    const { originUrl, ...rest } = asset;
    addresses.set(key, originUrl);
    return [key, rest];
  });
  return { draft: { ...draft, assets: Object.fromEntries(assets) }, addresses };
}

export function addressesBack({ draft, addresses }: AddressesApart): JsonValue {
  if (!isRecord(draft) || !isRecord(draft.assets)) return draft;
  const assets = Object.entries(draft.assets).map(([key, asset]): [string, JsonValue] => {
    const originUrl = addresses.get(key);
    return [key, isRecord(asset) && originUrl !== undefined ? withAddress(asset, originUrl) : asset];
  });
  return { ...draft, assets: Object.fromEntries(assets) };
}

function withAddress(asset: JsonObject, originUrl: string): JsonObject {
  return { ...asset, originUrl };
}
