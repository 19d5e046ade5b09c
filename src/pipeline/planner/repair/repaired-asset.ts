import { isOpenAddress } from '../asset-address';
import type { AssetWords } from '../asset-words';
import { metaOf } from '../asset-words';
import { pathTo } from '../json/json-value';
import type { Asset } from '../manifest/asset-schema';
import type { Warn } from '../warnings';
import type { Draft } from './draft-schema';

type AssetDraft = NonNullable<Draft['assets']>[string];

/** It is called as its key, comes from somebody, and what this plan is to make is not there yet. */
export function repairedAsset(key: string, draft: AssetDraft, warn: Warn): Asset {
  const path = pathTo('assets', key);
  const told = (code: string, field: string, ending: string) =>
    warn({ code, message: `${path}.${field} ${ending}.`, path: `${path}.${field}` });
  const { originUrl, ...rest } = draft;
  const isOpen = originUrl !== undefined && isOpenAddress(originUrl);
  const source = draft.source ?? (isOpen || /^user/i.test(key) ? 'user' : 'generated');
  const role = draft.role ?? 'primary';
  if (draft.id !== key) told('ASSET_RENAMED', 'id', 'is now its key');
  if (draft.source === undefined) told('INVALID_ASSET_SOURCE', 'source', `is now ${source}`);
  if (draft.role === undefined) told('FILLED', 'role', `was not said, and is ${role}`);
  if (originUrl !== undefined && !isOpen)
    told('ADDRESS_REMOVED', 'originUrl', 'is no open https address, and is removed');
  const isToBeMade = source === 'generated' && draft.status !== undefined && draft.status !== 'pending';
  if (isToBeMade) told('ASSET_PENDING', 'status', 'is now pending: a job of this plan makes it');
  return {
    ...rest,
    ...(isOpen && { originUrl }),
    ...(isToBeMade && { status: 'pending' as const }),
    id: key,
    source,
    role,
  };
}

/** What is shown and not there is drawn. */
export function createdAsset(id: string, role: Asset['role'], words: AssetWords): Asset {
  return { id, source: 'generated', role, status: 'pending', meta: metaOf(words) };
}
