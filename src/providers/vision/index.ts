import { type OfflineVisionOptions, openOfflineVision } from './offline';
import type { VisionProvider } from './vision';

/** Every vendor of vision that is asked over the network, the server's own choice first: one line a vendor. */
export const VISION_VENDORS: readonly VisionProvider[] = [];

/** Those, and who measures where nobody sees. */
export function openVisionProviders(options: OfflineVisionOptions = {}): VisionProvider[] {
  return [...VISION_VENDORS, openOfflineVision(options)];
}
