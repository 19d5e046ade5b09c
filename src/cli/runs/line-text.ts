import { noticeOf, type RunLine } from '../watching/run-line';
import { countsText } from './run-row';

/** A log as people read it: number, time of the day and sentence. Progress is told at each quarter of a job. */
export function lineTexts(): (line: RunLine) => string[] {
  const quarters = new Map<string, number>();
  return (line) => {
    if (line.__typename === 'JobProgressed') {
      const quarter = Math.floor(line.fraction * 4);
      if (quarter <= (quarters.get(line.jobKey) ?? 0)) return [];
      quarters.set(line.jobKey, quarter);
    } else if ('jobKey' in line) quarters.delete(line.jobKey);
    return [`${String(line.seq).padStart(5)}  ${line.at.slice(11, 19)}  ${sentenceOf(line)}`];
  };
}

function sentenceOf(line: RunLine): string {
  switch (line.__typename) {
    case 'RunStarted':
      return `The run is under way: ${countsText(line.totals)}.`;
    case 'JobStarted':
      return `${line.jobKey} begins${line.provider ? ` (${line.provider})` : ''}.`;
    case 'JobProgressed':
      return `${line.jobKey} ${Math.round(line.fraction * 100)} %${line.note ? `: ${line.note}` : ''}`;
    case 'AssetMade':
      return `${line.jobKey} is made for $${line.cost.amount}.`;
    case 'AssetReused':
      return `${line.jobKey} is reused.`;
    case 'JobFinished':
      return `${line.jobKey} is done.`;
    case 'RunFinished':
      return `The run ended ${line.status}: ${countsText(line.totals)}.`;
    default:
      return noticeOf(line) ?? line.__typename;
  }
}
