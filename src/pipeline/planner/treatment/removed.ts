import { REMOVED } from './secret-kinds';
import { withoutSecretsIn } from './secrets';
import type { Treatment } from './treatment';
import { withoutAddresses } from './web-addresses';

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
