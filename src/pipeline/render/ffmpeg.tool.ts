import { DiskFull, MediaRefused, NotConfigured } from '../errors';
import { ALWAYS, unlockedInput } from './ffmpeg-arguments';
import {
  beside,
  isExecutable,
  type Judged,
  judgeFfmpeg,
  judgeProgram,
  madeExecutable,
  onSearchPath,
  type Usable,
} from './ffmpeg-binaries.tool';
import { type Outcome, type RunOptions, runLeashed } from './leashed.tool';

export type FfmpegOrigin = 'FFMPEG_PATH' | 'system' | 'npm';

export interface Ffmpeg {
  readonly path: string;
  readonly probePath: string;
  /** Goes into fingerprints: another build may write other bytes. */
  readonly version: string;
  readonly origin: FfmpegOrigin;
  /** Why those that came before it would not do. */
  readonly passedOver: readonly string[];
  /** Plain arguments; every input through `mediaInput` or `pictureInput`. What must not be overwritten needs no `-y`. */
  run(args: readonly string[], options: RunOptions): Promise<{ stdout: Buffer; stderr: string }>;
  /** ffprobe's own JSON: `{ streams, format, packets … }`, as far as `show` asks for it. */
  probe(path: string, options: ProbeOptions): Promise<Record<string, unknown>>;
}

export interface ProbeOptions {
  readonly format: string;
  readonly signal: AbortSignal;
  /** `['-show_streams', '-show_format']` unless told otherwise. */
  readonly show?: readonly string[];
}

export interface FfmpegSearch {
  /** FFMPEG_PATH. Where it is given it is taken or refused: nothing else is tried. */
  readonly explicit: string | null;
  readonly searchPath: string | undefined;
  /** False: the npm binary is not tried. */
  readonly packaged?: boolean;
  /** Where a binary that cannot be run from its package is copied to. */
  readonly dataDir: string;
  readonly signal: AbortSignal;
}

/** FFMPEG_PATH, else the system's if it has all that is needed, else the npm binary. */
export async function findFfmpeg(search: FfmpegSearch): Promise<Ffmpeg> {
  const reasons: string[] = [];
  for await (const candidate of candidates(search)) {
    const judged = await judgeCandidate(candidate, search.signal);
    if ('because' in judged) reasons.push(judged.because);
    else return ffmpegOf({ ...judged, passedOver: reasons }, await findFfprobe(judged.path, search));
  }
  throw noFfmpeg(search, reasons.join('; ') || 'none at all');
}

function noFfmpeg(search: FfmpegSearch, got: string): NotConfigured {
  const expected = 'an FFmpeg with libx264, aac and the filters of the mix';
  const remedy =
    search.explicit === null
      ? 'Install FFmpeg 4.1 or later, or name one in FFMPEG_PATH.'
      : 'Set FFMPEG_PATH to another binary, or leave it out to use the system’s or the npm one.';
  return new NotConfigured(`There is no FFmpeg that will do: ${got}.`, { expected, got, remedy });
}

type Judgement = (Usable & { readonly origin: FfmpegOrigin }) | { readonly because: string };

async function judgeCandidate(candidate: Candidate, signal: AbortSignal): Promise<Judgement> {
  if ('because' in candidate) return candidate;
  const judged = await judgeFfmpeg(candidate.path, signal);
  return 'because' in judged ? judged : { ...judged.usable, origin: candidate.origin };
}

type Candidate = { readonly path: string; readonly origin: FfmpegOrigin } | { readonly because: string };

async function* candidates(search: FfmpegSearch): AsyncGenerator<Candidate> {
  const { explicit, searchPath, packaged = true, dataDir } = search;
  if (explicit !== null) return yield { path: explicit, origin: 'FFMPEG_PATH' };
  for (const path of await onSearchPath('ffmpeg', searchPath)) yield { path, origin: 'system' };
  if (!packaged) return;
  const binary = npmBinary('ffmpeg');
  yield 'because' in binary ? binary : { path: await madeExecutable(binary.path, dataDir), origin: 'npm' };
}

/** Looked up only when it is its turn: on a platform without a package the lookup throws. */
function npmBinary(name: 'ffmpeg' | 'ffprobe'): { readonly path: string } | { readonly because: string } {
  try {
    const packaged: { path: string } =
      name === 'ffmpeg' ? require('@ffmpeg-installer/ffmpeg') : require('@ffprobe-installer/ffprobe');
    return { path: packaged.path };
  } catch (reason) {
    return { because: `no npm binary of ${name} for ${process.platform} on ${process.arch} (${reason})` };
  }
}

async function findFfprobe(ffmpegPath: string, { searchPath, dataDir, signal }: FfmpegSearch): Promise<string> {
  const near = beside(ffmpegPath, 'ffprobe');
  for (const path of [near, ...(await onSearchPath('ffprobe', searchPath))]) {
    if ((await isExecutable(path)) && 'usable' in (await judgeProgram(path, signal))) return path;
  }
  const binary = npmBinary('ffprobe');
  if ('because' in binary) throw noFfprobe(binary.because);
  const path = await madeExecutable(binary.path, dataDir);
  const judged: Judged = await judgeProgram(path, signal);
  if ('usable' in judged) return path;
  throw noFfprobe(judged.because);
}

function noFfprobe(got: string): NotConfigured {
  return new NotConfigured(`There is no ffprobe that will do: ${got}.`, {
    expected: 'an ffprobe beside FFmpeg or on the search path',
    got,
    remedy: 'Install FFmpeg with its ffprobe.',
  });
}

type Found = Usable & Pick<Ffmpeg, 'origin' | 'passedOver'>;

function ffmpegOf(found: Found, probePath: string): Ffmpeg {
  const { path } = found;
  return {
    ...found,
    probePath,
    run: async (args, options) => {
      const fault = unlockedInput(args);
      if (fault !== null) throw new Error(fault);
      return succeeded('ffmpeg', await runLeashed(path, [...ALWAYS, ...args], options));
    },
    probe: async (file, { format, signal, show = ['-show_streams', '-show_format'] }) => {
      const locked = ['-v', 'error', '-protocol_whitelist', 'file,pipe', '-f', format, '-of', 'json=c=1'];
      const outcome = await runLeashed(probePath, [...locked, ...show, '-i', file], { signal, maxSeconds: 600 });
      return JSON.parse(succeeded('ffprobe', outcome).stdout.toString('utf8'));
    },
  };
}

/** It ran and said no, and its words name no cause that is known here. */
export class FfmpegFailed extends Error {}

const FULL = /No space left on device|Disk quota exceeded/;
const UNDECODABLE =
  /Invalid data found when processing input|Error while decoding|moov atom not found|Could not find codec parameters|does not contain any stream|matches no streams|Picture size \S+ (is invalid|exceeds)|not on whitelist|Unsafe file name|Nothing was written into output|corrupt input packet/;

function succeeded(program: string, { code, stdout, stderr }: Outcome): { stdout: Buffer; stderr: string } {
  if (code === 0) return { stdout, stderr };
  const last = stderr.trim().split('\n').slice(-4).join('\n');
  if (FULL.test(stderr)) throw new DiskFull();
  if (UNDECODABLE.test(stderr)) {
    throw new MediaRefused(`${program} could not read it: ${last}`, {
      expected: 'media that decodes from its first byte to its last',
      got: last,
      remedy: 'Give the file whole and in the format it claims to have.',
    });
  }
  throw new FfmpegFailed(`${program} ended with ${code}: ${last}`);
}
