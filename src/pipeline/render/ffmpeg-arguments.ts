import { MOST_PIXELS } from '../values/image-header';

export interface MediaInput {
  readonly path: string;
  /**
   * FFmpeg's name of the container. Guessed from the bytes it would follow a concat list that is named `.mp4` to the
   * files of somebody else.
   */
  readonly format: string;
  /** Options of this input: `['-ss', '1']`. */
  readonly options?: readonly string[];
}

/** One input, locked to files and pipes, that stops at its first damaged byte instead of concealing it. */
export function mediaInput({ path, format, options = [] }: MediaInput): string[] {
  return [...LOCKED, '-err_detect', 'explode', ...options, '-f', format, '-i', path];
}

const LOCKED = ['-protocol_whitelist', 'file,pipe'];

/** A still picture, whose header may claim any size. */
export function pictureInput(input: MediaInput): string[] {
  return mediaInput({ ...input, options: ['-max_pixels', String(MOST_PIXELS), ...(input.options ?? [])] });
}

/** What every call begins with. */
export const ALWAYS = ['-hide_banner', '-nostdin', '-xerror'] as const;

/** Null where every `-i` has its format and its protocols; else what is wrong, for the one who wrote the call. */
export function unlockedInput(args: readonly string[]): string | null {
  let from = 0;
  for (const [at, word] of args.entries()) {
    if (word !== '-i') continue;
    const own = args.slice(from, at);
    if (!own.includes('-f')) return `The input ${args[at + 1]} has no -f: FFmpeg would guess its format.`;
    if (!own.includes('-protocol_whitelist')) return `The input ${args[at + 1]} has no -protocol_whitelist.`;
    from = at + 2;
  }
  return null;
}
