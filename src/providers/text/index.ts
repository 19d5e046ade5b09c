import { byHouse } from '../by-house';
import type { TextProvider } from './text';
import * as vendors from './vendors';

export const TEXT_VENDORS: readonly TextProvider[] = byHouse(vendors);
