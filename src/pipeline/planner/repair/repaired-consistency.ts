import type { Assets } from '../manifest/asset-schema';
import type { Consistency } from '../manifest/manifest-schema';
import type { Warn } from '../warnings';
import type { Draft } from './draft-schema';
import { filledWith } from './filled-with';

export function repairedConsistency(
  draft: NonNullable<Draft['consistency']>,
  { tone, assets, warn }: { readonly tone: string; readonly assets: Assets; readonly warn: Warn },
): Consistency {
  const { brand, ...filled } = filledWith(
    draft,
    {
      character_faces: 'locked' as const,
      voice_style: 'consistent' as const,
      visual_continuity: 'maintain' as const,
      tone,
    },
    { path: 'consistency', warn },
  );
  return brand ? { ...filled, brand: repairedBrand(brand, assets, warn) } : filled;
}

type Brand = NonNullable<Consistency['brand']>;

/** A logo that nobody has cannot be drawn for them. */
function repairedBrand({ logoAssetId, ...brand }: Brand, assets: Assets, warn: Warn): Brand {
  if (logoAssetId === undefined || Object.hasOwn(assets, logoAssetId))
    return { ...brand, ...(logoAssetId && { logoAssetId }) };
  const path = 'consistency.brand.logoAssetId';
  warn({ code: 'MISSING_ASSET', message: `${path} names an asset that does not exist, and is removed.`, path });
  return brand;
}
