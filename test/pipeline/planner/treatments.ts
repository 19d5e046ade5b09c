import {
  type AudioArc,
  type ConsistencyWords,
  NOTHING_SAID,
  type Overview,
  type Treatment,
  type TreatmentScene,
  type TreatmentVisual,
  type VisualKind,
} from '../../../src/pipeline/planner/treatment/treatment';

const audioArc: AudioArc = { intro: null, build: null, outro: null, sfx: [] };
const consistency: ConsistencyWords = {
  faces: null,
  voice: null,
  typography: null,
  colors: [],
  branding: null,
  enforcesTextToImageToVideo: null,
};

/** A treatment that says nothing but what is given. */
export function treatment(
  says: Partial<Omit<Treatment, 'overview' | 'audioArc' | 'consistency'>> & {
    readonly overview?: Partial<Overview>;
    readonly audioArc?: Partial<AudioArc>;
    readonly consistency?: Partial<ConsistencyWords>;
  },
): Treatment {
  return {
    title: null,
    scenes: [],
    isMarked: true,
    assets: [],
    warnings: [],
    ...says,
    overview: { ...NOTHING_SAID, ...says.overview },
    audioArc: { ...audioArc, ...says.audioArc },
    consistency: { ...consistency, ...says.consistency },
  };
}

/** A scene that says nothing but what is given. */
export function scene(says: Partial<TreatmentScene> = {}): TreatmentScene {
  return {
    line: 1,
    heading: null,
    purpose: null,
    durationMs: null,
    narration: null,
    voice: null,
    visuals: [],
    effects: [],
    music: null,
    sfx: [],
    ...says,
  };
}

export function visual(kind: VisualKind, text: string, data: TreatmentVisual['data'] = []): TreatmentVisual {
  return { kind, text, data };
}

/** The sample of the canonical layout: 2, 1.5 and 1.5 s. */
export const buildAVid = treatment({
  title: 'Build a Vid',
  overview: {
    intent: 'Educational explainer',
    durationMs: 5_000,
    aspectRatio: 'Smart Auto',
    platform: 'social',
    language: 'English',
    tone: 'Trustworthy',
  },
  scenes: [
    scene({
      heading: 'Hook (Step One)',
      purpose: 'hook',
      durationMs: 2_000,
      narration: 'Step one: pick footage.',
      visuals: [visual('STOCK_FOOTAGE', 'hands opening a laptop'), visual('OVERLAY_TEXT', 'Step 1')],
      effects: ['fade-in', 'gentle zoom'],
      music: { mood: 'Soft piano', structure: 'intro' },
    }),
    scene({
      heading: 'Body (Step Two)',
      purpose: 'body',
      durationMs: 1_500,
      narration: 'Step two: add data.',
      visuals: [visual('KPI_CARD', 'Revenue +7.2%', [{ label: 'Revenue', value: 7.2, unit: '%' }])],
    }),
    scene({
      heading: 'Outro (Step Three)',
      purpose: 'outro',
      durationMs: 1_500,
      narration: 'Step three: publish.',
      visuals: [visual('SMARTPHONE_MOCKUP', 'the film in a feed')],
    }),
  ],
  consistency: { faces: 'Locked' },
});
