import { byHouse } from '../by-house';
import { offlineVideo } from './offline';
import type { StillEncoder } from './still-encoder';
import * as vendors from './vendors';
import type { VideoProvider } from './video';

export const VIDEO_VENDORS: readonly VideoProvider[] = byHouse(vendors);

/** Those, and who stands in for them. */
export function openVideoProviders({ studio }: { readonly studio: StillEncoder }): VideoProvider[] {
  return [...VIDEO_VENDORS, offlineVideo(studio)];
}
