import { wordCount } from '../paragraphs';

/** What somebody said, as a reference for how to say things. */
export interface Transcript {
  readonly segments: readonly SpokenSegment[];
}

/** What is said in one go. Times are null where the format has none. */
export interface SpokenSegment {
  readonly text: string;
  readonly startSeconds: number | null;
  readonly endSeconds: number | null;
}

/** A stretch that a format shows or times at once: a line on the screen, not a thought. */
export interface Cue {
  readonly text: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

const ENDS_A_SENTENCE = /[.!?…]["”’»)\]]*$/u;
/** After the end of a sentence, somebody who waits this long has finished a thought. */
const PAUSE_AFTER_SENTENCE_SECONDS = 0.9;
/** In the middle of one it takes longer; captions without punctuation have no other ends. */
const PAUSE_SECONDS = 1.6;
/** Who speaks on without a pause begins a new thought at the end of a sentence about here. */
const LONG_WORDS = 90;
/** Nothing goes on for longer, punctuation or not. */
const LONGEST_WORDS = 160;

/** Cues as what was said: joined over their edges, parted at pauses and at the ends of sentences. */
export function spokenSegments(cues: readonly Cue[]): SpokenSegment[] {
  const segments: Cue[] = [];
  for (const cue of withoutRolling(cues)) {
    const open = segments.at(-1);
    if (open && goesOn(open, cue)) segments[segments.length - 1] = joined(open, cue);
    else segments.push(cue);
  }
  return segments;
}

function goesOn(open: Cue, next: Cue): boolean {
  const words = wordCount(open.text);
  const pause = next.startSeconds - open.endSeconds;
  if (words >= LONGEST_WORDS || pause >= PAUSE_SECONDS) return false;
  return !ENDS_A_SENTENCE.test(open.text) || (pause < PAUSE_AFTER_SENTENCE_SECONDS && words < LONG_WORDS);
}

const joined = (open: Cue, next: Cue): Cue => ({
  text: `${open.text} ${next.text}`,
  startSeconds: open.startSeconds,
  endSeconds: Math.max(open.endSeconds, next.endSeconds),
});

/** Live captions roll: each shows the line before once more. */
function withoutRolling(cues: readonly Cue[]): Cue[] {
  let before: string[] = [];
  return cues.flatMap((cue) => {
    const lines = cue.text
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .filter(Boolean);
    const fresh = lines.filter((line) => !before.includes(line));
    before = lines;
    return fresh.length === 0 ? [] : [{ ...cue, text: fresh.join(' ') }];
  });
}
