import { wordsOf } from '../asset-words';
import type { ManifestWithoutJobs } from '../manifest/manifest-schema';
import type { Chart, Scene } from '../manifest/scene-schema';
import { NOMINAL_MICROS } from './job-table';
import type { WantedJob } from './wanted-job';

interface Drawn {
  readonly chart: Chart;
  readonly scene: Scene;
  /** Of the charts of its scene that are drawn, from 1. */
  readonly number: number;
}

/** By the generated asset that each is drawn into; where several charts are drawn into one, the first is. */
export function chartedAssets({ scenes, assets }: ManifestWithoutJobs): ReadonlyMap<string, Drawn> {
  const drawn = new Map<string, Drawn>();
  for (const scene of scenes) {
    let number = 0;
    for (const chart of scene.charts ?? []) {
      const { resultAssetId = '' } = chart;
      if (drawn.has(resultAssetId) || !isGenerated(resultAssetId, assets)) continue;
      number += 1;
      drawn.set(resultAssetId, { chart, scene, number });
    }
  }
  return drawn;
}

function isGenerated(assetId: string, assets: ManifestWithoutJobs['assets']): boolean {
  return Object.hasOwn(assets, assetId) && assets[assetId]?.source === 'generated';
}

/** Drawn from what is stated. A chart of which no number is stated has a job all the same, which says what is missing. */
export function chartJobs(manifest: ManifestWithoutJobs): WantedJob[] {
  return [...chartedAssets(manifest)].map(([assetId, { chart, scene, number }]): WantedJob => {
    const data = wordsOf(manifest.assets[assetId] ?? {}).data.map((datum) => ({ ...datum }));
    const missing =
      data.length > 0 ? null : `No numbers are stated for the chart ${chart.id}: a label and a value each.`;
    return {
      type: 'generate_chart',
      subject: assetId,
      id: number === 1 ? `job_chart_${scene.id}` : `job_chart_${scene.id}_${number}`,
      needs: [],
      payload: () => ({
        sceneId: scene.id,
        data,
        ...(missing && { missing }),
        chartType: chart.type,
        title: chart.prompt,
        style: 'vector-minimal',
        provider: 'gptimage',
        resultAssetId: assetId,
      }),
      costMicros: NOMINAL_MICROS.chart,
      ...(missing && { warnings: [missing] }),
    };
  });
}
