import { captionCels } from './caption-cels';
import type { Cel } from './cel';
import { type OpenClip, openClip } from './clip-reader.tool';
import { laidFrames } from './laid-frames';
import type { Logo, LogoDecoder } from './logo-decoder.tool';
import { sourceSize } from './motion';
import { overlayCels } from './overlay-cels';
import type { StillSource } from './piece';
import { advancing, framesOf, type PictureFrame } from './piece-frames';
import type { PieceWork } from './piece-order';
import type { Planes, Resampler } from './resampler';
import type { StillDecoder } from './still-decoder.tool';

export interface PictureTools {
  readonly ffmpeg: string;
  readonly decoder: StillDecoder;
  readonly logos: LogoDecoder;
  readonly resampler: Resampler;
}

type Pictures = Iterable<PictureFrame> | AsyncIterable<PictureFrame>;

/** The frames of a piece, its sources opened. Who reads no further aborts the signal: clips are read as long as it lasts. */
export async function picturesOf(work: PieceWork, tools: PictureTools, signal: AbortSignal): Promise<Pictures> {
  const { piece } = work;
  const frames = await pictures(work, tools, signal);
  if (!piece.captions && !piece.overlays) return frames;
  const [below, above] = [await overlaysOf(work, tools, signal), await captionsOf(piece)];
  return laidFrames(frames, piece.size, (frame) => [...below(frame), ...above(frame)]);
}

type CelsAt = (frame: number) => readonly Cel[];
const NONE: CelsAt = () => [];

/** The canvas is loaded where it is needed: it takes 30 MB, and what is large is forked from slowly. */
async function captionsOf({ captions, size }: PieceWork['piece']): Promise<CelsAt> {
  if (!captions) return NONE;
  const { CaptionPainter } = require('./caption-painter.tool') as typeof import('./caption-painter.tool');
  const painter = await CaptionPainter.open(size);
  return captionCels(captions, (read) => painter.cel(read));
}

async function overlaysOf(
  { piece: { overlays, size }, logoPaths }: PieceWork,
  { logos: decoder }: PictureTools,
  signal: AbortSignal,
): Promise<CelsAt> {
  if (!overlays) return NONE;
  const logos = new Map<string, Logo>();
  for (const [sha256, path] of Object.entries(logoPaths)) {
    logos.set(sha256, await decoder.logo({ sha256, path, frame: size }, signal));
  }
  const { OverlayPainter } = require('./overlay-painter.tool') as typeof import('./overlay-painter.tool');
  const painter = await OverlayPainter.open(size, logos);
  return overlayCels(overlays, (overlay) => painter.cel(overlay));
}

async function pictures(
  { piece, stillPaths }: PieceWork,
  { ffmpeg, decoder, resampler }: PictureTools,
  signal: AbortSignal,
): Promise<Pictures> {
  const planes: Planes[] = [];
  const clips: { index: number; clip: OpenClip }[] = [];
  for (const [index, source] of piece.sources.entries()) {
    const still = { sha256: source.sha256, path: stillPaths[index] ?? '', size: sourceSize(piece.size, source.motion) };
    if (source.medium === 'CLIP') {
      const clip = await openClip(ffmpeg, { ...still, ...stretchOf(source, piece) }, signal);
      clips.push({ index, clip });
      planes.push(clip.first);
    } else planes.push(await decoder.planes(still, signal));
  }
  const frames = framesOf(piece, planes, resampler);
  if (clips.length === 0) return frames;
  return advancing(frames, async () => {
    for (const { index, clip } of clips) {
      const bytes = await clip.next();
      if (bytes) resampler.replace(index, bytes);
    }
  });
}

function stretchOf({ firstFrame }: StillSource, { rate, durationFrames }: PieceWork['piece']) {
  return { firstFrame, rate, durationFrames };
}
