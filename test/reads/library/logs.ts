import { Annotation } from '../../../src/entities/annotation.entity';
import type { Asset } from '../../../src/entities/asset.entity';
import { Document } from '../../../src/entities/document.entity';
import { Figure } from '../../../src/entities/figure.entity';
import type { Job } from '../../../src/entities/job.entity';
import { ProductionPlan } from '../../../src/entities/production-plan.entity';
import { ProjectEvent, ProjectLogHead } from '../../../src/entities/project-event.entity';
import type { Run } from '../../../src/entities/run.entity';
import { RunEvent, RunLogHead } from '../../../src/entities/run-event.entity';
import { ShotList } from '../../../src/entities/shot-list.entity';
import type { StructuredScript } from '../../../src/entities/structured-script.entity';
import { StyleProfile } from '../../../src/entities/style-profile.entity';
import { ASSET_STATUSES } from '../../../src/pipeline/library/asset';
import { RUN_EVENT_KINDS, RUN_STATUSES, type RunEventKind } from '../../../src/pipeline/runner/run';
import type { Rows } from './rows';
import { failure } from './runs';
import { FLOATS, MICROS, NO_WORDS, TEXTS } from './wicked';

interface Told {
  readonly projectId: string;
  readonly script: StructuredScript;
  readonly run: Run;
  readonly jobs: readonly Job[];
  readonly assets: readonly Asset[];
}

const TIMES = ['2026-11-21T09:30:00Z', '2026-11-21T09:30:00.123456+00:00', '1999-12-31T23:59:59.9-05:30'];
const NO_TIMES = ['', 'tomorrow', '2026-11-21', '2026-11-21T09:30:00Z"', null, 1_790_000_000];

function storyLines(rows: Rows, projectId: string): Partial<ProjectEvent>[] {
  const list = rows.made(ShotList).find((each) => each.projectId === projectId);
  if (!list) return [];
  const title = rows.random.pick(TEXTS);
  const counts = { revision: 2, shotCount: 754, newCount: 3, removedCount: 0 };
  return [
    { kind: 'SCREENPLAY_IMPORTED', subjectId: list.screenplayId, facts: { title, revision: 1, sceneCount: 40 } },
    { kind: 'SHOT_LIST_BROKEN_DOWN', subjectId: list.id, facts: counts },
    { kind: 'SHOT_LIST_EDITED', subjectId: list.id, facts: { revision: 3, change: title } },
  ];
}

/** Lines of every kind, in a project's log. */
export function addProjectLog(rows: Rows, { projectId, script, run, assets }: Told): void {
  const { random } = rows;
  const name = random.pick(TEXTS);
  const figure = rows.made(Figure).find(({ scriptId }) => scriptId === script.id);
  const document = rows.made(Document).find((each) => each.projectId === projectId);
  const plan = rows.made(ProductionPlan).find((each) => each.projectId === projectId);
  const profile = rows.made(StyleProfile).find((each) => each.projectId === projectId);
  const asset = random.pick(assets);
  const note = random.pick(rows.made(Annotation).filter((each) => each.projectId === projectId));
  const lines: Partial<ProjectEvent>[] = [
    { kind: 'PROJECT_CREATED', subjectId: projectId, facts: { name } },
    { kind: 'SCRIPT_IMPORTED', subjectId: script.id, facts: { name, segmentCount: 7 } },
    { kind: 'TOKEN_CREATED', subjectId: null, facts: { name, role: 'REVIEWER' } },
    { kind: 'SCRIPT_IMPORTED', subjectId: script.id, facts: { name: '', segmentCount: 0 } },
    ...(figure ? [{ kind: 'FIGURE_IMPORTED', subjectId: figure.id, facts: {} } as const] : []),
    { kind: 'ASSET_REGISTERED', subjectId: asset.id, facts: {} },
    ...ASSET_STATUSES.map((to) => {
      const reason = random.chance(0.7) ? random.pick(TEXTS) : null;
      return { kind: 'ASSET_DECIDED', subjectId: asset.id, facts: { from: 'REVIEW', to, reason } } as const;
    }),
    { kind: 'ASSET_ANNOTATED', subjectId: note.id, facts: {} },
    ...[true, false].map(
      (resolved) => ({ kind: 'ANNOTATION_RESOLVED', subjectId: note.id, facts: { resolved } }) as const,
    ),
    { kind: 'ASSET_DESCRIBED', subjectId: asset.id, facts: { members: random.some(TEXTS, 3) } },
    { kind: 'SCRIPT_EDITED', subjectId: script.id, facts: { revision: 2, change: random.pick(TEXTS) } },
    { kind: 'ASSET_WENT_STALE', subjectId: asset.id, facts: { causes: random.some(TEXTS, 3) } },
    { kind: 'ASSET_WENT_STALE', subjectId: asset.id, facts: { causes: random.some(NO_WORDS, 4) } },
    ...(document
      ? ([
          { kind: 'DOCUMENT_INGESTED', subjectId: document.id, facts: { title: random.pick(TEXTS), figureCount: 3 } },
          { kind: 'DOCUMENT_CHANGED', subjectId: document.id, facts: { members: random.some(NO_WORDS, 4) } },
        ] as const)
      : []),
    { kind: 'DOCUMENT_INGESTED', subjectId: rows.newId(), facts: { title: 'gone', figureCount: 0 } },
    { kind: 'DOCUMENT_REMOVED', subjectId: null, facts: { title: random.pick(TEXTS) } },
    { kind: 'FIGURE_CHANGED', subjectId: figure?.id ?? rows.newId(), facts: { members: ['caption', 'number'] } },
    { kind: 'FIGURE_REMOVED', subjectId: null, facts: { kind: 'TABLE', number: 3 } },
    { kind: 'SOURCES_SET', subjectId: script.id, facts: { titles: random.some(TEXTS, 3) } },
    { kind: 'PROJECT_CHANGED', subjectId: projectId, facts: { members: random.some(TEXTS, 3) } },
    { kind: 'STYLE_LEARNED', subjectId: profile?.id ?? rows.newId(), facts: { name: random.pick(TEXTS) } },
    ...storyLines(rows, projectId),
    ...(plan ? [{ kind: 'PLAN_STORED', subjectId: plan.id, facts: { jobCount: 5 } } as const] : []),
    { kind: 'STYLE_PROFILE_REMOVED', subjectId: null, facts: { name: random.pick(TEXTS) } },
    { kind: 'RUN_STATUS_CHANGED', subjectId: run.id, facts: { status: random.pick(RUN_STATUSES) } },
  ];
  for (const [index, line] of lines.entries()) rows.add(ProjectEvent, { projectId, seq: index + 1, ...line });
  rows.add(ProjectLogHead, { projectId, lastSeq: lines.length });
}

/** Every kind of line twice; the last says what no line may say where `isStrange`. */
export function addRunLog(rows: Rows, told: Told, isStrange: boolean): void {
  const { projectId, run, jobs, assets } = told;
  const { random } = rows;
  const kinds = [...RUN_EVENT_KINDS, ...random.shuffled(RUN_EVENT_KINDS)].filter(
    (kind) => jobs.length > 0 || /^RUN/.test(kind),
  );
  for (const [index, kind] of kinds.entries())
    rows.add(RunEvent, {
      projectId,
      runId: run.id,
      seq: index + 1,
      kind,
      jobId: /^RUN/.test(kind) ? null : random.pick(jobs).id,
      assetId: /^ASSET/.test(kind) ? random.pick(assets).id : null,
      facts: isStrange && index === kinds.length - 1 ? strangeFacts(rows) : factsOf(rows, kind),
    });
  rows.add(RunLogHead, {
    projectId,
    runId: run.id,
    lastSeq: kinds.length,
    jobs: 99,
    done: 9,
    reused: 1,
    failed: 0,
    cancelled: 0,
  });
}

function factsOf(rows: Rows, kind: RunEventKind): object {
  const { random } = rows;
  const maybe = (list: readonly unknown[]) => (random.chance(0.7) ? random.pick(list) : null);
  const micros = random.chance(0.5) ? random.pick(MICROS) : random.below(2 ** 31);
  const jobKey = random.pick(TEXTS);
  const attempt = random.below(4);
  const all: Record<RunEventKind, object> = {
    RUN_STARTED: {},
    JOB_STARTED: { jobKey, attempt, provider: maybe(TEXTS) },
    JOB_PROGRESSED: { jobKey, fraction: random.pick([0, 1 / 3, 1, ...FLOATS]), note: maybe(TEXTS) },
    JOB_FAILED: { jobKey, attempt, error: failure(rows), willRetryAt: random.pick([...TIMES, ...NO_TIMES]) },
    ASSET_MADE: { jobKey, provider: random.pick(TEXTS), costMicros: micros },
    ASSET_REUSED: { jobKey, savedMicros: micros },
    JOB_FINISHED: { jobKey },
    PROVIDER_FELL_BACK: { jobKey, from: random.pick(TEXTS), to: random.pick(TEXTS), reason: random.pick(TEXTS) },
    PROVIDER_OVERRAN: { jobKey, provider: maybe(TEXTS), ceilingMicros: micros, billedMicros: micros },
    BUDGET_LOW: { leftMicros: micros },
    BUDGET_REACHED: { capMicros: micros, notDoneCount: attempt },
    RUN_PAUSED: {},
    RUN_FINISHED: { status: random.pick(RUN_STATUSES) },
  };
  return all[kind];
}

function strangeFacts({ random }: Rows): object {
  const code = random.pick(NO_WORDS);
  const error = { code, message: null, provider: null, retryable: 'perhaps', remedy: '' };
  return {
    attempt: '1e400',
    fraction: 'NaN',
    status: random.pick(NO_WORDS),
    costMicros: 1.5,
    savedMicros: 'free',
    error,
  };
}
