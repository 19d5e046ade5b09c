import { backgroundWords, wordsOf } from '../asset-words';
import { UNSAFE_KEYS } from '../json/json-value';
import type { Asset, Assets } from '../manifest/asset-schema';
import type { Chart, Scene, Visual } from '../manifest/scene-schema';
import type { Warn } from '../warnings';
import { type ChartDraft, chartDrafts } from './chart-drafts';
import type { Draft } from './draft-schema';
import { createdAsset, repairedAsset } from './repaired-asset';
import type { TimedDraft } from './repaired-timing';

export type PicturedScene = Omit<TimedDraft, 'visuals' | 'charts'> & Pick<Scene, 'visuals' | 'charts'>;

/** Every scene shows something, and whatever it shows is an asset. */
export function repairedPictures(
  scenes: readonly TimedDraft[],
  drafts: NonNullable<Draft['assets']>,
  warn: Warn,
): { readonly scenes: readonly PicturedScene[]; readonly assets: Assets } {
  const shelf = new Shelf(drafts, warn);
  const pictured = scenes.map((scene, index) => shelf.pictured(scene, `scenes[${index}]`));
  return { scenes: pictured, assets: shelf.assets };
}

interface ChartPlace {
  readonly scene: { readonly id: string };
  readonly index: number;
  readonly path: string;
}

class Shelf {
  readonly #assets: Map<string, Asset>;
  readonly #warn: Warn;

  constructor(drafts: NonNullable<Draft['assets']>, warn: Warn) {
    this.#warn = warn;
    const named = Object.entries(drafts).filter(([key]) => key !== '' || this.#isNameless());
    this.#assets = new Map(named.map(([key, draft]) => [key, repairedAsset(key, draft, warn)]));
  }

  get assets(): Assets {
    return Object.fromEntries(this.#assets);
  }

  /** Charts first: a scene may show what its chart is drawn into. */
  pictured(drafted: TimedDraft, path: string): PicturedScene {
    const { visuals = [], charts: _charts, ...scene } = drafted;
    const charts = chartDrafts(drafted).map((chart, index) => this.#chart(chart, { scene, index, path }));
    const shown = visuals.length > 0 ? visuals : [this.#standIn(scene, path)];
    return {
      ...scene,
      visuals: shown.map((visual, index) => this.#visual(visual, scene, `${path}.visuals[${index}]`)),
      ...((drafted.charts || charts.length > 0) && { charts }),
    };
  }

  #standIn({ id }: Pick<TimedDraft, 'id'>, path: string): Pick<Visual, 'assetId'> {
    this.#told('NO_VISUALS', `${path} shows nothing; a background is drawn for it.`, `${path}.visuals`);
    return { assetId: `gen_background_${id}` };
  }

  #visual(draft: Partial<Visual> & Pick<Visual, 'assetId'>, scene: Pick<TimedDraft, 'purpose'>, path: string): Visual {
    const assetId = this.#keyable(draft.assetId, path);
    const asset = this.#assets.get(assetId) ?? this.#create(assetId, scene, path);
    if (draft.type !== asset.source) {
      this.#told('VISUAL_TYPE_REPAIRED', `${path}.type is now ${asset.source}, as its asset is.`, `${path}.type`);
    }
    return { ...draft, assetId, type: asset.source };
  }

  #create(id: string, scene: Pick<TimedDraft, 'purpose'>, path: string): Asset {
    this.#told('MISSING_ASSET', `${path} shows an asset that does not exist; it is drawn.`, path);
    return this.#keep(createdAsset(id, 'background', backgroundWords(scene)));
  }

  #chart({ data, ...draft }: ChartDraft, at: ChartPlace): Chart {
    const [path, number] = [`${at.path}.charts[${at.index}]`, at.index + 1];
    const chart = {
      ...draft,
      id: draft.id ?? `chart_${at.scene.id}_${number}`,
      type: draft.type ?? ('bar' as const),
      prompt: draft.prompt ?? '',
      resultAssetId: this.#keyable(draft.resultAssetId ?? `gen_chart_${at.scene.id}_${number}`, path),
    };
    const lacking = Object.keys(chart).filter((key) => !Object.hasOwn(draft, key));
    if (lacking.length > 0) this.#told('FILLED', `${path} lacks ${lacking.join(', ')}, which is filled in.`, path);
    if (!this.#assets.has(chart.resultAssetId)) this.#createGraphic(chart, data, path);
    return chart;
  }

  #createGraphic({ resultAssetId, prompt }: Required<Chart>, data: unknown, path: string): void {
    this.#told('MISSING_ASSET', `${path} is drawn into an asset that does not exist; it does now.`, path);
    this.#keep(createdAsset(resultAssetId, 'graphic', wordsOf({ meta: { kind: 'CHART_OVERLAY', prompt, data } })));
  }

  /** An id is a key of an object, which not every name may be. */
  #keyable(id: string, path: string): string {
    if (!UNSAFE_KEYS.has(id)) return id;
    this.#told('ASSET_RENAMED', `${path} names its asset as none can be named; it has another name now.`, path);
    return `asset_${id}`;
  }

  #keep(asset: Asset): Asset {
    this.#assets.set(asset.id, asset);
    return asset;
  }

  #isNameless(): false {
    this.#told('ASSET_REMOVED', 'An asset without a name cannot be shown, and is removed.', 'assets');
    return false;
  }

  #told(code: string, message: string, path: string): void {
    this.#warn({ code, message, path });
  }
}
