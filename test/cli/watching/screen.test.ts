import fc from 'fast-check';
import { bars } from '../../../src/cli/watching/bars';
import { milestones } from '../../../src/cli/watching/milestones';
import { BEFORE_RUN } from '../../../src/cli/watching/progress';
import { Screen, type Terminal } from '../../../src/cli/watching/screen';
import { begun, failed, finished, lastOf, logOf, logs, made, progressed, reused, started, statesOf } from './run-lines';

/** What a terminal of the given width would show: lines, a cursor, and the few commands that the screen uses. */
class FakeTerminal implements Terminal {
  rowsShown: string[] = [''];
  cursorShown = true;
  writes = 0;
  text = '';
  listeners: (() => void)[] = [];
  #row = 0;

  constructor(
    readonly isTTY: boolean,
    public columns = 80,
    public rows = 200,
  ) {}

  hasColors(): boolean {
    return this.isTTY;
  }

  on(_event: 'resize', listener: () => void): void {
    this.listeners.push(listener);
  }

  off(_event: 'resize', listener: () => void): void {
    this.listeners = this.listeners.filter((known) => known !== listener);
  }

  write(text: string): void {
    this.writes += 1;
    this.text += text;
    for (const [, up, command, letter] of text.matchAll(PARTS)) {
      if (up !== undefined) this.#up(Number(up));
      else if (command !== undefined) this.#obey(command);
      else this.#type(letter ?? '');
    }
    expect(this.rowsShown.filter((row) => row.length > this.columns)).toEqual([]);
  }

  /** As terminals do that flow their text anew. */
  resize(columns: number): void {
    this.columns = columns;
    this.rowsShown = this.rowsShown.flatMap((row) => row.match(new RegExp(`.{1,${columns}}`, 'gu')) ?? ['']);
    this.#row = this.rowsShown.length - 1;
    for (const listener of this.listeners) listener();
  }

  #up(count: number): void {
    expect(count).toBeLessThanOrEqual(this.#row);
    this.#row -= count;
  }

  #obey(command: string): void {
    if (command === 'J') this.rowsShown.splice(this.#row, Number.POSITIVE_INFINITY, '');
    else if (command.startsWith('?25')) this.cursorShown = command === '?25h';
    else expect(command).toMatch(/^[0-9;]*m$/);
  }

  #type(letter: string): void {
    if (letter === '\r') return;
    if (letter === '\n') {
      this.#row += 1;
      this.rowsShown[this.#row] ??= '';
    } else this.rowsShown[this.#row] += letter;
  }
}

const ESC = '\u001b';
const PARTS = new RegExp(String.raw`${ESC}\[(\d+)A|${ESC}\[([?0-9;]*[A-Za-z])|([^${ESC}])`, 'gu');

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const log = logOf(4, [
  started({ AUDIO: 4 }),
  begun('AUDIO', 1),
  progressed('AUDIO', 1, 0.5),
  made('AUDIO', 1),
  reused('AUDIO', 2),
  made('AUDIO', 3),
  failed('AUDIO', 4),
  finished('PARTIAL'),
]);

test('a terminal shows the bars of the last state, in place, and has its cursor back at the end', () => {
  const terminal = new FakeTerminal(true);
  const screen = new Screen(terminal);
  for (const state of statesOf(log).slice(1)) {
    screen.show(state);
    expect(terminal.cursorShown).toBe(false);
    jest.advanceTimersByTime(100);
    expect(terminal.rowsShown).toEqual([...bars(state, { columns: 79 }), '']);
  }
  screen.close();
  expect(terminal.cursorShown).toBe(true);
  expect(terminal.listeners).toEqual([]);
  expect(terminal.rowsShown).toEqual([...bars(lastOf(log), { columns: 79 }), '']);
});

test('it is drawn at most ten times a second, and the last state is never left out', () => {
  const terminal = new FakeTerminal(true);
  const screen = new Screen(terminal);
  const states = statesOf(log);
  for (let elapsedMs = 0; elapsedMs < 1_000; elapsedMs += 1) {
    screen.show(states[elapsedMs % states.length] ?? BEFORE_RUN);
    jest.advanceTimersByTime(1);
  }
  expect(terminal.writes).toBeGreaterThan(8);
  expect(terminal.writes).toBeLessThanOrEqual(11);
  screen.show(lastOf(log));
  screen.close();
  expect(terminal.rowsShown).toEqual([...bars(lastOf(log), { columns: 79 }), '']);
});

test('what is said stays above the bars, in order, and cannot steer the terminal', () => {
  const terminal = new FakeTerminal(true);
  const screen = new Screen(terminal);
  screen.say('The first.');
  screen.show(lastOf(log));
  screen.say('The second\u001b[2J.');
  screen.say('The third.');
  screen.close();
  const above = ['The first.', 'The second [2J.', 'The third.'];
  expect(terminal.rowsShown).toEqual([...above, ...bars(lastOf(log), { columns: 79 }), '']);
});

test('a terminal that changes its size is redrawn at once, with nothing left of the old size', () => {
  fc.assert(
    fc.property(logs, fc.array(fc.integer({ min: 8, max: 120 }), { maxLength: 6 }), (lines, widths) => {
      const terminal = new FakeTerminal(true);
      const screen = new Screen(terminal);
      const states = statesOf(lines).slice(1);
      [80, ...widths].forEach((width, n) => {
        screen.show(states[n % states.length] ?? BEFORE_RUN);
        jest.advanceTimersByTime(100);
        terminal.resize(width);
        jest.advanceTimersByTime(100);
        const shown = bars(states[n % states.length] ?? BEFORE_RUN, { columns: width - 1 });
        expect(terminal.rowsShown).toEqual([...shown, '']);
      });
      screen.close();
    }),
    { numRuns: 60 },
  );
});

test('more stages than the window has rows are cut to the last ones', () => {
  const terminal = new FakeTerminal(true, 80, 3);
  const screen = new Screen(terminal);
  screen.show(lastOf(logOf(5, [started({ A: 1, B: 1, C: 1, D: 2 })])));
  screen.close();
  expect(terminal.rowsShown.map((row) => row.trim().split(' ')[0])).toEqual(['D', 'ALL', '']);
});

test('a second run starts on new lines', () => {
  const terminal = new FakeTerminal(true);
  const screen = new Screen(terminal);
  screen.show(lastOf(log));
  screen.close();
  screen.show(lastOf(log));
  screen.close();
  expect(terminal.rowsShown).toHaveLength(5);
  expect(terminal.cursorShown).toBe(true);
});

test('where there is no terminal each stage is told as it begins, at each quarter and as it ends', () => {
  const file = new FakeTerminal(false);
  const screen = new Screen(file);
  for (const state of statesOf(log)) screen.show(state);
  screen.say('Done.');
  screen.close();
  expect(file.text.split('\n')).toEqual([
    'AUDIO begins: 4 jobs',
    'AUDIO 25 %: 1/4, 0:06 left, $0.0000',
    'AUDIO 50 %: 2/4, 1 reused, 0:06 left, $0.0000',
    'AUDIO 75 %: 3/4, 1 reused, 0:02 left, $0.0000',
    'AUDIO ends: 3/4, 1 reused, 1 failed, 0:05 taken, $0.0000',
    'Run PARTIAL: 3/4, 1 reused, 1 failed, 0:06 taken, $0.0000',
    'Done.',
    '',
  ]);
});

test('where there is no terminal no control character is written, and no more than six lines a stage', () => {
  fc.assert(
    fc.property(logs, (lines) => {
      const file = new FakeTerminal(false);
      const screen = new Screen(file);
      for (const state of statesOf(lines)) screen.show(state);
      screen.close();
      expect(file.text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      for (const { stage } of lastOf(lines).stages) {
        expect(file.text.split('\n').filter((line) => line.startsWith(`${stage} `)).length).toBeLessThanOrEqual(6);
      }
    }),
    { numRuns: 100 },
  );
});

test('states that come in one leap are told without the quarters between', () => {
  expect(milestones(BEFORE_RUN, lastOf(log))).toEqual([
    'AUDIO begins: 4 jobs',
    'AUDIO ends: 3/4, 1 reused, 1 failed, 0:05 taken, $0.0000',
    'Run PARTIAL: 3/4, 1 reused, 1 failed, 0:06 taken, $0.0000',
  ]);
});
