import type { PlanWarning } from './plan-warning';

export interface NarrationToFit {
  /** As it was spoken. */
  readonly voiceMs: number;
  readonly sceneMs: number;
  /** How long nobody speaks in the scene behind this one; 0: somebody does, or there is none. */
  readonly nextIsSilentMs: number;
}

export interface FittedNarration {
  /** From 1 to 1.25, in hundredths. */
  readonly tempo: number;
  /** How long it is heard in this tempo. */
  readonly heardMs: number;
  /** How far it is heard under the next scene. */
  readonly runsOnMs: number;
  /** By how much the scene, and with it the film, is longer than planned. */
  readonly lengthenedByMs: number;
  readonly warning: PlanWarning | null;
}

const MOST_HUNDREDTHS = 125;

/**
 * Narration that is longer than its scene is never cut off: it is spoken up to 1.25 times as fast; what still does not fit runs on under the next scene
 * where that one is silent; the rest lengthens the scene.
 */
export function fittedNarration({ voiceMs, sceneMs, nextIsSilentMs }: NarrationToFit): FittedNarration {
  const needed = sceneMs > 0 ? Math.ceil((voiceMs * 100) / sceneMs) : MOST_HUNDREDTHS;
  const hundredths = Math.min(MOST_HUNDREDTHS, Math.max(100, needed));
  const heardMs = Math.ceil((voiceMs * 100) / hundredths);
  const overMs = Math.max(0, heardMs - sceneMs);
  const runsOnMs = Math.min(overMs, nextIsSilentMs);
  const lengthenedByMs = overMs - runsOnMs;
  const fitted = { tempo: hundredths / 100, heardMs, runsOnMs, lengthenedByMs };
  return { ...fitted, warning: told(fitted, { voiceMs, sceneMs, nextIsSilentMs }) };
}

type Fit = Omit<FittedNarration, 'warning'>;

function told({ tempo, runsOnMs, lengthenedByMs }: Fit, { voiceMs, sceneMs }: NarrationToFit): PlanWarning | null {
  const lasts = `The narration lasts ${seconds(voiceMs)} and its scene ${seconds(sceneMs)}`;
  const told = (code: string, ending: string) => ({ code, message: `${lasts}; ${ending}.`, path: null });
  if (lengthenedByMs > 0) return told('NARRATION_TOO_LONG', `the scene is lengthened by ${seconds(lengthenedByMs)}`);
  if (runsOnMs > 0) return told('NARRATION_RUNS_ON', `${seconds(runsOnMs)} of it run on under the next scene`);
  if (tempo > 1) return told('NARRATION_FASTER', `it is spoken ${tempo.toFixed(2)} times as fast`);
  return null;
}

/** To the millisecond, without zeros that say nothing. */
function seconds(ms: number): string {
  return `${Math.round(ms) / 1_000} s`;
}
