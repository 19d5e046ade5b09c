import { z } from 'zod';
import type { Cue } from './transcript';

const seconds = z.number().min(0).max(1e7);

/** `verbose_json`, of OpenAI and of those who follow it. Words are there or not: segments say the same. */
const verbose = z.object({
  segments: z.array(z.object({ start: seconds, end: seconds, text: z.string() })).max(200_000),
});

/** whisper.cpp: milliseconds. */
const cpp = z.object({
  transcription: z
    .array(z.object({ offsets: z.object({ from: z.number().min(0), to: z.number().min(0) }), text: z.string() }))
    .max(200_000),
});

/** What a recogniser writes where nobody speaks. */
const NOT_SAID = /\[[^[\]]{0,60}\]|\([^()]{0,40}\)|[♪♫]/g;

/** Null where it is neither. */
export function cuesOfWhisper(value: unknown): Cue[] | null {
  const ours = verbose.safeParse(value);
  if (ours.success) {
    return said(ours.data.segments.map(({ start, end, text }) => ({ text, startSeconds: start, endSeconds: end })));
  }
  const theirs = cpp.safeParse(value);
  if (!theirs.success) return null;
  const { transcription } = theirs.data;
  return said(
    transcription.map(({ offsets, text }) => ({
      text,
      startSeconds: offsets.from / 1000,
      endSeconds: offsets.to / 1000,
    })),
  );
}

function said(cues: readonly Cue[]): Cue[] {
  return cues.flatMap((cue) => {
    const text = cue.text.replace(NOT_SAID, ' ').replace(/\s+/g, ' ').trim();
    return text === '' || cue.endSeconds < cue.startSeconds ? [] : [{ ...cue, text }];
  });
}
