/** One line of a log as every reader of a channel gets it. */
export interface Frame {
  /** The number before it in the log, as it was read: whoever is there takes it next. */
  readonly after: number;
  readonly seq: number;
  /** What follows `"payload":` in its message. */
  readonly tail: Buffer;
}

/** Frames in a row that are written at once. */
export type Batch = readonly Frame[];

export interface Page {
  readonly batches: readonly Batch[];
  /** The number of its last line; of a page without lines the one that it was asked for. */
  readonly end: number;
  /** When it was read there was nothing behind it. */
  readonly isLast: boolean;
}

/** A reader is asked whether it keeps up before each batch, so this much may be unsent above its limit. */
const BATCH_BYTES = 64_000;

export function batchesOf(frames: readonly Frame[]): Batch[] {
  const batches: Frame[][] = [];
  let left = 0;
  for (const frame of frames) {
    const open = batches.at(-1);
    left -= frame.tail.length;
    if (open && left >= 0) {
      open.push(frame);
    } else {
      batches.push([frame]);
      left = BATCH_BYTES - frame.tail.length;
    }
  }
  return batches;
}
