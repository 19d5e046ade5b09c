import { Warnings } from '../warnings';
import { readAssetLines } from './asset-lines';
import { plainCharacters } from './characters';
import { withoutMarkup } from './markup';
import { Removed } from './removed';
import type { Treatment } from './treatment';

export interface Sanitised extends Pick<Treatment, 'assets' | 'warnings'> {
  /** With the lines that it had: what was taken out leaves a mark. */
  readonly text: string;
}

/**
 * What of a treatment may be kept, shown and told to a model. What was removed is counted by kind in warnings, and never shown.
 * Markup goes first, since a secret may be hidden in it; addresses go before secrets, since they contain some.
 */
export function sanitised(written: string): Sanitised {
  const warnings = new Warnings();
  const removed = new Removed();
  const { text: unlinked, assets } = readAssetLines(withoutMarkup(plainCharacters(written)), warnings.add);
  const text = removed.from(unlinked);
  for (const warning of removed.warnings) warnings.add(warning);
  return { text, assets, warnings: warnings.list };
}
