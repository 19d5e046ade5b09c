import { splitSentences } from '../values/sentences';
import type { Subtitle } from './manifest/scene-schema';
import { LEAST_SCENE_MS, msOf, secondsOf, sharedMs, startsOf } from './timing';

/** A stretch of the film. */
export interface Span {
  readonly startMs: number;
  readonly durationMs: number;
}

/** A sentence each, as long as its share of the characters; all at once where there is no time to read them one by one. */
export function spokenSubtitles(narration: string, language: string, span: Span): Subtitle[] {
  // Only the language itself: `en-XX-YY` has the form of a tag and is none.
  const sentences = splitSentences(narration, language.slice(0, 3).replace(/-.*$/, ''));
  const tooMany = sentences.length * LEAST_SCENE_MS > span.durationMs;
  return laidOver(tooMany ? [sentences.join(' ')] : sentences, span);
}

/** The same where their scene is now: in proportion, where they lay within it; anew over the whole scene, where they did not. */
export function movedSubtitles(subtitles: readonly Subtitle[], was: Span | null, is: Span): Subtitle[] {
  const lie = was !== null && subtitles.every((subtitle) => liesIn(subtitle, was));
  const moved = lie ? subtitles.map((subtitle) => moveTo(subtitle, was, is)) : [];
  return moved.length > 0 && moved.every((subtitle) => liesIn(subtitle, is))
    ? moved
    : laidOver(
        subtitles.map(({ text }) => text),
        is,
      );
}

function liesIn({ start, end }: Subtitle, { startMs, durationMs }: Span): boolean {
  return msOf(start) >= startMs && msOf(end) <= startMs + durationMs && msOf(start) < msOf(end);
}

function moveTo({ text, start, end }: Subtitle, was: Span, is: Span): Subtitle {
  const moved = (seconds: number) =>
    secondsOf(is.startMs + Math.round(((msOf(seconds) - was.startMs) * is.durationMs) / was.durationMs));
  return { text, start: moved(start), end: moved(end) };
}

function laidOver(texts: readonly string[], { startMs, durationMs }: Span): Subtitle[] {
  const shares = sharedMs(
    durationMs,
    texts.map((text) => text.length),
  );
  const starts = startsOf(shares);
  return texts.flatMap((text, index) => {
    const [from = 0, ms = 0] = [starts[index], shares[index]];
    // More texts than milliseconds: the first ones have no time to be seen.
    return ms > 0 ? [{ text, start: secondsOf(startMs + from), end: secondsOf(startMs + from + ms) }] : [];
  });
}
