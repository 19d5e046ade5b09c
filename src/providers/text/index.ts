import { byHouse } from '../by-house';
import { type OfflineTextOptions, openOfflineText } from './offline';
import type { TextProvider } from './text';
import * as vendors from './vendors';

export const TEXT_VENDORS: readonly TextProvider[] = byHouse(vendors);

/** Those, and who quotes where nobody writes. */
export function openTextProviders(options: OfflineTextOptions = {}): TextProvider[] {
  return [...TEXT_VENDORS, openOfflineText(options)];
}
