import { replicateVideo } from './replicate';
import type { VideoProvider } from './video';

/** Every vendor of video that is asked over the network, the server's own choice first: one line a vendor. */
export const VIDEO_VENDORS: readonly VideoProvider[] = [replicateVideo];
