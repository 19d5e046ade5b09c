import { bracketParts, type Part } from './bracket-list';
import { chartData } from './chart-data';
import { labelled } from './labelled';
import type { TreatmentVisual, VisualKind } from './treatment';
import { bare, said } from './values';
import { wordKey, wordTable } from './word-table';

export const KIND_WORDS = wordTable<VisualKind>({
  USER_ASSET: 'user asset|user assets|user footage|user image|user video|user photo|uploaded asset|user provided asset',
  AI_GEN_ASSET:
    'ai gen asset|ai gen assets|ai generated asset|ai generated|ai gen|ai image|ai video|ai asset|generated asset|generated image|generated video|' +
    'ai generated image|ai generated video|ai generated visual',
  STOCK_FOOTAGE: 'stock footage|stock|stock video|stock image|stock photo|stock clip|b roll|broll',
  CHART_OVERLAY:
    'chart overlay|chart overlays|chart|charts|graph|bar chart|line chart|pie chart|donut chart|animated chart|data chart|graph overlay|data visualization',
  KPI_CARD: 'kpi card|kpi cards|kpi|kpi overlay|metric card|stat card',
  OVERLAY_TEXT:
    'overlay text|text overlay|text overlays|overlay|on screen text|onscreen text|title card|lower third|caption|text',
  ONSCREEN_UI: 'onscreen ui|on screen ui|ui|screen recording|screencast|ui mockup|interface',
  SMARTPHONE_MOCKUP: 'smartphone mockup|phone mockup|mobile mockup|device mockup|smartphone',
  BRANDED_ENDCARD: 'branded endcard|branded end card|endcard|end card|logo endcard|brand endcard|end screen',
  PLAIN: 'visual|image|shot|picture',
});

/** `[Stock Footage: hands], [KPI Card: Revenue +7.2%]` → each with its kind. */
export function visualsIn(value: string): readonly TreatmentVisual[] {
  return bracketParts(value).flatMap((part) => visualOf(part) ?? []);
}

/** A kind alone, `[Branded Endcard]`, is one in brackets only. */
function visualOf({ text: written, isBracketed }: Part): TreatmentVisual | null {
  if (said(written) === null || !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(written)) return null;
  const kinded = labelled(bare(written), KIND_WORDS);
  const lone = KIND_WORDS.get(wordKey(written.slice(0, 60)));
  const kind = kinded?.name ?? (isBracketed && written.length <= 60 ? lone : undefined) ?? 'PLAIN';
  const text = kinded ? said(kinded.value) : bare(written);
  return text === null ? null : { kind, text, data: chartData(kind, text) };
}
