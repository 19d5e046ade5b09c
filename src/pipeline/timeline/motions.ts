import type { Framing, Motion } from './cut';

/** No framing cuts off more than a twelfth at a side: what a picture says at its edge stays in sight. */
const WHOLE: Framing = { zoom: 1, x: 0.5, y: 0.5 };
const CLOSE: Framing = { zoom: 1.12, x: 0.5, y: 0.5 };
const LEFT: Framing = { zoom: 1.1, x: 0.15, y: 0.5 };
const RIGHT: Framing = { zoom: 1.1, x: 0.85, y: 0.5 };

/** Push in, drift right, pull out, drift left: no two neighbours move alike, and the same segment moves as it did. */
const MOTIONS: readonly [Motion, ...Motion[]] = [
  { from: WHOLE, to: CLOSE },
  { from: LEFT, to: RIGHT },
  { from: CLOSE, to: WHOLE },
  { from: RIGHT, to: LEFT },
];

export function motionOfSegment(idx: number): Motion {
  return MOTIONS[idx % MOTIONS.length] ?? MOTIONS[0];
}

const LOW: Framing = { zoom: 1.1, x: 0.5, y: 0.85 };
const HIGH: Framing = { zoom: 1.1, x: 0.5, y: 0.15 };

const NAMED = {
  static: null,
  push: { from: WHOLE, to: CLOSE },
  pull: { from: CLOSE, to: WHOLE },
  pan: { from: LEFT, to: RIGHT },
  tilt: { from: LOW, to: HIGH },
} as const satisfies Readonly<Record<string, Motion | null>>;

/** How a camera moves over a still, by what people call it. */
export function motionNamed(camera: keyof typeof NAMED): Motion | null {
  return NAMED[camera];
}
