import { stripVTControlCharacters } from 'node:util';
import { bars, printable } from './bars';
import { milestones } from './milestones';
import { BEFORE_RUN, type RunState } from './progress';

/** What the screen needs of `process.stdout`. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
  hasColors?(): boolean;
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
}

const REDRAW_MS = 100;
const DEFAULT_COLUMNS = 80;
const [HIDE_CURSOR, SHOW_CURSOR, CLEAR_BELOW] = ['\u001b[?25l', '\u001b[?25h', '\u001b[J'];

/**
 * The bars of a run: redrawn in place on a terminal, told line by line anywhere else. Whoever opens it closes it, also
 * when interrupted: until then a terminal has no cursor.
 */
export class Screen {
  readonly #terminal: Terminal;
  readonly #redraw = (): void => this.#drawSoon();
  #state: RunState = BEFORE_RUN;
  #said: string[] = [];
  #drawn: string[] = [];
  #drawnAtMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #isOpen = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(state: RunState): void {
    const before = this.#state;
    this.#state = state;
    if (this.#terminal.isTTY) this.#drawSoon();
    else for (const line of milestones(before, state)) this.#terminal.write(`${line}\n`);
  }

  /** A line that stays, above the bars. */
  say(text: string): void {
    if (!this.#terminal.isTTY) return void this.#terminal.write(`${printable(text)}\n`);
    this.#said.push(printable(text));
    this.#drawSoon();
  }

  /** Draws what is still to be drawn and leaves it standing, with the cursor below. Another run may follow. */
  close(): void {
    if (this.#timer || this.#said.length > 0) this.#draw();
    if (this.#isOpen) {
      this.#terminal.off('resize', this.#redraw);
      this.#terminal.write(SHOW_CURSOR);
    }
    this.#isOpen = false;
    this.#drawn = [];
    this.#state = BEFORE_RUN;
  }

  #drawSoon(): void {
    if (this.#timer) return;
    const waitMs = this.#drawnAtMs + REDRAW_MS - performance.now();
    if (waitMs <= 0) return void this.#draw();
    this.#timer = setTimeout(() => this.#draw(), waitMs).unref();
  }

  #draw(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#drawnAtMs = performance.now();
    const begin = this.#isOpen ? '' : this.#open();
    const lines = this.#lines();
    const text = [...this.#said, ...lines].map((line) => `${line}\n`).join('');
    this.#terminal.write(`${begin}${this.#backToTop()}${CLEAR_BELOW}${text}`);
    this.#said = [];
    this.#drawn = lines;
  }

  #open(): string {
    this.#isOpen = true;
    this.#terminal.on('resize', this.#redraw);
    return HIDE_CURSOR;
  }

  #columns(): number {
    return Math.max(2, this.#terminal.columns || DEFAULT_COLUMNS);
  }

  /** The last column stays free: some terminals wrap as soon as it is filled. What is higher than the window cannot be redrawn. */
  #lines(): string[] {
    const colour = this.#terminal.hasColors?.() ?? false;
    const all = bars(this.#state, { columns: this.#columns() - 1, colour });
    const rows = this.#terminal.rows || Number.POSITIVE_INFINITY;
    return all.slice(-Math.max(1, rows - 1));
  }

  /** A window that became narrower has wrapped the lines that were drawn, so they are more rows now than they were. */
  #backToTop(): string {
    const width = (line: string) => stripVTControlCharacters(line).length;
    const rows = this.#drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(width(line) / this.#columns())), 0);
    return rows > 0 ? `\r\u001b[${rows}A` : '\r';
  }
}
