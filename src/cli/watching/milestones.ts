import { formatMicros } from '../../pipeline/values/money';
import { clockText, printable } from './bars';
import { hasBegun, isSettled, type RunState, type StageLine } from './progress';

/** What a log without a cursor should say between two states: each stage as it begins, at each quarter, and as it ends. */
export function milestones(before: RunState, after: RunState): string[] {
  const old = new Map(before.stages.map((stage) => [stage.stage, stage]));
  const stages = after.stages.flatMap((stage) => milestonesOf(old.get(stage.stage), stage));
  return after.status !== null && before.status === null ? [...stages, ended(after)] : stages;
}

function milestonesOf(before: StageLine | undefined, after: StageLine): string[] {
  const name = printable(after.stage);
  const [begins, ends] = [hasBegun(after) && !(before && hasBegun(before)), isSettled(after)];
  const lines = begins ? [`${name} begins: ${after.jobs} jobs`] : [];
  if (ends && !(before && isSettled(before))) return [...lines, `${name} ends: ${countsOf(after)}`];
  const quarter = quarterOf(after);
  if (!ends && quarter > (before ? quarterOf(before) : 0)) lines.push(`${name} ${quarter * 25} %: ${countsOf(after)}`);
  return lines;
}

/** Of what is settled, 0–4. Several that pass at once are said once. */
function quarterOf({ jobs, done, failed }: StageLine): number {
  return jobs === 0 ? 0 : Math.floor((4 * (done + failed)) / jobs);
}

function countsOf(stage: StageLine): string {
  const { jobs, done, reused, failed, secondsLeft, secondsTaken, spentMicros } = stage;
  const left = secondsLeft === null ? '' : `${clockText(secondsLeft)} left`;
  return [
    `${done}/${jobs}`,
    reused > 0 ? `${reused} reused` : '',
    failed > 0 ? `${failed} failed` : '',
    isSettled(stage) ? `${clockText(secondsTaken)} taken` : left,
    `$${formatMicros(spentMicros)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function ended({ whole, status }: RunState): string {
  return `Run ${printable(status ?? '')}: ${countsOf(whole)}`;
}
