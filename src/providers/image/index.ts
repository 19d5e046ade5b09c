import type { ImageProvider } from './image';
import { type OfflineImageOptions, openOfflineImage } from './offline';
import { replicateImage } from './replicate';

/** Every vendor of pictures that is asked over the network, the server's own choice first: one line a vendor. */
export const IMAGE_VENDORS: readonly ImageProvider[] = [replicateImage];

/** Those, and who stands in for them. */
export function openImageProviders(options: OfflineImageOptions = {}): ImageProvider[] {
  return [...IMAGE_VENDORS, openOfflineImage(options)];
}
