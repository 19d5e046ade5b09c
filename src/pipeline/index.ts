/** The verbs that resolvers and the command line may call. */
export { createUpload } from './library/create-upload.verb';
export { type AnnouncedUpload, announcedUpload, otherBytesCame, storeUpload } from './library/store-upload.verb';
export { importFigure } from './script/import-figure.verb';
export { importScript } from './script/import-script.verb';
export { flatText } from './script/paragraphs';
export { assertProject } from './workspace/assert-project.verb';
export { type Caller, permits, type Role } from './workspace/caller';
export { createProject } from './workspace/create-project.verb';
export { createToken, tokenHash } from './workspace/create-token.verb';
export { PROJECT_LOG_CHANNEL } from './workspace/project-log.verb';
export type { Studio } from './workspace/studio';
