/** What is expected, state after state, and what was heard, moment after moment. */
export interface Path {
  readonly moments: number;
  readonly states: number;
  /** 1 where a state is a pause: as long as anybody likes, or none at all. */
  readonly isPause: Uint8Array;
  /** How ill a moment fits a state. */
  readonly cost: (moment: number, state: number) => number;
  /** Of each moment the first state that is looked at, never falling; and how many are. */
  readonly first: Int32Array;
  readonly width: number;
}

/** What it costs to stay where something is said, and to pass something over. */
const STAY = 0.15;
const PASS_ONE = 0.3;
const PASS_TWO = 1.2;
const FAR = 1e30;

/** The cheapest way through all states in their order: of each moment its state. At most two are passed over at once. */
export function bestPath(path: Path): Int32Array {
  const { moments, width } = path;
  const steps = new Uint8Array(moments * width);
  let before = new Float64Array(width).fill(FAR);
  let now = new Float64Array(width);
  for (let moment = 0; moment < moments; moment += 1) {
    const shift = moment === 0 ? 0 : (path.first[moment] ?? 0) - (path.first[moment - 1] ?? 0);
    for (let column = 0; column < width; column += 1) {
      const state = (path.first[moment] ?? 0) + column;
      if (state >= path.states) {
        now[column] = FAR;
        continue;
      }
      const arrived = moment === 0 ? begun(path, state) : arrival(path, { before, at: column + shift, state });
      steps[moment * width + column] = arrived.step;
      now[column] = arrived.cost >= FAR ? FAR : arrived.cost + path.cost(moment, state);
    }
    [before, now] = [now, before];
  }
  return walkedBack(path, steps, before);
}

interface Arrival {
  cost: number;
  step: number;
}

const arrived: Arrival = { cost: 0, step: 0 };

/** The first pause, or what comes behind it. */
function begun({ isPause }: Path, state: number): Arrival {
  arrived.cost = state === 0 || (state === 1 && isPause[0] === 1) ? 0 : FAR;
  arrived.step = 0;
  return arrived;
}

interface Arriving {
  readonly before: Float64Array;
  /** Where the state itself is in what came before. */
  readonly at: number;
  readonly state: number;
}

/** One object for all: a minute of speech asks two million times. */
function arrival({ isPause }: Path, { before, at, state }: Arriving): Arrival {
  const passed = isPause[state - 1] === 1;
  arrived.cost = (before[at] ?? FAR) + (isPause[state] === 1 ? 0 : STAY);
  arrived.step = 0;
  consider(before[at - 1] ?? FAR, 1);
  consider((before[at - 2] ?? FAR) + (passed ? 0 : PASS_ONE), 2);
  consider((before[at - 3] ?? FAR) + (passed || isPause[state - 2] === 1 ? PASS_ONE : PASS_TWO), 3);
  return arrived;
}

function consider(cost: number, step: number): void {
  if (cost >= arrived.cost) return;
  arrived.cost = cost;
  arrived.step = step;
}

function walkedBack({ moments, states, first, width }: Path, steps: Uint8Array, last: Float64Array): Int32Array {
  const way = new Int32Array(moments);
  const end = states - 1 - (first[moments - 1] ?? 0);
  let state = (last[end] ?? FAR) <= (last[end - 1] ?? FAR) ? states - 1 : states - 2;
  for (let moment = moments - 1; moment >= 0; moment -= 1) {
    way[moment] = state;
    state -= steps[moment * width + state - (first[moment] ?? 0)] ?? 0;
  }
  return way;
}
