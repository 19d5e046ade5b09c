import { filteredAssets, segmentOf } from './asset';
import { connection } from './connection';
import { budgetsOf, costReport } from './cost';
import { wordFact } from './run-event';
import { SLOTS } from './slot';
import { amountIn, link, money, type Resolve, type Resolvers } from './types';

const PROJECT = link('project', 'project_id');
const NEWEST = { keys: (row: { id: string }) => [row.id], descending: true } as never;

const EVENT_TYPES: Record<string, string> = {
  PROJECT_CREATED: 'ProjectCreated',
  SCRIPT_IMPORTED: 'ScriptImported',
  TOKEN_CREATED: 'TokenCreated',
  FIGURE_IMPORTED: 'FigureImported',
  ASSET_REGISTERED: 'AssetRegistered',
  ASSET_DECIDED: 'AssetDecided',
  ASSET_ANNOTATED: 'AssetAnnotated',
  ANNOTATION_RESOLVED: 'AnnotationResolved',
  RUN_STATUS_CHANGED: 'RunStatusChanged',
  SCRIPT_EDITED: 'ScriptEdited',
  ASSET_WENT_STALE: 'AssetWentStale',
  ASSET_DESCRIBED: 'AssetDescribed',
  DOCUMENT_INGESTED: 'DocumentIngested',
  DOCUMENT_CHANGED: 'DocumentChanged',
  DOCUMENT_REMOVED: 'DocumentRemoved',
  FIGURE_CHANGED: 'FigureChanged',
  FIGURE_REMOVED: 'FigureRemoved',
  SOURCES_SET: 'SourcesSet',
  PROJECT_CHANGED: 'ProjectChanged',
  STYLE_LEARNED: 'StyleLearned',
  STYLE_PROFILE_REMOVED: 'StyleProfileRemoved',
  PLAN_STORED: 'PlanStored',
  SCREENPLAY_IMPORTED: 'ScreenplayImported',
  SHOT_LIST_BROKEN_DOWN: 'ShotListBrokenDown',
  SHOT_LIST_EDITED: 'ShotListEdited',
};

const textsFact =
  (name: string): Resolve =>
  ({ facts }) =>
    facts[name].filter((text: unknown) => typeof text === 'string');

const factsOf = (...names: readonly string[]): Record<string, Resolve> =>
  Object.fromEntries(names.map((name) => [name, ({ facts }) => facts[name]]));

const membersOf = (members: object): [string, unknown][] =>
  Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1));

export const projectResolvers: Resolvers = {
  Project: {
    slots: SLOTS,
    rate: (project) => ({ numerator: project.rate_numerator, denominator: project.rate_denominator }),
    size: ({ width, height }) => ({ width, height }),
    providerOrder: ({ provider_order: order }) =>
      membersOf(order).map(([capability, names]) => ({ capability, names })),
    voices: ({ voice_map: map }) => membersOf(map).map(([speaker, voice]) => ({ speaker, voice })),
    pronunciations: ({ pronunciations }) => membersOf(pronunciations).map(([written, spoken]) => ({ written, spoken })),
    styles: ({ styles }) => membersOf(styles).map(([name, words]) => ({ name, words })),
    lastSeq: ({ id }, _, view) => view.one('project_log_head', { project_id: id })?.last_seq,
    events: ({ id }, args, view, info) => {
      const lines = view.all('project_event', { project_id: id }).filter(({ seq }) => seq > args.afterSeq);
      const events = lines.map((line) => ({ ...line, __typename: EVENT_TYPES[line.kind] }));
      return connection(events, args, view, info, { keys: (row) => [row.seq] });
    },
    budget: ({ id }, _, view) => view.one('budget', { project_id: id, kind: 'PROJECT' }),
    budgets: budgetsOf('project_id'),
    costReport: costReport('project_id'),
    documents: ({ id }, args, view, info) =>
      connection(view.all('document', { project_id: id }), args, view, info, NEWEST),
    styleProfiles: ({ id }, args, view, info) =>
      connection(view.all('style_profile', { project_id: id }), args, view, info, NEWEST),
    scripts: ({ id }, args, view, info) =>
      connection(view.all('structured_script', { project_id: id }), args, view, info, NEWEST),
    screenplays: ({ id }, args, view, info) =>
      connection(view.all('screenplay', { project_id: id }), args, view, info, NEWEST),
    shotLists: ({ id }, args, view, info) =>
      connection(view.all('shot_list', { project_id: id }), args, view, info, NEWEST),
    timelines: ({ id }, args, view, info) =>
      connection(view.all('timeline', { project_id: id }), args, view, info, NEWEST),
    plans: ({ id }, args, view, info) =>
      connection(view.all('production_plan', { project_id: id }), args, view, info, NEWEST),
    runs: ({ id }, args, view, info) => {
      const { productions = null, statuses = null } = args.where ?? {};
      const runs = view
        .all('run', { project_id: id })
        .filter((run) => productions === null || productions.includes(run.production))
        .filter((run) => statuses === null || statuses.includes(run.status));
      return connection(runs, args, view, info, NEWEST);
    },
    assets: ({ id }, args, view, info) =>
      connection(filteredAssets(view, view.all('asset', { project_id: id }), args.where ?? {}), args, view, info, {
        keys: (row) => (args.orderBy === 'NUMBER' ? [segmentOf(row, view)?.idx ?? 2_147_483_647, row.id] : [row.id]),
        descending: args.orderBy === 'NEWEST',
        word: args.orderBy,
      }),
    webhooks: ({ id }, args, view, info) => connection(view.all('webhook', { project_id: id }), args, view, info),
  },
  Budget: {
    cap: amountIn('cap_micros'),
    reserved: amountIn('reserved_micros'),
    spent: amountIn('spent_micros'),
    overrun: amountIn('overrun_micros'),
    left: (budget) =>
      budget.cap_micros === null ? null : money(budget.cap_micros - budget.reserved_micros - budget.spent_micros),
  },
  ProjectCreated: { name: ({ facts }) => facts.name, project: PROJECT },
  ScriptImported: {
    name: ({ facts }) => facts.name,
    segmentCount: ({ facts }) => facts.segmentCount,
    script: link('structured_script', 'subject_id'),
  },
  TokenCreated: { name: ({ facts }) => facts.name, role: wordFact('role') },
  FigureImported: { figure: link('figure', 'subject_id') },
  FigureChanged: { members: textsFact('members'), figure: link('figure', 'subject_id') },
  FigureRemoved: { kind: wordFact('kind'), number: ({ facts }) => facts.number },
  DocumentIngested: {
    title: ({ facts }) => facts.title,
    figureCount: ({ facts }) => facts.figureCount,
    document: link('document', 'subject_id'),
  },
  DocumentChanged: { members: textsFact('members'), document: link('document', 'subject_id') },
  DocumentRemoved: { title: ({ facts }) => facts.title },
  SourcesSet: { titles: textsFact('titles'), script: link('structured_script', 'subject_id') },
  ProjectChanged: { members: textsFact('members'), project: PROJECT },
  StyleLearned: { name: ({ facts }) => facts.name, profile: link('style_profile', 'subject_id') },
  StyleProfileRemoved: { name: ({ facts }) => facts.name },
  PlanStored: { jobCount: ({ facts }) => facts.jobCount, plan: link('production_plan', 'subject_id') },
  ScreenplayImported: {
    ...factsOf('title', 'revision', 'sceneCount'),
    screenplay: link('screenplay', 'subject_id'),
  },
  ShotListBrokenDown: {
    ...factsOf('revision', 'shotCount', 'newCount', 'removedCount'),
    shotList: link('shot_list', 'subject_id'),
  },
  ShotListEdited: { ...factsOf('revision', 'change'), shotList: link('shot_list', 'subject_id') },
  AssetRegistered: { asset: link('asset', 'subject_id') },
  AssetDecided: {
    from: wordFact('from'),
    to: wordFact('to'),
    reason: ({ facts }) => facts.reason,
    asset: link('asset', 'subject_id'),
  },
  ScriptEdited: {
    revision: ({ facts }) => facts.revision,
    change: ({ facts }) => facts.change,
    script: link('structured_script', 'subject_id'),
  },
  AssetWentStale: {
    causes: textsFact('causes'),
    asset: link('asset', 'subject_id'),
  },
  AssetDescribed: {
    members: textsFact('members'),
    asset: link('asset', 'subject_id'),
  },
  RunStatusChanged: { status: wordFact('status'), run: link('run', 'subject_id') },
};
