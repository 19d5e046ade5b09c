import type { Manifest } from '../planner/manifest/manifest-schema';
import type { Overlay as PlannedOverlay, Scene } from '../planner/manifest/scene-schema';
import type { Overlay, OverlayPlace } from '../timeline/cut';
import type { PlacedScene } from '../timeline/plan-cut';
import { shareFrames } from '../values/frames';
import type { PlanTake } from './plan-film';
import { partOfAsset } from './plan-wishes';

interface Laying {
  readonly manifest: Manifest;
  /** By part. */
  readonly takes: ReadonlyMap<string, PlanTake>;
}

/** What a plan lays over its pictures, each for as long as its scene. Where several want one place they have it by turns. */
export function planOverlays(placed: readonly PlacedScene[], laying: Laying): Overlay[] {
  const scenes = new Map(laying.manifest.scenes.map((scene) => [scene.id, scene]));
  return placed.flatMap((place) => {
    const scene = scenes.get(place.scene.id);
    return scene ? sceneOverlays(scene, place, laying) : [];
  });
}

function sceneOverlays(scene: Scene, { startFrame, endFrameExclusive }: PlacedScene, laying: Laying): Overlay[] {
  const isSet = scene.visuals.every(({ assetId }) => takeOf(assetId, laying)?.isSet ?? true);
  const wanted = scene.visuals
    .flatMap(({ overlays = [] }) => overlays.flatMap((overlay) => wordsOf(overlay, laying)))
    .map((words) => (isSet && words.kind === 'KPI' ? { ...words, place: BESIDE_TYPE } : words));
  const places = [...new Set(wanted.map(({ place }) => place))];
  return places.flatMap((place) => {
    const own = wanted.filter((overlay) => overlay.place === place);
    const shares = shareFrames(
      endFrameExclusive - startFrame,
      own.map(() => 1),
    );
    let frame = startFrame;
    return own.flatMap((overlay, index) => {
      const begins = frame;
      frame += shares[index] ?? 0;
      return frame > begins ? [{ ...overlay, startFrame: begins, endFrameExclusive: frame }] : [];
    });
  });
}

type Words = Omit<Overlay, 'startFrame' | 'endFrameExclusive'>;

const PLACES: Readonly<Record<Overlay['kind'], OverlayPlace>> = {
  TEXT: 'TOP',
  KPI: 'CENTRE',
  LOWER_THIRD: 'LOWER_THIRD',
  LOGO: 'TOP_RIGHT',
};

/** What is set in type has its title on the left, and its middle is not for covering. */
const BESIDE_TYPE: OverlayPlace = 'TOP_RIGHT';

/** A chart is a picture of its own, and its overlay says nothing more. */
function wordsOf({ type, params }: PlannedOverlay, laying: Laying): Words[] {
  const accent = laying.manifest.consistency.brand?.colors?.[0] ?? null;
  const overlay = (kind: Overlay['kind'], text: string, detail: string | null): Words[] =>
    text === '' ? [] : [{ kind, place: PLACES[kind], text, detail, accent }];
  const text = textIn(params.text);
  if (type === 'text') return overlay('TEXT', text, null);
  if (type === 'kpi') return overlay('KPI', figureOf(params) ?? text, textIn(params.label) || null);
  if (type === 'lower_third') return overlay('LOWER_THIRD', textIn(params.name) || text, detailOf(params));
  return type === 'logo' ? logoOf(params, laying) : [];
}

/** What is stated, as it is written: `+7.2%`, `$14.5M`. Null: only words are. */
function figureOf({ value, unit, text }: PlannedOverlay['params']): string | null {
  if (typeof value !== 'number') return null;
  const said = textIn(unit);
  const [, currency = '', scale = said] = /^([$€£¥₹])(.*)$/u.exec(said) ?? [];
  const number = String(Math.abs(value)).replace('.', '[.,]');
  const written = new RegExp(`[+−-]?\\s?${literal(currency)}\\s?${number}(?:\\s?${literal(scale)})?`, 'iu').exec(
    textIn(text),
  )?.[0];
  return written?.trim() ?? `${currency}${value}${scale === '' || scale === '%' ? scale : ` ${scale}`}`;
}

const literal = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

function detailOf({ title, subtitle, role, detail }: PlannedOverlay['params']): string | null {
  return [title, subtitle, role, detail].map(textIn).find((line) => line !== '') ?? null;
}

/** A logo that nobody brought is not drawn; `Run.leftOut` names it. */
function logoOf({ assetId }: PlannedOverlay['params'], laying: Laying): Words[] {
  const take = takeOf(textIn(assetId), laying);
  if (!take || take.isClip) return [];
  const picture = { assetId: take.assetId, sha256: take.sha256 };
  return [{ kind: 'LOGO', place: PLACES.LOGO, text: '', detail: null, accent: null, ...picture }];
}

function takeOf(assetId: string, { manifest, takes }: Laying): PlanTake | undefined {
  const part = partOfAsset(assetId, manifest);
  return part === null ? undefined : takes.get(part);
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
