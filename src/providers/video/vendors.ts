/** Every vendor of video that is asked over the network: one line a vendor. */
export { replicateVideo } from './replicate';
