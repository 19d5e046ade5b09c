import { byHouse } from '../by-house';
import * as vendors from './vendors';
import type { VideoProvider } from './video';

export const VIDEO_VENDORS: readonly VideoProvider[] = byHouse(vendors);
