import { byHouse } from '../by-house';
import type { LipsyncProvider } from './lipsync';
import * as vendors from './vendors';

export const LIPSYNC_VENDORS: readonly LipsyncProvider[] = byHouse(vendors);
