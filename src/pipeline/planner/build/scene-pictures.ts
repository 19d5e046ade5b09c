import { backgroundWords } from '../asset-words';
import { effectNamed } from '../effects';
import type { Chart, Overlay, Scene, Visual } from '../manifest/scene-schema';
import type { TreatmentScene, TreatmentVisual } from '../treatment/treatment';
import type { Warn } from '../warnings';
import { type AssetShelf, pictureRow } from './asset-shelf';
import { chartTypeOf } from './chart-type';
import { VISUALS } from './visual-kinds';

interface Shown {
  readonly id: string;
  readonly purpose: string;
  /** Laid on in this scene. */
  readonly effects: readonly string[];
  readonly logoAssetId: string | null;
}

interface Stage {
  readonly shelf: AssetShelf;
  readonly warn: Warn;
}

/** What a scene shows: its pictures one after another, its charts over them, and what is written over the first. */
export function scenePictures(scene: TreatmentScene, shown: Shown, stage: Stage): Pick<Scene, 'visuals' | 'charts'> {
  const visuals = scene.visuals.flatMap((visual) => visualOf(visual, shown, stage.shelf));
  const [first, ...rest] = visuals.length > 0 ? visuals : [standIn(scene, shown, stage.shelf)];
  const overlays = overlaysOf(scene, shown);
  const charts = chartsOf(scene, shown, stage);
  return {
    visuals: first ? [overlays.length > 0 ? { ...first, overlays } : first, ...rest] : [],
    ...(charts.length > 0 && { charts }),
  };
}

function visualOf(visual: TreatmentVisual, { effects }: Shown, shelf: AssetShelf): Visual[] {
  const row = pictureRow(visual);
  if (row === null) return [];
  const { id, source, role } = shelf.pictured(visual, row);
  return [{ type: source, assetId: id, role, ...(row.is === 'PICTURE' && shotOf(effects)) }];
}

const CAMERAS = { ZOOM: 'push', PAN: 'pan' } as const;

function shotOf(effects: readonly string[]): Pick<Visual, 'shot'> {
  const moves = effects.map((effect) => effectNamed(effect).moves).find((move) => move !== undefined);
  return moves ? { shot: { camera: CAMERAS[moves], focal: 'mid' } } : {};
}

function standIn({ heading, narration }: TreatmentScene, { purpose }: Shown, shelf: AssetShelf): Visual {
  const words = backgroundWords({ notes: heading ?? undefined, narration: narration ?? undefined, purpose });
  const { id, source, role } = shelf.background(words);
  return { type: source, assetId: id, role };
}

function overlaysOf({ visuals }: TreatmentScene, { logoAssetId }: Shown): Overlay[] {
  const written = visuals.flatMap((visual) => writtenOver(visual));
  const isEndcard = visuals.some(({ kind }) => kind === 'BRANDED_ENDCARD');
  return isEndcard && logoAssetId !== null ? [...written, { type: 'logo', params: { assetId: logoAssetId } }] : written;
}

function writtenOver({ kind, text, data }: TreatmentVisual): Overlay[] {
  const row = VISUALS[kind];
  if (row.is !== 'OVERLAY') return [];
  const [stated] = data;
  return [{ type: row.type, params: row.type === 'kpi' && stated ? { text, ...stated } : { text } }];
}

function chartsOf({ visuals }: TreatmentScene, { id }: Shown, { shelf, warn }: Stage): Chart[] {
  const charts = visuals.flatMap((visual) => {
    const row = pictureRow(visual);
    return row?.is === 'CHART' ? [{ visual, asset: shelf.pictured(visual, row) }] : [];
  });
  return charts.map(({ visual, asset }, index) => {
    if (visual.data.length === 0) warn(withoutData(id, asset.id));
    return {
      id: `chart_${id}_${index + 1}`,
      type: chartTypeOf(visual.text),
      prompt: visual.text,
      resultAssetId: asset.id,
    };
  });
}

function withoutData(sceneId: string, assetId: string) {
  return {
    code: 'CHART_WITHOUT_DATA',
    message: `The chart ${assetId} of ${sceneId} has no stated numbers; none are made up for it.`,
    path: `assets.${assetId}`,
  };
}
