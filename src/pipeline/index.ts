/** The verbs that resolvers and the command line may call. */

export { createUpload } from './library/create-upload.verb';
export { approveAssets, publishAssets, rejectAssets, reopenAssets, submitAssets } from './library/decide-assets.verb';
export { FREE } from './library/price';
export { type AnnouncedUpload, announcedUpload, otherBytesCame, storeUpload } from './library/store-upload.verb';
export { regenerateAssets } from './production/regenerate-assets.verb';
export { startExplainer } from './production/start-explainer.verb';
export { assertRun } from './runner/assert-run.verb';
export { cancelRun } from './runner/cancel-run.verb';
export { resumeRun } from './runner/resume-run.verb';
export { RUN_LOG_CHANNEL } from './runner/run-log.verb';
export { addSegment } from './script/add-segment.verb';
export type { Radius } from './script/blast-radius.verb';
export { blastRadius, editSegment } from './script/edit-segment.verb';
export { importFigure } from './script/import-figure.verb';
export { importScript } from './script/import-script.verb';
export { mergeSegments } from './script/merge-segments.verb';
export { moveSegment } from './script/move-segment.verb';
export { flatText } from './script/paragraphs';
export { removeSegment } from './script/remove-segment.verb';
export { splitSegment } from './script/split-segment.verb';
export { assertProject } from './workspace/assert-project.verb';
export { type Caller, permits, type Role } from './workspace/caller';
export { createProject } from './workspace/create-project.verb';
export { createToken, tokenHash } from './workspace/create-token.verb';
export { PROJECT_LOG_CHANNEL } from './workspace/project-log.verb';
export type { Studio } from './workspace/studio';
