import { byHouse } from '../by-house';
import type { ImageProvider } from './image';
import { type OfflineImageOptions, openOfflineImage } from './offline';
import { openPress, type Press } from './press';
import * as vendors from './vendors';

export const IMAGE_VENDORS: readonly ImageProvider[] = byHouse(vendors);

export interface ImageHouse {
  /** Those, who stands in for them, and the press. */
  readonly providers: readonly ImageProvider[];
  readonly drawCard: Press['drawCard'];
}

export function openImageProviders(options: OfflineImageOptions = {}): ImageHouse {
  const press = openPress(options);
  return { providers: [...IMAGE_VENDORS, openOfflineImage(options), press.provider], drawCard: press.drawCard };
}
