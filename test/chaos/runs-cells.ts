import type { JobType } from '../../src/pipeline/runner/run';
import { type Blow, CODE_POINTS, type Point, STATEMENT_POINTS } from '../support/failpoints';
import type { EngineOrder } from './runs-engine';
import type { Fault } from './runs-stub';

/** One cell of the matrix: what goes wrong, and where. */
export interface Cell {
  readonly name: string;
  /** The engine strikes itself there; the next one goes on. */
  readonly blow?: Blow;
  /** What the supplier does the first time that it is asked for a picture. */
  readonly fault?: Fault;
  /** Of which suppliers; of all unless said. */
  readonly kinds?: readonly JobType[];
  readonly order?: Partial<EngineOrder>;
  /** What the harness does while it runs. */
  readonly during?: 'fast' | 'immediate' | 'stall' | 'freeze' | 'kill one of two';
  /** How long the first piece of work takes, in milliseconds. */
  readonly lateMs?: number;
  /** Somebody has to ask for it once more. */
  readonly isResumed?: boolean;
}

const AT_ONCE_KINDS: readonly JobType[] = ['GENERATE_IMAGE', 'GENERATE_CHART'];
const POINTS: readonly Point[] = [...CODE_POINTS, ...STATEMENT_POINTS];
/** Where an unknown end of a commit is worth a try. */
const CUTS: readonly Point[] = [
  'intent committed',
  'sending committed',
  'external id kept',
  'asset row committed, event published',
  'step done',
];
const SHORT = { timeoutSeconds: 0.7 };

/** `round` decides which of the jobs a blow falls on. */
export function cellsOf(round: number): Cell[] {
  const nth = 1 + (round % 4);
  return [
    ...POINTS.map((at): Cell => ({ name: `kill -9 at: ${at}`, blow: { at, nth, how: 'die' }, ...troubled(at) })),
    ...CUTS.map((at): Cell => ({ name: `connection lost in the commit: ${at}`, blow: { at, nth, how: 'cut' } })),
    ...faults(),
    { name: 'the disk is full when bytes are kept', order: { fullDisk: 1 } },
    { name: 'the database restarts (fast)', during: 'fast' },
    { name: 'the database restarts (immediate)', during: 'immediate' },
    { name: 'the database stalls for two seconds', during: 'stall' },
    { name: 'two engines on one run, one killed', during: 'kill one of two' },
    { name: 'two engines on one run, one asleep past its time', during: 'freeze' },
    {
      name: 'an answer after we stopped waiting',
      kinds: ['ENHANCE_IMAGE', 'GENERATE_VIDEO'],
      lateMs: 1_500,
      order: { timeoutSeconds: 0.5 },
      isResumed: true,
    },
  ];
}

/** A verdict is only given where something failed. */
function troubled(at: Point): Pick<Cell, 'fault'> {
  return at === 'verdict committed' ? { fault: { before: 'status', status: 503 } } : {};
}

function faults(): Cell[] {
  const after = (what: Extract<Fault, { after: string }>['after'], more: Partial<Cell> = {}): Cell => ({
    name: `the answer: ${what}`,
    fault: { after: what },
    ...more,
  });
  return [
    { name: 'no answer', fault: { before: 'silence' }, order: SHORT },
    after('silence', { order: SHORT }),
    after('half', { order: SHORT, kinds: AT_ONCE_KINDS }),
    { name: '429 with Retry-After', fault: { before: 'status', status: 429, retryAfterSeconds: 0.2 } },
    { name: '429 without Retry-After', fault: { before: 'status', status: 429 } },
    { name: '500', fault: { before: 'status', status: 500 } },
    { name: '503', fault: { before: 'status', status: 503 } },
    { name: 'connection reset before it was heard', fault: { before: 'reset' } },
    after('reset'),
    after('truncated', { kinds: AT_ONCE_KINDS }),
    after('corrupt', { kinds: AT_ONCE_KINDS }),
    after('another type', { kinds: AT_ONCE_KINDS }),
    after('a page', { kinds: AT_ONCE_KINDS }),
  ];
}
