/** OFFLINE never calls out; LIVE uses an offline vendor only for the capabilities named in `offlineFor`. */
export const PROJECT_MODES = ['OFFLINE', 'LIVE'] as const;
export type ProjectMode = (typeof PROJECT_MODES)[number];

/** The kinds of line that a project's log may hold. */
export const PROJECT_EVENT_KINDS = [
  'PROJECT_CREATED',
  'SCRIPT_IMPORTED',
  'TOKEN_CREATED',
  'FIGURE_IMPORTED',
  'ASSET_REGISTERED',
  'ASSET_DECIDED',
  'ASSET_DESCRIBED',
  'ASSET_ANNOTATED',
  'ANNOTATION_RESOLVED',
  'RUN_STATUS_CHANGED',
  'SCRIPT_EDITED',
  'ASSET_WENT_STALE',
  'DOCUMENT_INGESTED',
  'DOCUMENT_CHANGED',
  'DOCUMENT_REMOVED',
  'FIGURE_CHANGED',
  'FIGURE_REMOVED',
  'SOURCES_SET',
  'PROJECT_CHANGED',
  'STYLE_LEARNED',
  'STYLE_PROFILE_REMOVED',
  'PLAN_STORED',
  'SCREENPLAY_IMPORTED',
  'SHOT_LIST_BROKEN_DOWN',
  'SHOT_LIST_EDITED',
] as const;
export type ProjectEventKind = (typeof PROJECT_EVENT_KINDS)[number];

/** Keys stand in URLs, file names and commands: `heat-islands`, never ` Heat/Islands`. */
export const PROJECT_KEY = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
