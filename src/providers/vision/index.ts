import { byHouse } from '../by-house';
import * as vendors from './vendors';
import type { VisionProvider } from './vision';

export const VISION_VENDORS: readonly VisionProvider[] = byHouse(vendors);
