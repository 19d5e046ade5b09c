import { registerEnumType } from 'type-graphql';
import { ERROR_CODES } from '../pipeline/errors';
import { ATOM_KINDS, ATOM_ZONES, LINK_RELATIONS } from '../pipeline/knowledge/atom';
import { CONCEPT_KINDS, DOCUMENT_KINDS } from '../pipeline/knowledge/document';
import { BLOCK_KINDS } from '../pipeline/knowledge/reading';
import { ASSET_STATUSES, ASSET_TYPES } from '../pipeline/library/asset';
import { GENERATION_ACTIONS } from '../pipeline/library/librarian';
import { EXPLAINER_STAGES } from '../pipeline/production/explainer';
import { CAPTION_PLACES } from '../pipeline/production/explainer-options';
import { TIERS, TIERS_IN_WORDS } from '../pipeline/production/tiers';
import { BUDGET_KINDS } from '../pipeline/runner/charge';
import { HOLDS, JOB_ERROR_CODES, JOB_STATUSES, JOB_TYPES, PRODUCTIONS, RUN_STATUSES } from '../pipeline/runner/run';
import { SCREENPLAY_FORMATS } from '../pipeline/screenplay/screenplay';
import { DISPLAY_MODES, FIGURE_KINDS, SCRIPT_FORMATS, SEGMENT_INTENTS } from '../pipeline/script/segment';
import { TRANSCRIPT_FORMATS } from '../pipeline/script/style/read-transcript';
import { SHOT_LIST_FORMATS } from '../pipeline/shots/list/exported-list';
import {
  CAMERA_HEIGHTS,
  CAMERA_MOVEMENTS,
  DISTANCE_BANDS,
  GENERATION_PROFILES,
  INIT_IMAGE_SOURCES,
  SHOT_TRANSITIONS,
  SHOT_TYPES,
  STORY_FORMATS,
} from '../pipeline/shots/shot';
import { TIMES_OF_DAY } from '../pipeline/shots/shot-list';
import { CAPABILITIES } from '../pipeline/values/capability';
import { DELIVERY_STATUSES, MEANINGS, WEBHOOK_EVENTS } from '../pipeline/webhooks/webhook';
import { ROLES } from '../pipeline/workspace/caller';
import { PROJECT_MODES } from '../pipeline/workspace/project';

type Words<W extends string> = { readonly [K in W]: K };

/** A vocabulary of the pipeline as a GraphQL enum: the same words in code, schema and tables. */
function words<W extends string>(name: string, list: readonly W[], description?: string): Words<W> {
  const object = Object.fromEntries(list.map((word) => [word, word])) as Words<W>;
  registerEnumType(object, { name, description });
  return object;
}

export const ErrorCodeEnum = words('ErrorCode', ERROR_CODES);
export const RoleEnum = words(
  'Role',
  ROLES,
  'VIEWER reads, REVIEWER decides, PRODUCER creates and spends, ADMIN hands out tokens; each may do what those before it may.',
);
export const ProjectModeEnum = words(
  'ProjectMode',
  PROJECT_MODES,
  'OFFLINE never calls out; LIVE uses an offline vendor only for the capabilities named in offlineFor.',
);
export const CapabilityEnum = words('Capability', CAPABILITIES);
export const AssetTypeEnum = words('AssetType', ASSET_TYPES);
export const AssetStatusEnum = words('AssetStatus', ASSET_STATUSES);
export const AssetOrderEnum = words(
  'AssetOrder',
  ['NEWEST', 'OLDEST', 'NUMBER'] as const,
  'NUMBER is by the number of the segment that it is for; what is for no segment comes last.',
);
export const TranscriptFormatEnum = words('TranscriptFormat', TRANSCRIPT_FORMATS);
export const SegmentIntentEnum = words('SegmentIntent', SEGMENT_INTENTS);
export const DisplayModeEnum = words('DisplayMode', DISPLAY_MODES);
export const FigureKindEnum = words('FigureKind', FIGURE_KINDS);
export const DocumentKindEnum = words('DocumentKind', DOCUMENT_KINDS);
export const AtomKindEnum = words('AtomKind', ATOM_KINDS);
export const AtomZoneEnum = words(
  'AtomZone',
  ATOM_ZONES,
  'Where in a document it stands. What is no part of the argument is kept, and out of its topics.',
);
export const BlockKindEnum = words('BlockKind', BLOCK_KINDS);
export const ConceptKindEnum = words('ConceptKind', CONCEPT_KINDS);
export const LinkRelationEnum = words('LinkRelation', LINK_RELATIONS);
export const ScriptFormatEnum = words('ScriptFormat', SCRIPT_FORMATS);
export const CaptionFormatEnum = words('CaptionFormat', ['SRT', 'VTT', 'KARAOKE'] as const);
export const StoryFormatEnum = words('StoryFormat', STORY_FORMATS);
export const ScreenplayFormatEnum = words(
  'ScreenplayFormat',
  SCREENPLAY_FORMATS,
  'FOUNTAIN: plain text with its marks. FDX: the XML of Final Draft. JSON: the structured screenplay, with beats, conflicts and durations.',
);
export const ShotListFormatEnum = words(
  'ShotListFormat',
  SHOT_LIST_FORMATS,
  'JSON: shot_list.json. CSV: a row a shot, for spreadsheets. PRINTABLE: plain text for paper.',
);
export const TimeOfDayEnum = words('TimeOfDay', TIMES_OF_DAY);
export const CameraHeightEnum = words('CameraHeight', CAMERA_HEIGHTS);
export const DistanceBandEnum = words('DistanceBand', DISTANCE_BANDS);
export const GenerationProfileEnum = words('GenerationProfile', GENERATION_PROFILES);
export const ProblemSeverityEnum = words(
  'ProblemSeverity',
  ['ERROR', 'WARNING'] as const,
  'An ERROR is against the rules that a film is made by; a WARNING is worth a look.',
);
export const ShotTypeEnum = words('ShotType', SHOT_TYPES);
export const CameraMovementEnum = words('CameraMovement', CAMERA_MOVEMENTS);
export const ShotTransitionEnum = words('ShotTransition', SHOT_TRANSITIONS);
export const InitImageSourceEnum = words('InitImageSource', INIT_IMAGE_SOURCES);
export const ProductionEnum = words('Production', PRODUCTIONS);
export const RunStatusEnum = words('RunStatus', RUN_STATUSES);
export const JobTypeEnum = words('JobType', JOB_TYPES);
export const JobStatusEnum = words('JobStatus', JOB_STATUSES);
export const JobHoldEnum = words('JobHold', HOLDS);
export const JobErrorCodeEnum = words('JobErrorCode', JOB_ERROR_CODES);
export const CaptionPlaceEnum = words('CaptionPlace', CAPTION_PLACES);
export const ExplainerStageEnum = words('ExplainerStage', EXPLAINER_STAGES);
export const BudgetKindEnum = words(
  'BudgetKind',
  BUDGET_KINDS,
  'Whose money it is: of a whole project or run, of one pilot of a run, or of the jobs of one type.',
);
export const CostGroupingEnum = words(
  'CostGrouping',
  ['PROVIDER', 'STAGE', 'SEGMENT', 'STATUS', 'PILOT'] as const,
  'STATUS is what became of the money: used, rejected, replaced by another take, failed (billed, and no take came of it), lost, open (still set aside), not billed.',
);
export const TierEnum = words('Tier', TIERS, `What a film may cost in pictures. ${TIERS_IN_WORDS}.`);
export const GenerationActionEnum = words('GenerationAction', GENERATION_ACTIONS);
export const WebhookEventEnum = words(
  'WebhookEvent',
  WEBHOOK_EVENTS,
  `What a webhook is told of. ${WEBHOOK_EVENTS.map((event) => `${event}: ${MEANINGS[event].words}`).join('; ')}.`,
);
export const WebhookDeliveryStatusEnum = words(
  'WebhookDeliveryStatus',
  DELIVERY_STATUSES,
  'PENDING waits for its first or its next attempt; FAILED was given up, after a day of attempts or because the webhook was disabled.',
);
