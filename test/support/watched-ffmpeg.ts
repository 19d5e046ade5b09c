import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npmFfmpeg } from './ffmpeg';

/**
 * The npm FFmpeg behind a script that writes down what it is told, one word a line, and stops in its tracks where a call
 * has the words that it is told to hold at, until it is let go. Its command line has the folder's name in it.
 */
export class WatchedFfmpeg {
  private constructor(
    readonly dir: string,
    readonly path: string,
  ) {}

  static async in(dir: string): Promise<WatchedFfmpeg> {
    const { path: real } = await npmFfmpeg();
    const path = join(dir, 'ffmpeg');
    await writeFile(
      path,
      `#!/bin/sh
printf '%s\\n' "$@" >> '${dir}/arguments'
if [ -e '${dir}/hold' ]; then
  word=$(cat '${dir}/hold')
  case "$* " in *"$word"*) : > '${dir}/held'; while [ -e '${dir}/hold' ]; do sleep 0.02; done;; esac
fi
exec '${real}' "$@"
`,
    );
    await chmod(path, 0o755);
    return new WatchedFfmpeg(dir, path);
  }

  async holdAt(words: string): Promise<void> {
    await rm(join(this.dir, 'held'), { force: true });
    await writeFile(join(this.dir, 'hold'), words);
  }

  async letGo(): Promise<void> {
    await rm(join(this.dir, 'hold'), { force: true });
  }

  /** Fulfilled when a call was stopped in its tracks. */
  async held(): Promise<void> {
    while (!(await this.#has('held'))) await new Promise(setImmediate);
  }

  async #has(name: string): Promise<boolean> {
    return (await readdir(this.dir)).includes(name);
  }

  /** Every word that FFmpeg was ever told. */
  arguments(): Promise<string> {
    return readFile(join(this.dir, 'arguments'), 'utf8');
  }
}

/** Command lines of living processes that hold this text. */
export async function commandsWith(text: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  // An encoder that waits for the next piece was told where FFmpeg is.
  return lines.filter((line) => line.includes(text) && !line.includes('piece-encoder-worker'));
}
