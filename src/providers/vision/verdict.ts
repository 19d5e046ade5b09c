import { colourScore, coloursAsked, toneScores } from './colour-words';
import type { FrameMeasures } from './measures';
import type { Motion } from './motion';
import type { Scores } from './vision';

/** What the measures are held against. */
export interface Brief {
  readonly prompt: string;
  readonly style: string | null;
  readonly legible: string | null;
}

export interface Measured {
  readonly frames: readonly FrameMeasures[];
  /** Null of a still. */
  readonly motion: Motion | null;
}

/** Of one frame, each from 0 to 100; null: there is nothing to tell it by. */
export interface FrameScores {
  readonly sharpness: number | null;
  readonly exposure: number;
  readonly contrast: number;
  readonly legibility: number | null;
}

/** As the weights of the house for judgements; whatever could not be measured has no part in the mean. */
const WEIGHTS = { visualAccuracy: 0.3, styleConsistency: 0.25, technicalQuality: 0.25, narrativeFit: 0.2 } as const;
/** Colours that are right save no picture that is not to be seen. */
const MOST_ABOVE_TECHNICAL = 20;
const MOST_ABOVE_WORST = 40;
const FROZEN_COSTS = 30;
const BARS_COST = 10;

/**
 * `visualAccuracy`: whether colours that the prompt names are there. `styleConsistency`: the same of the style, with its words for light and colour.
 * `technicalQuality`: sharpness, exposure, contrast, and legibility where words are expected. `narrativeFit` is never measured.
 * `overall`: their mean by weight, at most 20 above the technical quality.
 */
export function scoresOf(measured: Measured, brief: Brief): Scores {
  const scores = {
    visualAccuracy: colourMatch(brief.prompt, measured),
    styleConsistency: styleMatch(brief.style ?? '', measured),
    technicalQuality: technicalQuality(measured, brief),
    narrativeFit: null,
  };
  const known = Object.entries(WEIGHTS).flatMap(([name, weight]) => {
    const score = scores[name as keyof typeof WEIGHTS];
    return score === null ? [] : [{ score, weight }];
  });
  const overall = weightedMean(known) ?? scores.technicalQuality;
  return rounded({ overall: Math.min(overall, scores.technicalQuality + MOST_ABOVE_TECHNICAL), ...scores });
}

export function frameScores({ light, sharpness, lettering }: FrameMeasures, { legible }: Brief): FrameScores {
  return {
    sharpness: sharpness.acuity === null ? null : ramp(sharpness.acuity, 0.1, 0.38),
    exposure: Math.min(
      ramp(light.mean, 6, 45),
      ramp(light.mean, 254, 236),
      // A page of words is white for the most part, and none the worse for it.
      legible === null ? ramp(light.clippedWhite, 0.95, 0.4) : 100,
      ramp(light.clippedBlack, 0.95, 0.4),
    ),
    contrast: ramp(light.span, 8, 90),
    legibility:
      legible === null ? null : Math.min(ramp(lettering.contrast ?? 1, 1.3, 4.5), strokeScore(lettering.stroke)),
  };
}

/** One pixel of 1,080 cannot be read, three can. */
const strokeScore = (stroke: number | null): number => ramp(stroke ?? 0, 1 / 1080, 3 / 1080);

function technicalQuality({ frames, motion }: Measured, brief: Brief): number {
  const qualities = frames.map((frame) => frameQuality(frame, brief));
  const [mean, worst] = [meanOf(qualities), Math.min(...qualities)];
  return Math.max(0, (mean + worst) / 2 - (motion?.frozen ?? 0) * FROZEN_COSTS);
}

function frameQuality(frame: FrameMeasures, brief: Brief): number {
  const scores = Object.values(frameScores(frame, brief)).filter((score): score is number => score !== null);
  const quality = Math.min(meanOf(scores), Math.min(...scores) + MOST_ABOVE_WORST);
  const hasBars = frame.bars.ofHeight + frame.bars.ofWidth > 0;
  return isBlack(frame) ? 0 : Math.max(0, quality - (hasBars ? BARS_COST : 0));
}

/** Nothing is to be seen, so nothing else counts. */
export function isBlack({ light }: FrameMeasures): boolean {
  return light.nearBlack > 0.98;
}

function colourMatch(text: string, { frames }: Measured): number | null {
  const asked = coloursAsked(text);
  if (asked.length === 0) return null;
  return meanOf(asked.map((colour) => Math.max(...frames.map(({ palette }) => colourScore(colour, palette)))));
}

function styleMatch(style: string, measured: Measured): number | null {
  const toned = {
    mean: meanOf(measured.frames.map(({ light }) => light.mean)),
    colourfulness: meanOf(measured.frames.map(({ palette }) => palette.colourfulness)),
  };
  const colours = colourMatch(style, measured);
  const all = [...toneScores(style, toned).map(({ score }) => score), ...(colours === null ? [] : [colours])];
  return all.length === 0 ? null : meanOf(all);
}

/** From 0 at `none` to 100 at `full`, whichever is greater. */
export function ramp(value: number, none: number, full: number): number {
  return 100 * Math.max(0, Math.min(1, (value - none) / (full - none)));
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function weightedMean(parts: readonly { readonly score: number; readonly weight: number }[]): number | null {
  const weight = parts.reduce((total, part) => total + part.weight, 0);
  return weight === 0 ? null : parts.reduce((total, part) => total + part.score * part.weight, 0) / weight;
}

function rounded(scores: Scores): Scores {
  const tenth = (score: number | null) => (score === null ? null : Math.round(score * 10) / 10);
  return {
    overall: tenth(scores.overall) ?? 0,
    visualAccuracy: tenth(scores.visualAccuracy),
    styleConsistency: tenth(scores.styleConsistency),
    technicalQuality: tenth(scores.technicalQuality),
    narrativeFit: null,
  };
}
