import type { FfmpegRunner } from './ffmpeg-runner';
import { offlineSound } from './offline';
import { replicateSound } from './replicate';
import type { SoundProvider } from './sound';

/** Every vendor of sound that is asked over the network, the server's own choice first: one line a vendor. */
export const SOUND_VENDORS: readonly SoundProvider[] = [replicateSound];

/** Those, and who stands in for them. */
export function openSoundProviders({ ffmpeg }: { readonly ffmpeg: FfmpegRunner }): SoundProvider[] {
  return [...SOUND_VENDORS, offlineSound(ffmpeg)];
}
