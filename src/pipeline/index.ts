/** The verbs that resolvers and the command line may call. */

export { createUpload } from './library/create-upload.verb';
export { approveAssets, publishAssets, rejectAssets, reopenAssets, submitAssets } from './library/decide-assets.verb';
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
export { type AnnouncedUpload, announcedUpload, otherBytesCame, storeUpload } from './library/store-upload.verb';
export { regenerateAssets } from './production/regenerate-assets.verb';
export { startExplainer } from './production/start-explainer.verb';
export { assertRun } from './runner/assert-run.verb';
export { cancelRun } from './runner/cancel-run.verb';
export { resumeRun } from './runner/resume-run.verb';
export { RUN_LOG_CHANNEL } from './runner/run-log.verb';
export { importFigure } from './script/import-figure.verb';
export { importScript } from './script/import-script.verb';
export { flatText } from './script/paragraphs';
export { assertProject } from './workspace/assert-project.verb';
export { type Caller, permits, type Role } from './workspace/caller';
export { createProject } from './workspace/create-project.verb';
export { createToken, tokenHash } from './workspace/create-token.verb';
export { PROJECT_LOG_CHANNEL } from './workspace/project-log.verb';
export type { Studio } from './workspace/studio';
