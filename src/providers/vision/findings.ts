import { colourScore, coloursAsked } from './colour-words';
import type { FrameMeasures } from './measures';
import { type Brief, type FrameScores, frameScores, isBlack, type Measured } from './verdict';

export interface Finding {
  readonly issue: string;
  readonly suggestion: string;
}

/** A score below it is a fault that a person would see. */
const POOR = 50;
const FROZEN = 0.5;

/** What is wrong by the figures, the gravest first, and what may help. */
export function findingsOf(measured: Measured, brief: Brief): Finding[] {
  const { frames, motion } = measured;
  const black = frames.filter(isBlack).length;
  const seen = frames.filter((frame) => !isBlack(frame));
  return [
    ...found(black > 0 && `${among(black, frames.length)} black`, 'Make it again: hardly anything is to be seen.'),
    ...FAULTS.flatMap((fault) => faultOf(fault, { seen, of: frames.length, brief })),
    ...found(
      (motion?.frozen ?? 0) > FROZEN && `${percent(motion?.frozen ?? 0)} of the frames are like the one before`,
      'Ask for movement, or use a still with a camera move.',
    ),
    ...coloursMissed(measured, brief),
  ];
}

interface Fault {
  readonly of: (scores: FrameScores, frame: FrameMeasures) => boolean;
  readonly says: (frame: FrameMeasures) => string;
  readonly suggestion: string;
}

const FAULTS: readonly Fault[] = [
  {
    of: ({ exposure }, { light }) => exposure < POOR && light.mean < 128,
    says: ({ light }) =>
      `too dark: its mean brightness is ${whole(light.mean)} of 255, and ${percent(light.nearBlack)} of it is near black`,
    suggestion: 'Ask for more light, or lift the exposure.',
  },
  {
    of: ({ exposure }, { light }) => exposure < POOR && light.mean >= 128,
    says: ({ light }) =>
      `too bright: its mean brightness is ${whole(light.mean)} of 255, and ${percent(light.clippedWhite)} of it is plain white`,
    suggestion: 'Ask for softer light, or lower the exposure.',
  },
  {
    of: ({ contrast }) => contrast < POOR,
    says: ({ light }) => `flat: nearly all of it lies within ${light.span} of 255 steps of brightness`,
    suggestion: 'Ask for more contrast between the subject and what is behind it.',
  },
  {
    of: ({ sharpness }) => sharpness !== null && sharpness < POOR,
    says: ({ sharpness }) =>
      `blurred: only ${percent(sharpness.acuity ?? 0)} of an edge happens from one pixel to the next`,
    suggestion: 'Ask for a sharp focus, or order a larger picture.',
  },
  {
    of: ({ sharpness }) => sharpness === null,
    says: () => 'without a single edge, so its sharpness cannot be told',
    suggestion: 'Check that it shows anything at all.',
  },
  {
    of: ({ legibility }, { lettering }) => legibility !== null && lettering.contrast === null,
    says: () => 'without anything that looks like writing, though words must be legible in it',
    suggestion: 'Lay the words over the picture as text.',
  },
  {
    of: ({ legibility }, { lettering }) => (legibility ?? 100) < POOR && lettering.contrast !== null,
    says: ({ lettering }) =>
      `hard to read: what looks like writing has a contrast of ${(lettering.contrast ?? 1).toFixed(1)} to 1, in strokes of ${((lettering.stroke ?? 0) * 1080).toFixed(1)} lines of 1,080`,
    suggestion: 'Make the words larger, and their ground plainer.',
  },
  {
    of: (_scores, { bars }) => bars.ofHeight + bars.ofWidth > 0,
    says: ({ bars }) =>
      `framed by black bars, which take ${percent(bars.ofHeight)} of its height and ${percent(bars.ofWidth)} of its width`,
    suggestion: 'Order the shape of the film, or crop the bars away.',
  },
];

interface Seen {
  readonly seen: readonly FrameMeasures[];
  readonly of: number;
  readonly brief: Brief;
}

function faultOf({ of: isFaulty, says, suggestion }: Fault, { seen, of, brief }: Seen): Finding[] {
  const faulty = seen.filter((frame) => isFaulty(frameScores(frame, brief), frame));
  const [first] = faulty;
  return found(first !== undefined && `${among(faulty.length, of)} ${says(first)}`, suggestion);
}

function coloursMissed({ frames }: Measured, { prompt, style }: Brief): Finding[] {
  const missed = coloursAsked(`${prompt} ${style ?? ''}`).filter((asked) =>
    frames.every(({ palette }) => colourScore(asked, palette) < POOR),
  );
  const words = missed.map(({ word }) => word).join(', ');
  return found(
    missed.length > 0 && `Hardly to be seen, though asked for: ${words}`,
    'Say in the prompt what has these colours.',
  );
}

function found(issue: string | false, suggestion: string): Finding[] {
  return issue === false ? [] : [{ issue: `${issue}.`, suggestion }];
}

function among(count: number, of: number): string {
  if (of === 1) return 'The picture is';
  return count === 1 ? `1 of ${of} frames is` : `${count} of ${of} frames are`;
}

const whole = (value: number): string => `${Math.round(value)}`;
const percent = (share: number): string => `${Math.round(share * 100)} %`;
