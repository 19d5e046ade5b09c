import { z } from 'zod';
import type { JsonObject } from '../values/canonical-json';

const datum = z.object({ label: z.string(), value: z.number(), unit: z.string().nullable().catch(null) });

/** A chart, as its wish holds it: what is stated, and how it is to be shown. */
const chartParameters = z.object({
  type: z.enum(['bar', 'line', 'pie', 'table', 'custom']).catch('bar'),
  title: z.string().catch(''),
  data: z.array(datum).catch([]),
});

export type StatedChart = z.infer<typeof chartParameters>;

/** Null: the wish is for no chart. One without data is a chart all the same, which nobody can draw. */
export function chartIn(parameters: JsonObject): StatedChart | null {
  if (parameters.task !== 'CHART') return null;
  const chart = chartParameters.safeParse(parameters.chart);
  return chart.success ? chart.data : { type: 'bar', title: '', data: [] };
}
