import type { LipsyncProvider } from './lipsync';
import { replicateLipsync } from './replicate';

/** Every vendor of lipsync that is asked over the network, the server's own choice first: one line a vendor. */
export const LIPSYNC_VENDORS: readonly LipsyncProvider[] = [replicateLipsync];
