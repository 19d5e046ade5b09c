import { movedSubtitles, type Span } from '../subtitles';
import { msOf, sceneDurations, secondsOf, startsOf } from '../timing';
import type { Warn } from '../warnings';
import type { NamedScene } from './repaired-scenes';

export type TimedDraft = NamedScene & { startAtSec: number; durationSeconds: number; orderingHint: number };

/** What a scene lasts of which nothing usable is said, before all are scaled to the film. */
const FALLBACK_MS = 1_000;

/** From 0, one behind the other without a gap, to the end of the film exactly; their subtitles go with them. */
export function repairedTiming(scenes: readonly NamedScene[], totalMs: number, warn: Warn): TimedDraft[] {
  const durationsMs = sceneDurations(
    scenes.map(({ durationSeconds, purpose }) => ({ statedMs: statedMs(durationSeconds), purpose })),
    totalMs,
    warn,
  );
  const startsMs = startsOf(durationsMs);
  return scenes.map((scene, index) => {
    const is = { startMs: startsMs[index] ?? 0, durationMs: durationsMs[index] ?? 0 };
    const timed = { ...scene, ...timesOf(is), orderingHint: index + 1 };
    if (isMoved(scene, timed)) warn(moved(index, timed));
    return withSubtitles(timed, spanOf(scene), is);
  });
}

function statedMs(seconds: number | undefined): number {
  return seconds === undefined ? FALLBACK_MS : msOf(seconds);
}

function timesOf({ startMs, durationMs }: Span) {
  return { startAtSec: secondsOf(startMs), durationSeconds: secondsOf(durationMs) };
}

function isMoved(was: NamedScene, is: TimedDraft): boolean {
  return (
    was.startAtSec !== is.startAtSec ||
    was.durationSeconds !== is.durationSeconds ||
    was.orderingHint !== is.orderingHint
  );
}

function moved(index: number, { startAtSec, durationSeconds }: TimedDraft) {
  const message = `scenes[${index}] is now number ${index + 1}, from ${startAtSec} s on, for ${durationSeconds} s.`;
  return { code: 'TIMING_REPAIRED', message, path: `scenes[${index}]` };
}

function spanOf({ startAtSec, durationSeconds }: NamedScene): Span | null {
  if (startAtSec === undefined || durationSeconds === undefined) return null;
  return { startMs: msOf(startAtSec), durationMs: Math.max(1, msOf(durationSeconds)) };
}

function withSubtitles(scene: TimedDraft, was: Span | null, is: Span): TimedDraft {
  return scene.subtitles ? { ...scene, subtitles: movedSubtitles(scene.subtitles, was, is) } : scene;
}
