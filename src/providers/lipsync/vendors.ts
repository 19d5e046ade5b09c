/** Every vendor of lipsync that is asked over the network: one line a vendor. */
export { replicateLipsync } from './replicate';
