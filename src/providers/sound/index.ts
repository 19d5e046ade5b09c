import { byHouse } from '../by-house';
import type { FfmpegRunner } from './ffmpeg-runner';
import { type OfflineSoundOptions, offlineSound } from './offline';
import type { SoundProvider } from './sound';
import * as vendors from './vendors';

export const SOUND_VENDORS: readonly SoundProvider[] = byHouse(vendors);

interface SoundOptions extends OfflineSoundOptions {
  readonly ffmpeg: FfmpegRunner;
}

/** Those, and who stands in for them. */
export function openSoundProviders({ ffmpeg, ...options }: SoundOptions): SoundProvider[] {
  return [...SOUND_VENDORS, offlineSound(ffmpeg, options)];
}
