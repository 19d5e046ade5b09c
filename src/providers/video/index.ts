import { offlineVideo } from './offline';
import type { StillEncoder } from './still-encoder';
import type { VideoProvider } from './video';

/** Every vendor of video that is asked over the network, the server's own choice first: one line a vendor. */
export const VIDEO_VENDORS: readonly VideoProvider[] = [];

/** Those, and who stands in for them. */
export function openVideoProviders({ studio }: { readonly studio: StillEncoder }): VideoProvider[] {
  return [...VIDEO_VENDORS, offlineVideo(studio)];
}
