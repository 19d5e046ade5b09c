import type { FfmpegRunner } from './ffmpeg-runner';
import { type OfflineSoundOptions, offlineSound } from './offline';
import type { SoundProvider } from './sound';

/** Every vendor of sound that is asked over the network, the server's own choice first: one line a vendor. */
export const SOUND_VENDORS: readonly SoundProvider[] = [];

interface SoundOptions extends OfflineSoundOptions {
  readonly ffmpeg: FfmpegRunner;
}

/** Those, and who stands in for them. */
export function openSoundProviders({ ffmpeg, ...options }: SoundOptions): SoundProvider[] {
  return [...SOUND_VENDORS, offlineSound(ffmpeg, options)];
}
