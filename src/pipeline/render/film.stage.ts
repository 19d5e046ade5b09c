import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chapterSpans } from '../timeline/chapters';
import type { Cut } from '../timeline/cut';
import { abreast } from './abreast';
import { readJson, sizeOf, writeJson } from './cache-file.tool';
import { captionFaces } from './caption-faces.tool';
import type { Ffmpeg } from './ffmpeg.tool';
import type { FilmedPiece } from './film-findings';
import { joinFilm } from './join.tool';
import { type LeftOut, withLegibleCaptions } from './legible-captions';
import { type UndrawnOverlays, undrawnOverlays } from './legible-overlays';
import type { EncodedPackets } from './packets';
import type { Piece } from './piece';
import type { PieceFacts } from './piece-order';
import { pieceFingerprint, piecesOf, RENDERER_VERSION } from './pieces';
import type { RenderReport } from './report';
import { examine, packetListing } from './report.tool';
import { soundChunks } from './sound-chunks';
import { type SoundTrack, soundTrack } from './sound-track.tool';

/** Whatever makes pieces. When it resolves, `to` is whole and decodes, and `<to>.json` holds its facts. */
export interface PieceEncoding {
  encode(order: {
    readonly piece: Piece;
    stillFile(sha256: string): Promise<string>;
    readonly to: string;
    readonly signal: AbortSignal;
    readonly onFrame?: (doneFrames: number) => void;
  }): Promise<PieceFacts>;
}

export interface FilmWork {
  readonly ffmpeg: Ffmpeg;
  readonly encoder: PieceEncoding;
  /** The path of the bytes with this hash on this machine; of a card, those that it is drawn as. */
  mediaFile(sha256: string, signal: AbortSignal): Promise<string>;
  /** Holds pieces, sound and their facts by fingerprint; what is lost from it is made again. */
  readonly cacheDir: string;
  readonly to: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: { readonly fraction: number; readonly note: string }) => void;
}

/**
 * A film out of a cut. It is a function of the cut, the media's bytes and the FFmpeg: rendered cold or after an edit it
 * has the same bytes, and only what an edit changed is encoded.
 */
export async function renderFilm(cut: Cut, work: FilmWork): Promise<RenderReport> {
  const progress = new Progress(cut, work);
  const parts = await filmParts(cut, work, progress);
  progress.say(0.98, 'joining');
  const { ffmpeg, to, signal } = work;
  const { pieces, sound } = parts;
  await joinFilm(ffmpeg, { rate: cut.rate, pieces, soundPath: sound.path, chapters: chapterSpans(cut), to, signal });
  progress.say(0.99, 'checking');
  const report = await examineFilm(cut, parts, work);
  progress.say(1, 'done');
  return report;
}

export interface MadeParts {
  readonly pieces: readonly PieceFile[];
  readonly sound: SoundTrack;
  /** Captions that were to be burned in. */
  readonly leftOut: LeftOut;
  readonly undrawn: UndrawnOverlays;
}

/** Picture and sound at the same time; what the cache already holds is not made again. */
export async function filmParts(cut: Cut, work: FilmWork, progress = new Progress(cut, work)): Promise<MadeParts> {
  const dir = join(work.cacheDir, 'sound');
  const { cut: drawn, leftOut, undrawn } = await legible(cut);
  const [pieces, sound] = await bothOrNeither(
    work.signal,
    (signal) => filmedPieces(drawn, { ...work, signal }, progress),
    (signal) => soundTrack(cut, { ...work, signal, dir, onChunk: () => progress.chunk() }),
  );
  return { pieces, sound, leftOut, undrawn };
}

/** The faces are opened for a film that needs them. */
async function legible(cut: Cut): Promise<{ cut: Cut } & Pick<MadeParts, 'leftOut' | 'undrawn'>> {
  const faces = cut.captionStyle || cut.overlays?.length ? await captionFaces() : [];
  const coverages = faces.map(({ coverage }) => coverage);
  return { ...withLegibleCaptions(cut, coverages), undrawn: undrawnOverlays(cut, coverages) };
}

export function examineFilm(
  cut: Cut,
  { pieces, sound, leftOut, undrawn }: MadeParts,
  work: FilmWork,
): Promise<RenderReport> {
  const piecesEncoded = new Set(pieces.flatMap(({ isNew, path }) => (isNew ? [path] : []))).size;
  const { rate, size, durationFrames } = cut;
  return examine(work.ffmpeg, work.to, {
    expected: { rate, size, durationFrames, pieces, sound, leftOut, undrawn, chapters: chapterSpans(cut) },
    work: {
      piecesEncoded,
      piecesReused: pieces.length - piecesEncoded,
      soundChunksEncoded: sound.chunksEncoded,
      soundChunksReused: sound.chunksReused,
    },
    signal: work.signal,
  });
}

type PieceFile = FilmedPiece & { readonly path: string; readonly isNew: boolean };

const AT_A_TIME = 2;

async function filmedPieces(cut: Cut, work: FilmWork, progress: Progress): Promise<PieceFile[]> {
  const dir = join(work.cacheDir, 'pieces');
  await mkdir(dir, { recursive: true });
  const versions = { renderer: RENDERER_VERSION, ffmpeg: work.ffmpeg.version };
  const named = piecesOf(cut).map((piece) => ({ piece, path: join(dir, `${pieceFingerprint(piece, versions)}.mp4`) }));
  const different = [...new Map(named.map((one) => [one.path, one])).values()];
  progress.only(different.map(({ piece }) => piece));
  const files = await abreast({
    items: different,
    limit: AT_A_TIME,
    signal: work.signal,
    each: ({ piece, path }, signal) => pieceFile(piece, path, { work: { ...work, signal }, progress }),
  });
  const byPath = new Map(files.map((file) => [file.path, file]));
  return named.flatMap(({ path }) => byPath.get(path) ?? []);
}

async function pieceFile(
  piece: Piece,
  path: string,
  { work, progress }: { work: FilmWork; progress: Progress },
): Promise<PieceFile> {
  const { durationFrames } = piece;
  const kept = await keptFacts(path);
  if (kept !== null) {
    progress.frames(path, durationFrames);
    return { path, durationFrames, facts: kept, encoded: await packetsOf(path, work), isNew: false };
  }
  const { mediaFile, signal } = work;
  const facts = await work.encoder.encode({
    piece,
    stillFile: (sha256) => mediaFile(sha256, signal),
    to: path,
    signal,
    onFrame: (doneFrames) => progress.frames(path, doneFrames),
  });
  progress.frames(path, durationFrames);
  const encoded = await listPackets(path, work);
  return { path, durationFrames, facts, encoded, isNew: true };
}

/** Null where the piece has to be encoded: it is not there, or is not the file that its facts are of. */
async function keptFacts(path: string): Promise<PieceFacts | null> {
  const facts = await readJson<PieceFacts>(`${path}.json`);
  return facts !== null && (await sizeOf(path)) === facts.bytes ? facts : null;
}

async function packetsOf(path: string, work: FilmWork): Promise<EncodedPackets> {
  return (await readJson<EncodedPackets>(`${path}.packets.json`)) ?? listPackets(path, work);
}

async function listPackets(path: string, { ffmpeg, signal }: FilmWork): Promise<EncodedPackets> {
  const [picture] = await packetListing(ffmpeg, path, signal);
  const packets = (picture?.packets ?? []).map(({ bytes, checksum }) => ({ bytes, checksum }));
  const encoded = { settings: picture?.settings ?? null, packets };
  await writeJson(`${path}.packets.json`, encoded);
  return encoded;
}

/** Both at once. When one fails the other is aborted, and has ended before the failure is thrown. */
async function bothOrNeither<A, B>(
  signal: AbortSignal,
  a: (signal: AbortSignal) => Promise<A>,
  b: (signal: AbortSignal) => Promise<B>,
): Promise<[A, B]> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const work = [a(either), b(either)] as const;
  for (const one of work) one.catch((error: unknown) => failed.abort(error));
  await Promise.allSettled(work);
  either.throwIfAborted();
  return Promise.all(work);
}

const FRAMES_A_CHUNK = 50;

/** Frames of picture and chunks of sound, a chunk counted as the 50 frames it costs about as much as. */
class Progress {
  readonly #doneFrames = new Map<string, number>();
  #total: number;
  #frames = 0;
  #chunks = 0;

  constructor(
    private readonly cut: Cut,
    private readonly work: FilmWork,
  ) {
    this.#total = cut.durationFrames + FRAMES_A_CHUNK * soundChunks(cut, 0).length;
  }

  /** These are all the pieces of the film: what it shows again is no work. */
  only(pieces: readonly Piece[]): void {
    const frames = pieces.reduce((sum, { durationFrames }) => sum + durationFrames, 0);
    this.#total -= this.cut.durationFrames - frames;
  }

  frames(path: string, doneFrames: number): void {
    this.#frames += doneFrames - (this.#doneFrames.get(path) ?? 0);
    this.#doneFrames.set(path, doneFrames);
    this.#tell('rendering');
  }

  chunk(): void {
    this.#chunks += 1;
    this.#tell('mixing');
  }

  say(fraction: number, note: string): void {
    this.work.onProgress?.({ fraction, note });
  }

  #tell(note: string): void {
    this.say(Math.min(0.97, (0.97 * (this.#frames + FRAMES_A_CHUNK * this.#chunks)) / this.#total), note);
  }
}
