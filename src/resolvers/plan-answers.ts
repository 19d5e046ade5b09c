import { plannedJobRows, type TimedPlan } from '../pipeline';
import { Made, madeMoney, madePage } from './made';

/** A plan that is not kept, in the shapes of the contract. */
export function shownPlan({ manifest, jobs, warnings, valid, usedRepair, processingTimeMs }: TimedPlan): Made {
  const rows = plannedJobRows(jobs).map(({ position, ...job }) => ({ ...job, idx: position }));
  return new Made({
    manifest,
    warnings: warnings.map((warning) => new Made(warning)),
    ...{ valid, usedRepair, processingTimeMs },
    jobs: madePage(rows, ({ estimateMicros, ...job }) => {
      return new Made({ ...job, estimate: madeMoney(BigInt(estimateMicros)) });
    }),
  });
}
