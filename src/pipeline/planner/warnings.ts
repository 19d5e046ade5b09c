import { type PlanWarning, warningLine } from './plan-warning';

export type Warn = (warning: PlanWarning) => void;

/** A draft may have something wrong in a million places; nobody reads past some hundreds. */
export const MOST_WARNINGS = 300;

/** What was said while a plan was made: each thing once, in the order in which it was noticed. */
export class Warnings {
  readonly #told = new Map<string, PlanWarning>();
  readonly #lines = new Set<string>();
  #leftOut = 0;

  readonly add: Warn = (warning) => {
    const { code, message, path } = warning;
    if (this.#lines.size < MOST_WARNINGS) this.#lines.add(warningLine(warning));
    const key = `${code} ${path} ${message}`;
    if (this.#told.has(key)) return;
    if (this.#told.size < MOST_WARNINGS) this.#told.set(key, warning);
    else this.#leftOut += 1;
  };

  get isEmpty(): boolean {
    return this.#told.size === 0;
  }

  get list(): readonly PlanWarning[] {
    const told = [...this.#told.values()];
    if (this.#leftOut === 0) return told;
    return [...told, { code: 'MORE_WARNINGS', message: `${this.#leftOut} more warnings are left out.`, path: null }];
  }

  /** As they stand in a manifest: what is said of a hundred places stands there once. */
  get lines(): readonly string[] {
    return [...this.#lines];
  }
}
