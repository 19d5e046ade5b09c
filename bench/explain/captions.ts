interface Cue {
  readonly startMs: number;
  readonly text: string;
}

/**
 * How far the captions behind an edit moved, in milliseconds: those before it lie where they lay, and those behind it moved together. Throws
 * where they did not.
 */
export function captionShiftMs(before: string, after: string): number {
  const [were, are] = [cuesOf(before), cuesOf(after)];
  const same = (a: Cue | undefined, b: Cue | undefined) => a?.text === b?.text && a?.startMs === b?.startMs;
  const kept = were.findIndex((cue, index) => !same(cue, are[index]));
  const shifts = new Set<number>();
  for (let back = 1; back <= Math.min(were.length, are.length) - kept; back += 1) {
    const [was, is] = [were.at(-back), are.at(-back)];
    if (!was || !is || was.text !== is.text) break;
    shifts.add(is.startMs - was.startMs);
  }
  // A frame is no whole number of milliseconds: two cues that moved by as many frames may differ by one.
  const [least, most] = [Math.min(...shifts), Math.max(...shifts)];
  if (shifts.size > 0 && most - least <= 1) return most;
  throw new Error(`Captions behind the edit moved by ${[...shifts].join(', ') || 'nothing'} ms.`);
}

function cuesOf(srt: string): Cue[] {
  return srt
    .trim()
    .split(/\n\n+/)
    .map((block) => {
      const [, span = '', ...lines] = block.split('\n');
      const [hours = 0, minutes = 0, seconds = 0, ms = 0] = span.slice(0, 12).split(/[:,]/).map(Number);
      return { startMs: ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms, text: lines.join('\n') };
    });
}
