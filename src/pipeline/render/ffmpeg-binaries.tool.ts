import { access, chmod, constants, copyFile, mkdir, rename } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';
import { type Outcome, runLeashed } from './leashed.tool';

/** What the renderer asks of an FFmpeg, by the list that names it. */
const NEEDED = {
  encoders: ['libx264', 'aac', 'png', 'rawvideo', 'pcm_s16le'],
  filters: [
    ...['scale', 'format', 'ebur128', 'sidechaincompress', 'alimiter', 'amerge', 'pan', 'aresample', 'aformat'],
    ...['volume', 'atrim', 'asetpts', 'adelay', 'apad', 'asplit', 'concat', 'anullsrc', 'atempo'],
    ...['fps', 'trim', 'settb', 'setpts', 'crop'],
  ],
  bsfs: ['filter_units', 'aac_adtstoasc'],
  demuxers: ['concat', 'aac', 'mov,mp4,m4a,3gp,3g2,mj2', 'matroska,webm', 'ffmetadata'],
} as const;

export interface Usable {
  readonly path: string;
  /** The first line of `-version`. */
  readonly version: string;
}

/** A binary that will do, or why it will not. */
export type Judged = { readonly usable: Usable } | { readonly because: string };

export async function judgeFfmpeg(path: string, signal: AbortSignal): Promise<Judged> {
  const judged = await judgeProgram(path, signal);
  if ('because' in judged) return judged;
  const lists = Object.entries(NEEDED).map(([list, names]) => missingNames(path, { list, names, signal }));
  const missing = (await Promise.all(lists)).flat();
  return missing.length > 0 ? { because: `${path} lacks ${missing.join(', ')}` } : judged;
}

/** It starts and says its version. */
export async function judgeProgram(path: string, signal: AbortSignal): Promise<Judged> {
  const said = await versionOf(path, signal);
  if (typeof said === 'string') return { because: `${path} does not run (${said})` };
  const { code, stdout, stderr } = said;
  const version = stdout.toString('utf8').split('\n')[0]?.trim();
  if (code === 0 && version) return { usable: { path, version } };
  return {
    because: `${path} does not run (exit code ${code}${stderr ? `, ${stderr.trim().split('\n').at(-1)}` : ''})`,
  };
}

const MOST_SECONDS = 20;

/** What came of asking; a sentence where it would not end. */
async function versionOf(path: string, signal: AbortSignal): Promise<Outcome | string> {
  try {
    return await runLeashed(path, ['-version'], { signal, maxSeconds: MOST_SECONDS });
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof Error ? error.message : String(error);
  }
}

// fluent-ffmpeg reads these lists too, but overlooks filters of many inputs or outputs (`amerge N->A`) and remembers the
// first binary's answer for every later one.
async function missingNames(
  path: string,
  { list, names, signal }: { list: string; names: readonly string[]; signal: AbortSignal },
): Promise<string[]> {
  const { stdout } = await runLeashed(path, ['-hide_banner', `-${list}`], { signal, maxSeconds: MOST_SECONDS });
  const lines = stdout.toString('utf8').split('\n');
  const known = new Set(lines.flatMap((line) => line.trim().split(/\s+/).slice(0, 2)));
  return names.filter((name) => !known.has(name)).map((name) => `${list.slice(0, -1)} ${name}`);
}

/** The programs of that name on a search path, in its order. */
export async function onSearchPath(name: string, searchPath: string | undefined): Promise<string[]> {
  const paths = (searchPath ?? '').split(delimiter).filter(Boolean);
  const candidates = paths.map((folder) => join(folder, name));
  const able = await Promise.all(candidates.map(isExecutable));
  return candidates.filter((_, index) => able[index]);
}

export function beside(path: string, name: string): string {
  return join(dirname(path), name);
}

export async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The path under which a packaged binary can be run: install scripts, which would set its mode, may be turned off. */
export async function madeExecutable(path: string, dataDir: string): Promise<string> {
  if (await isExecutable(path)) return path;
  const changed = await chmod(path, 0o755).then(
    () => true,
    () => false,
  );
  return changed ? path : executableCopy(path, dataDir);
}

async function executableCopy(path: string, dataDir: string): Promise<string> {
  const folder = join(dataDir, 'bin');
  const copy = join(folder, basename(path));
  if (await isExecutable(copy)) return copy;
  await mkdir(folder, { recursive: true });
  const unfinished = `${copy}.${process.pid}.tmp`;
  await copyFile(path, unfinished);
  await chmod(unfinished, 0o755);
  await rename(unfinished, copy);
  return copy;
}
