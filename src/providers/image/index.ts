import type { ImageProvider } from './image';
import { type OfflineImageOptions, openOfflineImage } from './offline';
import { openaiImage } from './openai';

/** Every vendor of pictures that is asked over the network, the server's own choice first: one line a vendor. */
export const IMAGE_VENDORS: readonly ImageProvider[] = [openaiImage];

/** Those, and who stands in for them. */
export function openImageProviders(options: OfflineImageOptions = {}): ImageProvider[] {
  return [...IMAGE_VENDORS, openOfflineImage(options)];
}
