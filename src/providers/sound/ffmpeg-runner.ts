/** The means to run FFmpeg, which a supplier is given. An exit status other than 0 rejects. */
export interface FfmpegRunner {
  run(args: readonly string[], options: { readonly signal: AbortSignal }): Promise<{ readonly stdout: Buffer }>;
}
