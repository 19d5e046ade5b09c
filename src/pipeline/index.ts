/** The verbs that resolvers and the command line may call. */

export type { DocumentReaders, DocumentSource } from './knowledge/document-readers';
export { ingestDocument } from './knowledge/ingest-document.stage';
export type { IngestDesk } from './knowledge/keep-document.verb';
export { removeDocument } from './knowledge/remove-document.verb';
export { removeFigure } from './knowledge/remove-figure.verb';
export { replaceFigure } from './knowledge/replace-figure.verb';
export { updateDocument } from './knowledge/update-document.verb';
export { updateFigure } from './knowledge/update-figure.verb';
export { annotateAsset, resolveAnnotation } from './library/annotate-asset.verb';
export { copyAssets } from './library/copy-assets.verb';
export { createUpload } from './library/create-upload.verb';
export { approveAssets, publishAssets, rejectAssets, reopenAssets, submitAssets } from './library/decide-assets.verb';
export { describeAsset } from './library/describe-asset.verb';
export type { ImportAnswer, ImportDesk } from './library/legacy/import-archive.stage';
export {
  importAssetManifest,
  importLibrary,
  importRunDirectory,
  registerFigures,
  registerFromRun,
} from './library/legacy/import-legacy.stage';
export { type ProbeTools, probeMedia } from './library/probe.tool';
export type { ProbedMedia } from './library/probed-media';
export { registerAsset } from './library/register-asset.verb';
export { type AnnouncedUpload, announcedUpload, otherBytesCame, storeUpload } from './library/store-upload.verb';
export { sweepUploads } from './library/sweep-uploads.verb';
export { verifyAudit } from './library/verify-audit.verb';
export type { TimedPlan } from './planner/keep-plan.verb';
export { type PlanningDesk, planProduction, previewPlan, repairManifest } from './planner/plan-production.verb';
export { plannedJobRows } from './planner/plan-rows';
export { planReceipt, storedPlan } from './planner/stored-plan.verb';
export { type Assigned, assignVisuals } from './production/assign-visuals.verb';
export { estimateExplainer } from './production/estimate-explainer.verb';
export type { RunEstimate } from './production/explainer-estimate';
export { goOnWithRun } from './production/go-on.verb';
export { listProviders, type ShownProvider } from './production/list-providers.verb';
export type { ProviderDesk } from './production/provider-desk';
export { regenerateAssets } from './production/regenerate-assets.verb';
export { setPronunciations } from './production/set-pronunciations.verb';
export { setStyles } from './production/set-styles.verb';
export { setVoices } from './production/set-voices.verb';
export { startExplainer } from './production/start-explainer.verb';
export { startPlan } from './production/start-plan.verb';
export { STYLE_PRESETS } from './production/style-presets';
export { type Tested, testProvider } from './production/test-provider.stage';
export { assertRun } from './runner/assert-run.verb';
export { cancelRun } from './runner/cancel-run.verb';
export { pauseRun } from './runner/pause-run.verb';
export { reopenSupplier } from './runner/reopen-supplier.verb';
export { retryFailedJobs, retryJob } from './runner/retry-job.verb';
export { RUN_LOG_CHANNEL } from './runner/run-log.verb';
export { setCaps } from './runner/set-caps.verb';
export { setJobPriority, setRunPriority } from './runner/set-priority.verb';
export { importScreenplay } from './screenplay/import-screenplay.verb';
export { textOfScreenplay } from './screenplay/kept-text';
export { addSegment } from './script/add-segment.verb';
export type { Radius } from './script/blast-radius.verb';
export { blastRadius, editSegment } from './script/edit-segment.verb';
export { importFigure } from './script/import-figure.verb';
export { importScript } from './script/import-script.verb';
export { mergeSegments } from './script/merge-segments.verb';
export { moveSegment } from './script/move-segment.verb';
export { removeSegment } from './script/remove-segment.verb';
export { textOfScript } from './script/script-text';
export { setSources } from './script/set-sources.verb';
export { splitSegment } from './script/split-segment.verb';
export { learnStyle } from './script/style/learn-style.verb';
export { removeStyleProfile } from './script/style/remove-style-profile.verb';
export { breakDownScreenplay } from './shots/list/break-down-screenplay.verb';
export { regenerateShotPrompts } from './shots/list/regenerate-shot-prompts.verb';
export { updateShot } from './shots/list/update-shot.verb';
export { createWebhook } from './webhooks/create-webhook.verb';
export { deleteWebhook } from './webhooks/delete-webhook.verb';
export type { WebhookDesk } from './webhooks/desk';
export { redeliverWebhook } from './webhooks/redeliver-webhook.verb';
export { rotateWebhookSecret } from './webhooks/rotate-webhook-secret.verb';
export { updateWebhook } from './webhooks/update-webhook.verb';
export { WEBHOOKS_CHANNEL } from './webhooks/webhook';
export { assertProject } from './workspace/assert-project.verb';
export { type Caller, permits, type Role } from './workspace/caller';
export { createProject } from './workspace/create-project.verb';
export { createToken, tokenHash } from './workspace/create-token.verb';
export { namedProject } from './workspace/named-project.verb';
export { PROJECT_LOG_CHANNEL } from './workspace/project-log.verb';
export type { Studio } from './workspace/studio';
export { updateProject } from './workspace/update-project.verb';
