import type { Logger } from 'pino';
import { NotConfigured } from '../pipeline/errors';
import { type Ffmpeg, findFfmpeg } from '../pipeline/render/ffmpeg.tool';
import { type Config, programPath } from './config';

/** The FFmpeg of this server, or why there is none. Looked for once, when somebody first needs it. */
export type FfmpegHere = (signal?: AbortSignal) => Promise<Ffmpeg | NotConfigured>;

export function ffmpegHere(config: Config, log: Logger): FfmpegHere {
  let found: Promise<Ffmpeg | NotConfigured> | null = null;
  return (signal = new AbortController().signal) => {
    found ??= ffmpegOf(config, log, signal).catch((error) => {
      found = null; // a search that was broken off has found out nothing
      throw error;
    });
    return found;
  };
}

/** One that was named and does not do is a mistake in the settings; none at all is a machine that makes no films. */
async function ffmpegOf(config: Config, log: Logger, signal: AbortSignal): Promise<Ffmpeg | NotConfigured> {
  try {
    const { dataDir, ffmpegPath: explicit, ffmpegPackaged: packaged } = config;
    const ffmpeg = await findFfmpeg({ explicit, searchPath: programPath(), packaged, dataDir, signal });
    const { path, version, origin, passedOver } = ffmpeg;
    log.debug({ path, version, origin, passedOver }, 'FFmpeg was found');
    return ffmpeg;
  } catch (error) {
    if (!(error instanceof NotConfigured) || config.ffmpegPath !== null) throw error;
    log.warn({ got: error.got, remedy: error.remedy }, 'there is no FFmpeg: nothing can be narrated or rendered here');
    return error;
  }
}
