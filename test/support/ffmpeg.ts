import { execFile } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { path } from '@ffmpeg-installer/ffmpeg';

const MOST_BYTES = 256 * 1024 * 1024;

/** FFmpeg 4.1 of 2018, as the packages bring it: what runs here runs on any. */
export const packagedFfmpeg = {
  run(args: readonly string[], { signal }: { signal: AbortSignal }): Promise<{ stdout: Buffer }> {
    chmodSync(path, 0o755);
    const options = { signal, encoding: 'buffer', maxBuffer: MOST_BYTES, killSignal: 'SIGKILL' } as const;
    return new Promise((resolve, reject) => {
      execFile(path, ['-hide_banner', '-nostdin', '-v', 'error', ...args], options, (error, stdout, stderr) => {
        if (signal.aborted) reject(signal.reason);
        else if (error) reject(new Error(`${error.message} ${stderr}`));
        else resolve({ stdout });
      });
    });
  },
};
