import { byHouse } from '../by-house';
import { type OfflineVisionOptions, openOfflineVision } from './offline';
import * as vendors from './vendors';
import type { VisionProvider } from './vision';

export const VISION_VENDORS: readonly VisionProvider[] = byHouse(vendors);

/** Those, and who measures where nobody sees. */
export function openVisionProviders(options: OfflineVisionOptions = {}): VisionProvider[] {
  return [...VISION_VENDORS, openOfflineVision(options)];
}
