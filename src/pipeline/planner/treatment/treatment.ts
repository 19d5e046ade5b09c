import type { PlanWarning } from '../plan-warning';

/** What a treatment says, and nothing that it does not say: every default is the manifest's. */
export interface Treatment {
  readonly title: string | null;
  readonly overview: Overview;
  /** In the order of the text; may be empty. */
  readonly scenes: readonly TreatmentScene[];
  /** Whether the text itself says where its scenes begin; else they are its paragraphs, or there are none. */
  readonly isMarked: boolean;
  readonly audioArc: AudioArc;
  readonly consistency: ConsistencyWords;
  /** Each checked: https, no credentials, no private host. */
  readonly assets: readonly { readonly kind: 'ASSET' | 'LOGO'; readonly url: string }[];
  readonly warnings: readonly PlanWarning[];
}

/** Values as they are written, without quotes and markup; null: not said. */
export interface Overview {
  readonly intent: string | null;
  readonly durationMs: number | null;
  readonly aspectRatio: string | null;
  readonly platform: string | null;
  readonly language: string | null;
  readonly tone: string | null;
  /** `style`, `profile`. */
  readonly profile: string | null;
  readonly voice: string | null;
  readonly voiceId: string | null;
}

export const NOTHING_SAID: Overview = {
  intent: null,
  durationMs: null,
  aspectRatio: null,
  platform: null,
  language: null,
  tone: null,
  profile: null,
  voice: null,
  voiceId: null,
};

export interface TreatmentScene {
  /** Its first line, from 1. */
  readonly line: number;
  /** What stands behind the marker: `Hook (Step One)`, without its times. */
  readonly heading: string | null;
  /** As it is named, in small letters: `hook`; null: neither the field nor the heading names one. */
  readonly purpose: string | null;
  /** Null: not said, or not readable as a time above 0; then there is a warning. */
  readonly durationMs: number | null;
  /** Verbatim within its quotes. */
  readonly narration: string | null;
  readonly voice: { readonly name: string | null; readonly style: string | null } | null;
  readonly visuals: readonly TreatmentVisual[];
  /** As they are written, one each: `gentle zoom`. */
  readonly effects: readonly string[];
  readonly music: MusicWords | null;
  readonly sfx: readonly string[];
}

export const VISUAL_KINDS = [
  'USER_ASSET',
  'AI_GEN_ASSET',
  'STOCK_FOOTAGE',
  'CHART_OVERLAY',
  'KPI_CARD',
  'OVERLAY_TEXT',
  'ONSCREEN_UI',
  'SMARTPHONE_MOCKUP',
  'BRANDED_ENDCARD',
  /** Words without a kind before them. */
  'PLAIN',
] as const;
export type VisualKind = (typeof VISUAL_KINDS)[number];

export interface TreatmentVisual {
  readonly kind: VisualKind;
  readonly text: string;
  /** Of a chart, what is stated; empty: nothing is. */
  readonly data: readonly ChartDatum[];
}

export interface ChartDatum {
  readonly label: string;
  readonly value: number;
  /** `%`, `$`, `kg`. */
  readonly unit: string | null;
}

export interface MusicWords {
  readonly mood: string | null;
  readonly structure: 'intro' | 'build' | 'climax' | 'outro' | null;
}

export interface AudioArc {
  readonly intro: string | null;
  readonly build: string | null;
  readonly outro: string | null;
  readonly sfx: readonly string[];
}

export interface ConsistencyWords {
  readonly faces: string | null;
  readonly voice: string | null;
  readonly typography: string | null;
  /** `#rrggbb`, small letters. */
  readonly colors: readonly string[];
  readonly branding: string | null;
  /** Whether "Enforce text->image->video pipeline" is said; null: not said. */
  readonly enforcesTextToImageToVideo: boolean | null;
}
