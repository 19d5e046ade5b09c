import { Warnings } from '../warnings';
import { readAssetLines } from './asset-lines';
import { plainCharacters } from './characters';
import { withoutMarkup } from './markup';
import { REMOVED } from './secret-kinds';
import { withoutSecretsIn } from './secrets';
import type { Treatment } from './treatment';
import { withoutAddresses } from './web-addresses';

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

/** Takes addresses and secrets out of texts, and counts them by kind. */
export class Removed {
  readonly #secrets = new Map<string, number>();
  #addresses = 0;

  from(text: string): string {
    const unlinked = withoutAddresses(text, () => {
      this.#addresses += 1;
    });
    return withoutSecretsIn(unlinked, (kind) => this.secret(kind));
  }

  secret(kind: string): void {
    this.#secrets.set(kind, (this.#secrets.get(kind) ?? 0) + 1);
  }

  get warnings(): Treatment['warnings'] {
    const secrets = [...this.#secrets].map(([kind, count]) => `${kind}${count > 1 ? ` (${count} times)` : ''}`);
    const told = [
      secrets.length > 0 && {
        code: 'SECRET_REMOVED',
        message: `What looks like ${secrets.join(', ')} was removed; ${REMOVED} stands for it. If it is real, replace it.`,
        path: null,
      },
      this.#addresses > 0 && {
        code: 'ADDRESS_REMOVED',
        message: `${this.#addresses} web address${this.#addresses > 1 ? 'es were' : ' was'} removed; ${REMOVED} stands for each.`,
        path: null,
      },
    ];
    return told.filter((warning) => warning !== false);
  }
}
