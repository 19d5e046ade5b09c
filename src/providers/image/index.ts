import { byHouse } from '../by-house';
import type { ImageProvider } from './image';
import { type OfflineImageOptions, openOfflineImage } from './offline';
import * as vendors from './vendors';

export const IMAGE_VENDORS: readonly ImageProvider[] = byHouse(vendors);

/** Those, and who stands in for them. */
export function openImageProviders(options: OfflineImageOptions = {}): ImageProvider[] {
  return [...IMAGE_VENDORS, openOfflineImage(options)];
}
