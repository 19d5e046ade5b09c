import type { Asset } from '../manifest/asset-schema';
import type { VisualKind } from '../treatment/treatment';

/** What becomes of each kind of visual that a treatment names. */
export type VisualRow =
  /** A picture of its own. `before`: what its painter is told beside the words. */
  | { readonly is: 'PICTURE'; readonly source: Asset['source']; readonly prefix: string; readonly before: string }
  /** Drawn from stated numbers, over the picture. */
  | { readonly is: 'CHART'; readonly source: 'generated'; readonly prefix: string }
  /** Written over the picture. */
  | { readonly is: 'OVERLAY'; readonly type: 'text' | 'kpi' };

const drawn = (before = ''): VisualRow => ({ is: 'PICTURE', source: 'generated', prefix: 'gen', before });

export const VISUALS: Readonly<Record<VisualKind, VisualRow>> = {
  USER_ASSET: { is: 'PICTURE', source: 'user', prefix: 'user', before: '' },
  AI_GEN_ASSET: drawn(),
  STOCK_FOOTAGE: drawn(),
  PLAIN: drawn(),
  ONSCREEN_UI: drawn('On-screen interface: '),
  SMARTPHONE_MOCKUP: drawn('Smartphone mockup: '),
  BRANDED_ENDCARD: drawn('Branded end card: '),
  CHART_OVERLAY: { is: 'CHART', source: 'generated', prefix: 'gen_chart' },
  KPI_CARD: { is: 'OVERLAY', type: 'kpi' },
  OVERLAY_TEXT: { is: 'OVERLAY', type: 'text' },
};
