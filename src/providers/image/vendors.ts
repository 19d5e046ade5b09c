/** Every vendor of image that is asked over the network: one line a vendor. */
export { openaiImage } from './openai';
export { replicateImage } from './replicate';
