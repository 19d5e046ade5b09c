/** Every vendor of sound that is asked over the network: one line a vendor. */
export { elevenLabsSound } from './elevenlabs';
export { replicateSound } from './replicate';
