import { tmpdir } from 'node:os';
import { type Ffmpeg, findFfmpeg } from '../../src/pipeline/render/ffmpeg.tool';

let found: Promise<Ffmpeg> | undefined;

/**
 * The npm binary, looked for once a test file: what a machine has installed would make the tests differ. To see how another one
 * does, name it in WORKPRINT_TEST_FFMPEG.
 */
export function npmFfmpeg(): Promise<Ffmpeg> {
  const { signal } = new AbortController();
  found ??= findFfmpeg({
    explicit: process.env.WORKPRINT_TEST_FFMPEG ?? null,
    searchPath: undefined,
    dataDir: tmpdir(),
    signal,
  });
  return found;
}

/** The same for suppliers, which are given the means to run it. */
export const packagedFfmpeg = {
  run: async (args: readonly string[], { signal }: { signal: AbortSignal }): Promise<{ stdout: Buffer }> =>
    (await npmFfmpeg()).run(args, { signal }),
};
