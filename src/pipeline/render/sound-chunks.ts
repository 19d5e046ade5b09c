import type { Cut, SoundClip } from '../timeline/cut';
import { contentHash } from '../values/content-hash';
import { sampleAtFrame } from '../values/frames';

/** Raised whenever the same chunk would sound, or be encoded, differently. */
export const SOUND_VERSION = 'workprint-sound-2';

export const PACKET_SAMPLES = 1_024;
/** 10.24 s: one changed sentence costs one or two of them. */
export const CHUNK_PACKETS = 480;
/** 2.05 s before each chunk, in which the duck's release (0.5 s), the limiter's (60 ms) and the encoder settle. */
export const PRE_ROLL_PACKETS = 96;
/** What the encoder looks ahead, and the half of its last window. */
export const POST_ROLL_PACKETS = 4;

/** A bed that sets in or stops at full level sounds like a mistake. */
export const FADE_SAMPLES = 96_000;

export type Bus = 'NARRATION' | 'AMBIENCE';

/** What of a clip is heard in a chunk's window, in samples at 48 kHz. */
export interface HeardClip {
  readonly bus: Bus;
  readonly sha256: string;
  readonly gainDb: number;
  readonly loops: boolean;
  /** So many times as fast; absent where it is as it was spoken. Samples are counted behind it. */
  readonly tempo?: number;
  /** From the window's first sample. */
  readonly atSample: number;
  /** How much of the clip has gone by then; a loop may have gone round several times. */
  readonly skipSamples: number;
  readonly samples: number;
  /** How much of the clip is left when the window begins, where its end is near enough to be faded; null where it is not. */
  readonly fadeLeftSamples: number | null;
}

/**
 * A stretch of the film's sound on the packet grid. It knows its window, but not where in the film it lies: the same
 * sounds at the same distances are the same chunk.
 */
export interface SoundChunk {
  readonly packets: number;
  readonly filmGainDb: number;
  readonly clips: readonly HeardClip[];
}

export function windowSamples({ packets }: SoundChunk): number {
  return (PRE_ROLL_PACKETS + packets + POST_ROLL_PACKETS) * PACKET_SAMPLES;
}

/** The sound ends with the first packet that reaches the picture's end: at most 21 ms after it. */
export function soundPackets({ durationFrames, rate }: Pick<Cut, 'durationFrames' | 'rate'>): number {
  return Math.ceil(sampleAtFrame(durationFrames, rate) / PACKET_SAMPLES);
}

export function soundChunks(cut: Cut, filmGainDb: number, chunkPackets = CHUNK_PACKETS): SoundChunk[] {
  const packets = soundPackets(cut);
  const chunks: { window: Range; packets: number; clips: HeardClip[] }[] = [];
  for (let first = 0; first < packets; first += chunkPackets) {
    const count = Math.min(chunkPackets, packets - first);
    chunks.push({ window: windowOf(first, count), packets: count, clips: [] });
  }
  for (const placed of [...placedClips(cut, 'NARRATION'), ...placedClips(cut, 'AMBIENCE')]) {
    // The chunks before this one end, post-roll and all, before the clip begins.
    const earliest = Math.floor(placed.start / PACKET_SAMPLES - POST_ROLL_PACKETS) / chunkPackets;
    for (let index = Math.max(0, Math.floor(earliest)); index < chunks.length; index += 1) {
      const chunk = chunks[index];
      if (!chunk || chunk.window.start >= placed.endExclusive) break;
      chunk.clips.push(...heardIn(chunk.window, placed));
    }
  }
  return chunks.map(({ packets: count, clips }) => ({ packets: count, filmGainDb, clips }));
}

function windowOf(firstPacket: number, packets: number): Range {
  return {
    start: (firstPacket - PRE_ROLL_PACKETS) * PACKET_SAMPLES,
    endExclusive: (firstPacket + packets + POST_ROLL_PACKETS) * PACKET_SAMPLES,
  };
}

interface Range {
  readonly start: number;
  readonly endExclusive: number;
}
interface Placed extends Range {
  readonly bus: Bus;
  readonly clip: SoundClip;
}

/** Beyond it speech is hurried. */
const MOST_TEMPO = 1.25;

function placedClips(cut: Cut, bus: Bus): Placed[] {
  const end = sampleAtFrame(cut.durationFrames, cut.rate);
  return (bus === 'NARRATION' ? cut.narration : cut.ambience).map((clip) => ({
    bus,
    clip: paced(clip),
    start: sampleAtFrame(clip.startFrame, cut.rate),
    endExclusive: Math.min(end, sampleAtFrame(clip.startFrame + clip.durationFrames, cut.rate)),
  }));
}

/** A tempo of 1 is none: then the chunk is the one that it always was. */
function paced({ tempo = 1, ...clip }: SoundClip): SoundClip {
  if (tempo === 1) return clip;
  if (tempo > 1 && tempo <= MOST_TEMPO && !clip.loops) return { ...clip, tempo };
  throw new RangeError(`A tempo is 1 to ${MOST_TEMPO}, and never of what loops; this is ${tempo}.`);
}

function heardIn(window: Range, { bus, clip, start, endExclusive }: Placed): HeardClip[] {
  const from = Math.max(start, window.start);
  const samples = Math.min(endExclusive, window.endExclusive) - from;
  if (samples <= 0) return [];
  const { sha256, gainDb, loops, tempo } = clip;
  const left = endExclusive - from;
  const fadeLeftSamples = loops && left < samples + FADE_SAMPLES ? left : null;
  const place = { atSample: from - window.start, skipSamples: from - start, samples, fadeLeftSamples };
  return [{ bus, sha256, gainDb, loops, ...(tempo && { tempo }), ...place }];
}

export function chunkFingerprint({ packets, filmGainDb, clips }: SoundChunk, ffmpegVersion: string): string {
  const heard = clips.map(({ bus, sha256, gainDb, loops, tempo, atSample, skipSamples, samples, fadeLeftSamples }) => [
    ...[bus, sha256, gainDb, loops, atSample, skipSamples, samples, fadeLeftSamples],
    ...(tempo ? [tempo] : []),
  ]);
  return contentHash({ packets, filmGainDb, heard, versions: [SOUND_VERSION, ffmpegVersion] });
}
