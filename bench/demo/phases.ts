/** What the demo leaves of its runs in `report.json`, in the order in which it watched them. */
export interface ReportFile {
  readonly film: { readonly durationSeconds: number };
  readonly runs: Readonly<Record<string, ReportedRun>>;
}

interface ReportedRun {
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly stages: readonly { readonly stage: string; readonly seconds: number }[];
}

export type Span = readonly [startMs: number, endMs: number];

/**
 * Where the time of the whole command went, in seconds. AUDIO and VISUALS are made side by side; apart from that the parts
 * follow each other, and what they lack of the whole is a run's own start and end.
 */
export function phasesOf({ runs }: ReportFile, [startMs, endMs]: Span): Record<string, number> {
  const takes = spanOf(runs['narration and pictures']);
  const film = spanOf(runs['cut and film']);
  const newTake = runs['the new take'] ? secondsOf(spanOf(runs['the new take'])) : 0;
  const stage = (title: string, name: string) => runs[title]?.stages.find((one) => one.stage === name)?.seconds ?? 0;
  return {
    'boot, import': secondsOf([startMs, takes[0]]),
    AUDIO: stage('narration and pictures', 'AUDIO'),
    VISUALS: stage('narration and pictures', 'VISUALS'),
    review: secondsOf([takes[1], film[0]]) - newTake,
    'new take': newTake,
    CUT: stage('cut and film', 'CUT'),
    FILM: stage('cut and film', 'FILM'),
    'delivery, stop': secondsOf([film[1], endMs]),
  };
}

function spanOf(run: ReportedRun | undefined): Span {
  const span = [Date.parse(run?.startedAt ?? ''), Date.parse(run?.finishedAt ?? '')] as const;
  if (span.some(Number.isNaN)) throw new Error('The report lacks the start and the end of a run.');
  return span;
}

function secondsOf([startMs, endMs]: Span): number {
  return (endMs - startMs) / 1000;
}
