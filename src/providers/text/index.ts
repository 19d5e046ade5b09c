import { type OfflineTextOptions, openOfflineText } from './offline';
import type { TextProvider } from './text';

/** Every vendor of text that is asked over the network, the server's own choice first: one line a vendor. */
export const TEXT_VENDORS: readonly TextProvider[] = [];

/** Those, and who quotes where nobody writes. */
export function openTextProviders(options: OfflineTextOptions = {}): TextProvider[] {
  return [...TEXT_VENDORS, openOfflineText(options)];
}
