import { IMAGE_VENDORS } from './image';
import { LIPSYNC_VENDORS } from './lipsync';
import type { Billed, Model, Provider, Setting } from './provider';
import { SOUND_VENDORS } from './sound';
import { SPEECH_VENDORS } from './speech';
import { TEXT_VENDORS } from './text';
import { VIDEO_VENDORS } from './video';
import { VISION_VENDORS } from './vision';

/** Any provider, as whoever does not ask it sees it. */
export type Listed = Omit<
  Provider<never, never, Billed, Model>,
  'answers' | 'make' | 'submit' | 'poll' | 'cancel' | 'pollSeconds' | 'price' | 'serves'
>;

/** All vendors that are asked over the network, whether anybody has a key for them or not. */
export const VENDORS: readonly Listed[] = [
  ...TEXT_VENDORS,
  ...SPEECH_VENDORS,
  ...IMAGE_VENDORS,
  ...VIDEO_VENDORS,
  ...SOUND_VENDORS,
  ...VISION_VENDORS,
  ...LIPSYNC_VENDORS,
];

/** All that any of them may be told, each once. */
export const VENDOR_SETTINGS: readonly Setting[] = [
  ...new Map(VENDORS.flatMap(({ settings }) => settings).map((setting) => [setting.name, setting])).values(),
];
