import { ASSET_STATUSES } from '../../pipeline/library/asset';
import { RUN_STATUSES } from '../../pipeline/runner/run';
import { FIGURE_KINDS } from '../../pipeline/script/segment';
import { CAPABILITIES } from '../../pipeline/values/capability';
import { ROLES } from '../../pipeline/workspace/caller';
import type { Field, Order, Row, Tables } from '../table';
import { embed, list, NEWEST, OLDEST, one, page, resolved, sql, toOne } from '../table';
import { ASSET_ORDERS, assetFilter } from './asset';
import { budgetsOfProject, costReport, suppliers } from './cost';
import { knowledge } from './document';
import { textFact, textsFact, wholeFact, wholeFacts, wordFact } from './facts';
import { runFilter } from './run';
import { ownedSlots } from './slot';

const ofProject = (orders: Readonly<Record<string, Order>>, where?: Extract<Field, { kind: 'page' }>['where']): Field =>
  page({ on: (project, row) => `${row('project_id')} = ${project('id')}`, orders, where });

/** Members of a JSON object as rows: no check constraint looks into it, so what is no text reads as its JSON. */
const membersOf =
  (column: string, name: string, value: string) =>
  (project: Row): string =>
    `(SELECT e.key AS ${name}, e.value AS ${value} FROM jsonb_each_text(${project(column)}) e)`;

const providerOrder = (project: Row): string =>
  `(SELECT e.key AS capability, e.value AS names FROM jsonb_each(${project('provider_order')}) e
    WHERE e.key IN (${CAPABILITIES.map((word) => `'${word}'`).join(', ')}) AND jsonb_typeof(e.value) = 'array')`;

export const projectTables: Tables = {
  ProviderOrder: {
    project: null, // its rows come out of a row that was walled already
    fields: { names: sql((row) => `ARRAY(SELECT jsonb_array_elements_text(${row('names')}))`) },
  },
  SpeakerVoice: { project: null },
  Style: { project: null },
  Pronunciation: { project: null },
  Project: {
    from: 'project',
    project: 'id',
    fields: {
      slots: ownedSlots,
      rate: embed({ numerator: (row) => row('rate_numerator'), denominator: (row) => row('rate_denominator') }),
      size: embed(),
      providerOrder: list({ from: providerOrder, order: (line) => `${line('capability')} COLLATE "C"` }),
      voices: list({
        from: membersOf('voice_map', 'speaker', 'voice'),
        order: (line) => `${line('speaker')} COLLATE "C"`,
      }),
      pronunciations: list({
        from: membersOf('pronunciations', 'written', 'spoken'),
        order: (line) => `${line('written')} COLLATE "C"`,
      }),
      styles: list({ from: membersOf('styles', 'name', 'words'), order: (line) => `${line('name')} COLLATE "C"` }),
      lastSeq: sql(
        (row, { scope }) =>
          `(SELECT h.last_seq FROM project_log_head h WHERE h.project_id = ${row('id')}${scope('h')})`,
      ),
      events: page({
        on: (project, event, { args }) =>
          `${event('project_id')} = ${project('id')} AND ${event('seq')} > ${args.value(['afterSeq'], 'int')}`,
        orders: { default: { keys: [{ column: 'seq', type: 'int' }] } },
      }),
      budget: one((project, budget) => `${budget('project_id')} = ${project('id')} AND ${budget('kind')} = 'PROJECT'`),
      budgets: budgetsOfProject,
      costReport: costReport('PROJECT'),
      documents: ofProject({ default: NEWEST }),
      knowledge,
      styleProfiles: ofProject({ default: NEWEST }),
      scripts: ofProject({ default: NEWEST }),
      screenplays: ofProject({ default: NEWEST }),
      shotLists: ofProject({ default: NEWEST }),
      timelines: ofProject({ default: NEWEST }),
      plans: ofProject({ default: NEWEST }),
      runs: ofProject({ default: NEWEST }, runFilter),
      assets: ofProject(ASSET_ORDERS, assetFilter),
      webhooks: ofProject({ default: OLDEST }),
    },
  },
  ProjectEvent: {
    from: 'project_event',
    variants: {
      word: 'kind',
      types: {
        PROJECT_CREATED: 'ProjectCreated',
        SCRIPT_IMPORTED: 'ScriptImported',
        TOKEN_CREATED: 'TokenCreated',
        FIGURE_IMPORTED: 'FigureImported',
        ASSET_REGISTERED: 'AssetRegistered',
        ASSET_DECIDED: 'AssetDecided',
        ASSET_DESCRIBED: 'AssetDescribed',
        ASSET_ANNOTATED: 'AssetAnnotated',
        ANNOTATION_RESOLVED: 'AnnotationResolved',
        RUN_STATUS_CHANGED: 'RunStatusChanged',
        SCRIPT_EDITED: 'ScriptEdited',
        ASSET_WENT_STALE: 'AssetWentStale',
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
      },
    },
  },
  ProjectCreated: { fields: { name: textFact('name'), project: toOne('project_id') } },
  ProjectChanged: { fields: { members: textsFact('members'), project: toOne('project_id') } },
  ScriptImported: {
    fields: { name: textFact('name'), segmentCount: wholeFact('segmentCount'), script: toOne('subject_id') },
  },
  TokenCreated: { fields: { name: textFact('name'), role: wordFact('role', ROLES) } },
  FigureImported: { fields: { figure: toOne('subject_id') } },
  FigureChanged: { fields: { members: textsFact('members'), figure: toOne('subject_id') } },
  FigureRemoved: { fields: { kind: wordFact('kind', FIGURE_KINDS), number: wholeFact('number') } },
  DocumentIngested: {
    fields: { title: textFact('title'), figureCount: wholeFact('figureCount'), document: toOne('subject_id') },
  },
  DocumentChanged: { fields: { members: textsFact('members'), document: toOne('subject_id') } },
  DocumentRemoved: { fields: { title: textFact('title') } },
  SourcesSet: { fields: { titles: textsFact('titles'), script: toOne('subject_id') } },
  StyleLearned: { fields: { name: textFact('name'), profile: toOne('subject_id') } },
  StyleProfileRemoved: { fields: { name: textFact('name') } },
  PlanStored: { fields: { jobCount: wholeFact('jobCount'), plan: toOne('subject_id') } },
  ScreenplayImported: {
    fields: {
      title: textFact('title'),
      ...wholeFacts('revision', 'sceneCount'),
      screenplay: toOne('subject_id'),
    },
  },
  ShotListBrokenDown: {
    fields: { ...wholeFacts('revision', 'shotCount', 'newCount', 'removedCount'), shotList: toOne('subject_id') },
  },
  ShotListEdited: {
    fields: { revision: wholeFact('revision'), change: textFact('change'), shotList: toOne('subject_id') },
  },
  AssetRegistered: { fields: { asset: toOne('subject_id') } },
  AssetDecided: {
    fields: {
      from: wordFact('from', ASSET_STATUSES),
      to: wordFact('to', ASSET_STATUSES),
      reason: textFact('reason'),
      asset: toOne('subject_id'),
    },
  },
  AssetDescribed: { fields: { members: textsFact('members'), asset: toOne('subject_id') } },
  RunStatusChanged: { fields: { status: wordFact('status', RUN_STATUSES), run: toOne('subject_id') } },
  ScriptEdited: {
    fields: { revision: wholeFact('revision'), change: textFact('change'), script: toOne('subject_id') },
  },
  AssetWentStale: { fields: { causes: textsFact('causes'), asset: toOne('subject_id') } },
  BlastRadius: { made: true },
  Viewer: { from: 'access_token', project: null },
};

const byId = (type: string): Field => one((_, row, { args }) => `${row('id')} = ${args.rowId(['id'], type)}`);

/** Where a read begins. */
export const queryTable: Tables = {
  Query: {
    fields: {
      node: { kind: 'node' },
      nodes: { kind: 'nodes' },
      blastRadius: resolved,
      estimateExplainer: resolved,
      viewer: one((_, token, place) => `${token('id')} = ${place.moment(({ caller }) => caller.tokenId, 'uuid')}`),
      project: one((_, project, { args }) => `${project('key')} = ${args.value(['key'], 'text')}`),
      projects: page({ on: () => 'true', orders: { default: OLDEST } }),
      document: byId('Document'),
      styleProfile: byId('StyleProfile'),
      script: byId('StructuredScript'),
      screenplay: byId('Screenplay'),
      shotList: byId('ShotList'),
      plan: byId('ProductionPlan'),
      previewPlan: resolved,
      run: byId('Run'),
      asset: byId('Asset'),
      verifyAudit: resolved,
      timeline: byId('Timeline'),
      suppliers,
      providers: resolved,
      stylePresets: resolved,
    },
  },
};
