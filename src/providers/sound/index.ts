import type { FfmpegRunner } from './ffmpeg-runner';
import { offlineSound } from './offline';
import type { SoundSupplier } from './sound';

/** Every supplier of sound, in no order of preference: one line a vendor. */
export function openSoundSuppliers({ ffmpeg }: { readonly ffmpeg: FfmpegRunner }): SoundSupplier[] {
  return [offlineSound(ffmpeg)];
}
