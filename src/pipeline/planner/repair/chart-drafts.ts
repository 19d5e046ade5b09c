import type { Chart, Visual } from '../manifest/scene-schema';
import type { SceneDraft } from './draft-schema';

/** A chart that may lack anything, with the numbers that are stated beside it. */
export interface ChartDraft extends Partial<Chart> {
  readonly data?: unknown;
}

/** The charts of a scene, and those that are only laid over its pictures: they are drawn as well. */
export function chartDrafts({ charts, visuals = [] }: SceneDraft): readonly ChartDraft[] {
  return charts ?? visuals.flatMap(overlaidCharts);
}

function overlaidCharts({ overlays = [] }: Pick<Visual, 'overlays'>): ChartDraft[] {
  return overlays
    .filter(({ type }) => type === 'chart')
    .map(({ params: { title, data } }) => ({ ...(typeof title === 'string' && { prompt: title }), data }));
}
