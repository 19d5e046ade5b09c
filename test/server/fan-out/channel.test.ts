import fc from 'fast-check';
import pino from 'pino';
import type { EventReader } from '../../../src/reads/reads';
import { Channel } from '../../../src/server/fan-out/channel';
import type { Seat } from '../../../src/server/fan-out/seat';
import type { Wire } from '../../../src/server/fan-out/wire';
import { LINES_A_PAGE } from '../../../src/server/follow';
import { LogSignals } from '../../../src/server/log-signals';

const TOPIC = 'log:1';
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A socket that takes what it is given, or lets it lie until it reads again. */
class Paper {
  readonly seqs: number[] = [];
  isFull = false;
  waits = 0;
  #reads: (() => void)[] = [];

  write(messages: Buffer): void {
    for (const [, seq] of messages.toString('latin1').matchAll(/"payload":(\d+)\}/g)) this.seqs.push(Number(seq));
  }

  async drained(): Promise<void> {
    this.waits += 1;
    if (this.isFull) await new Promise<void>((resolve) => this.#reads.push(resolve));
  }

  readAgain(): void {
    this.isFull = false;
    for (const resolve of this.#reads.splice(0)) resolve();
  }

  get wire(): Wire {
    return this as unknown as Wire;
  }
}

/** A log in memory; a read sees what was there when it began, and answers some turns later. */
class Log {
  lines = 0;
  reads = 0;
  fault: Error | null = null;
  readonly signals = new LogSignals('postgres://nowhere', [], pino({ level: 'silent' }));
  isEmpty = false;
  readonly channel = new Channel(
    {
      topic: TOPIC,
      signals: this.signals,
      read: (after) => this.#read(after),
      payloadOf: async (line) => String(line),
    },
    () => {
      this.isEmpty = true;
    },
  );

  constructor(private readonly turnsARead: () => number = () => 1) {}

  #read = (async (after) => {
    this.reads += 1;
    if (this.fault) throw this.fault;
    const page: [number, object][] = [];
    for (let seq = after + 1; seq <= this.lines && page.length < LINES_A_PAGE; seq += 1)
      page.push([seq, seq as unknown as object]);
    for (let turns = this.turnsARead(); turns > 0; turns -= 1) await turn();
    return page as Awaited<ReturnType<EventReader>>;
  }) satisfies EventReader;

  write(lines: number): void {
    this.lines += lines;
    this.signals.wake(TOPIC);
  }

  sit(afterSeq: number): { seat: Seat; paper: Paper; over: Promise<unknown> } {
    const paper = new Paper();
    const seat = this.channel.seat(paper.wire, { subscriptionId: 'x', afterSeq });
    return { seat, paper, over: seat.next() };
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await turn();
}

const upTo = (last: number, after = 0) => Array.from({ length: last - after }, (_, index) => after + index + 1);

test('a line is read once for a hundred seats, and reaches them all', async () => {
  const log = new Log();
  log.write(3);
  const seats = Array.from({ length: 100 }, () => log.sit(0));
  await until(() => seats.every(({ paper }) => paper.seqs.length === 3));
  const before = log.reads;
  log.write(1);
  await until(() => seats.every(({ paper }) => paper.seqs.length === 4));
  expect(log.reads - before).toBeLessThanOrEqual(2); // the line, and perhaps a look at what was written while they sat down
  for (const { seat, paper } of seats) {
    expect(paper.seqs).toEqual([1, 2, 3, 4]);
    await seat.return();
  }
  expect(log.isEmpty).toBe(true);
});

test('many notes about a log that grows all the time are one read', async () => {
  const log = new Log();
  const { paper, seat } = log.sit(0);
  await until(() => log.reads >= 2);
  const before = log.reads;
  for (let line = 0; line < 500; line += 1) {
    log.write(1);
    await turn();
  }
  await until(() => paper.seqs.length === 500);
  expect(log.reads - before).toBeLessThan(50);
  await seat.return();
});

test('whoever is beyond the end of the log waits there, and holds up nobody who is not', async () => {
  const log = new Log();
  log.write(2);
  const far = log.sit(5);
  await until(() => log.reads >= 2);
  const near = log.sit(1);
  await until(() => near.paper.seqs.length === 1);
  log.write(5);
  await until(() => near.paper.seqs.length === 6 && far.paper.seqs.length === 2);
  expect([near.paper.seqs, far.paper.seqs]).toEqual([upTo(7, 1), [6, 7]]);
  for (const { seat } of [near, far]) await seat.return();
});

test('who stops reading is waited for once, while all others go on', async () => {
  const log = new Log();
  const [stopped, reading] = [log.sit(0), log.sit(0)];
  await until(() => log.reads >= 2);
  stopped.paper.isFull = true;
  for (let line = 1; line <= 20; line += 1) {
    log.write(1);
    await until(() => reading.paper.seqs.length === line);
  }
  expect([stopped.paper.seqs, stopped.paper.waits]).toEqual([[], 2]); // when it sat down, and since
  expect(log.reads).toBeLessThan(30);
  stopped.paper.readAgain();
  await until(() => stopped.paper.seqs.length === 20);
  for (const { seat } of [stopped, reading]) await seat.return();
});

test('a read that fails ends the subscriptions of all who sat there, and the next can follow again', async () => {
  const log = new Log();
  const seats = [log.sit(0), log.sit(0)];
  await until(() => log.reads >= 2);
  log.fault = new Error('the database is away');
  const ends = seats.map(({ over }) => expect(over).rejects.toThrow('the database is away'));
  log.write(1);
  await Promise.all(ends);
  expect(log.isEmpty).toBe(true);
});

test('a seat that nobody asks for anything sends nothing, and one that was left neither', async () => {
  const log = new Log();
  log.write(1);
  const paper = new Paper();
  const seat = log.channel.seat(paper.wire, { subscriptionId: 'x', afterSeq: 0 });
  const other = log.sit(0);
  await other.seat.return();
  for (let turns = 0; turns < 5; turns += 1) await turn();
  expect([paper.seqs, other.paper.seqs]).toEqual([[], []]);
  expect(await other.over).toEqual({ done: true, value: undefined });
  await seat.return();
});

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('write' as const), count: fc.integer({ min: 1, max: 260 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('sit' as const), back: fc.integer({ min: -3, max: 300 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), which: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('stop reading' as const), which: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('read again' as const), which: fc.nat() }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('wait' as const), turns: fc.nat(6) }) },
);

test('whoever sits down, stops reading and reads again whenever it may be gets every line after its number, in order, once', async () => {
  const property = async (
    steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
    turns: number[],
  ) => {
    let read = 0;
    const log = new Log(() => turns[read++ % turns.length] ?? 1);
    const seats: (ReturnType<Log['sit']> & { after: number })[] = [];
    for (const each of steps) {
      const seat = 'which' in each ? seats[each.which % Math.max(1, seats.length)] : undefined;
      if (each.do === 'write') log.write(each.count);
      if (each.do === 'sit') {
        const after = Math.max(0, log.lines - each.back);
        seats.push({ ...log.sit(after), after });
      }
      if (each.do === 'stop reading' && seat) seat.paper.isFull = true;
      if (each.do === 'read again') seat?.paper.readAgain();
      if (each.do === 'leave' && seat) {
        seats.splice(seats.indexOf(seat), 1);
        seat.paper.readAgain();
        await seat.seat.return();
      }
      if (each.do === 'wait') for (let left = each.turns; left > 0; left -= 1) await turn();
    }
    for (const { paper } of seats) paper.readAgain();
    log.write(4); // beyond whoever sat beyond the end
    const isThere = ({ paper, after }: { paper: Paper; after: number }) => paper.seqs.length >= log.lines - after;
    await until(() => seats.every(isThere));
    for (const { paper, after, seat } of seats) {
      expect(paper.seqs).toEqual(upTo(log.lines, after));
      await seat.return();
    }
  };
  const turns = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 9 });
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), turns, property), { numRuns: 60 });
});
