import { byHouse } from '../by-house';
import type { FfmpegRunner } from './ffmpeg-runner';
import { offlineSound } from './offline';
import type { SoundProvider } from './sound';
import * as vendors from './vendors';

export const SOUND_VENDORS: readonly SoundProvider[] = byHouse(vendors);

/** Those, and who stands in for them. */
export function openSoundProviders({ ffmpeg }: { readonly ffmpeg: FfmpegRunner }): SoundProvider[] {
  return [...SOUND_VENDORS, offlineSound(ffmpeg)];
}
