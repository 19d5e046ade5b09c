import type { ChapterSpan } from '../timeline/chapters';
import { SAMPLE_RATE, secondsOfFrames } from '../values/frames';
import type { Rate } from '../values/rate';
import type { LeftOut } from './legible-captions';
import type { UndrawnOverlays } from './legible-overlays';
import { FILM_LUFS, type Heard, LUFS_TOLERANCE, MOST_TRUE_PEAK_DBTP } from './loudness';
import type { EncodedPackets, ListedStream, PacketMark } from './packets';
import type { FrameSpan } from './picture-facts';
import { PACKET_SAMPLES } from './sound-chunks';

/** What was seen of a piece while it was encoded, and its packets as they lie in its file. */
export interface FilmedPiece {
  readonly durationFrames: number;
  readonly facts: {
    readonly frames: number;
    readonly blackSpans: readonly FrameSpan[];
    readonly frozenSpans: readonly FrameSpan[];
  };
  readonly encoded: EncodedPackets;
}

/** What a film should be. */
export interface FilmExpected {
  readonly rate: Rate;
  readonly size: { readonly width: number; readonly height: number };
  readonly durationFrames: number;
  readonly pieces: readonly FilmedPiece[];
  readonly sound: { readonly heard: Heard; readonly packets: readonly PacketMark[] };
  readonly chapters?: readonly ChapterSpan[];
  /** Captions that no face could draw. */
  readonly leftOut?: LeftOut;
  /** Overlays that no face could draw. */
  readonly undrawn?: UndrawnOverlays;
}

/** A mark as it lies in a film. */
export interface FoundChapter {
  readonly startMs: number;
  readonly endMs: number;
  readonly title: string;
}

const MOST_DRIFT_MS = 40;
const BLACK_SECONDS = 0.5;

/** Chapters lie in a film twice: as marks, and as a track of their titles, of which not every FFmpeg lists the packets. */
const WITH_TITLES = 'video h264, audio aac, data bin_data';

/** Sound's end less picture's end, from what is in the film. */
export function driftMs(streams: readonly ListedStream[]): number {
  const [picture, sound] = streams.map(endSeconds);
  return ((sound ?? 0) - (picture ?? 0)) * 1_000;
}

function endSeconds({ packets, tick }: ListedStream): number {
  const end = packets.reduce((latest, { pts, duration }) => Math.max(latest, pts + duration), 0);
  return (end * tick.numerator) / tick.denominator;
}

/** Whether every packet is the one that was encoded, decoded and looked at; if not, in which way the film is damaged. */
export function damage(streams: readonly ListedStream[], expected: FilmExpected): string[] {
  const [picture, sound] = streams;
  const kinds = streams.map(({ mediaType, codec }) => `${mediaType} ${codec}`).join(', ');
  const due = expected.chapters?.length ? ['video h264, audio aac', WITH_TITLES] : ['video h264, audio aac'];
  if (!due.includes(kinds) || !picture || !sound) return [`It holds ${kinds || 'nothing'}, not one h264 and one aac.`];
  const { width, height } = expected.size;
  return [
    ...(picture.dimensions === `${width}x${height}` ? [] : [`It is ${picture.dimensions}, not ${width}x${height}.`]),
    ...pieceFaults(expected),
    ...otherSettings(picture, expected),
    ...otherPackets(
      'picture',
      picture.packets,
      expected.pieces.flatMap(({ encoded }) => encoded.packets),
    ),
    ...otherPackets('sound', sound.packets, expected.sound.packets),
    ...unevenSteps('picture', picture, (k) => [k * expected.rate.denominator, expected.rate.numerator]),
    ...unevenSteps('sound', sound, (k) => [k * PACKET_SAMPLES, SAMPLE_RATE]),
  ];
}

function pieceFaults({ pieces, durationFrames }: FilmExpected): string[] {
  const frames = pieces.reduce((sum, { encoded }) => sum + encoded.packets.length, 0);
  const short = pieces.flatMap((piece, index) =>
    piece.facts.frames === piece.durationFrames && piece.encoded.packets.length === piece.durationFrames
      ? []
      : [`Piece ${index + 1} has ${piece.encoded.packets.length} frames, not ${piece.durationFrames}.`],
  );
  return frames === durationFrames ? short : [...short, `The pieces have ${frames} frames, not ${durationFrames}.`];
}

/** One film has one set of decoder settings; a piece that was encoded with others would be garbage in it. */
function otherSettings({ settings }: ListedStream, { pieces }: FilmExpected): string[] {
  const other = pieces.findIndex(({ encoded }) => encoded.settings !== settings);
  return other < 0 ? [] : [`Piece ${other + 1} was encoded with other settings than the film is read with.`];
}

function otherPackets(what: string, found: readonly PacketMark[], encoded: readonly PacketMark[]): string[] {
  if (found.length !== encoded.length) return [`Its ${what} has ${found.length} packets, not ${encoded.length}.`];
  const other = found.findIndex(
    ({ bytes, checksum }, index) => bytes !== encoded[index]?.bytes || checksum !== encoded[index]?.checksum,
  );
  return other < 0 ? [] : [`Its ${what} differs from what was encoded, from packet ${other} on.`];
}

/** In whole numbers: each packet is shown exactly k steps after 0. */
function unevenSteps(what: string, stream: ListedStream, due: (k: number) => [number, number]): string[] {
  const { numerator, denominator } = stream.tick;
  const shown = stream.packets.map(({ pts }) => pts).sort((a, b) => a - b);
  const odd = shown.findIndex((pts, k) => {
    const [over, under] = due(k);
    return Math.abs(pts * numerator * under - over * denominator) >= numerator * under;
  });
  return odd < 0 ? [] : [`Its ${what} leaves its even step at packet ${odd}.`];
}

/** What people should see or hear about, although the film is what was cut. */
export function remarks(streams: readonly ListedStream[], expected: FilmExpected): string[] {
  const { integratedLufs, truePeakDbtp, silentSpans } = expected.sound.heard;
  const drift = driftMs(streams);
  const faults: string[] = [];
  if (Math.abs(drift) > MOST_DRIFT_MS) faults.push(`Sound ends ${Math.round(drift)} ms after the picture.`);
  if (Math.abs(integratedLufs - FILM_LUFS) > LUFS_TOLERANCE)
    faults.push(`It is at ${integratedLufs} LUFS, not at ${FILM_LUFS}.`);
  if (truePeakDbtp > MOST_TRUE_PEAK_DBTP)
    faults.push(`Its true peak is ${truePeakDbtp} dBTP, above ${MOST_TRUE_PEAK_DBTP}.`);
  for (const { startSeconds, endSeconds: end } of silentSpans) {
    faults.push(`Nothing is heard from ${startSeconds.toFixed(1)} s to ${end.toFixed(1)} s.`);
  }
  return [...faults, ...seenSpans(expected), ...unburned(expected), ...notLaid(expected)];
}

/** Marks that are not where they should be, or say something else. Their clock has milliseconds, and rounds either way. */
export function chapterFaults(found: readonly FoundChapter[], { chapters = [], rate }: FilmExpected): string[] {
  if (found.length !== chapters.length) return [`It has ${found.length} chapter marks, not ${chapters.length}.`];
  const isAt = (ms: number | undefined, frame: number) =>
    Math.abs((ms ?? 0) - 1_000 * secondsOfFrames(frame, rate)) <= 1;
  const other = chapters.findIndex(({ startFrame, endFrameExclusive, title }, index) => {
    const mark = found[index];
    return !isAt(mark?.startMs, startFrame) || !isAt(mark?.endMs, endFrameExclusive) || mark?.title !== title;
  });
  return other < 0 ? [] : [`Its chapter ${other + 1} is not “${chapters[other]?.title}” at its place.`];
}

/** Nobody is shown boxes in place of letters, and nobody is left to wonder. */
function unburned({ leftOut, rate }: FilmExpected): string[] {
  const [first] = leftOut?.lines ?? [];
  if (!leftOut || !first) return [];
  const captions = leftOut.lines.length === 1 ? 'One caption is' : `${leftOut.lines.length} captions are`;
  const at = secondsOfFrames(first.startFrame, rate).toFixed(1);
  return [
    `${captions} not burned in, from ${at} s on: no face that captions are drawn in has ${leftOut.characters.join(' ')}. ` +
      'The caption files have all of them.',
  ];
}

function notLaid({ undrawn, rate }: FilmExpected): string[] {
  if (!undrawn || undrawn.overlays.length === 0) return [];
  const overlays = undrawn.overlays.length === 1 ? 'One overlay is' : `${undrawn.overlays.length} overlays are`;
  const first = Math.min(...undrawn.overlays.map(({ startFrame }) => startFrame));
  const at = secondsOfFrames(Math.max(0, first), rate).toFixed(1);
  const lacking = undrawn.characters.join(' ');
  return [`${overlays} not drawn, the first at ${at} s: no face that overlays are drawn in has ${lacking}.`];
}

function seenSpans(expected: FilmExpected): string[] {
  const seconds = (frame: number) => secondsOfFrames(frame, expected.rate);
  const sentence =
    (what: string) =>
    ([start, end]: FrameSpan) =>
      `The picture is ${what} from ${seconds(start).toFixed(1)} s to ${seconds(end).toFixed(1)} s.`;
  const black = filmSpans(expected.pieces, ({ blackSpans }) => blackSpans);
  return [
    ...black.filter(([start, end]) => seconds(end - start) >= BLACK_SECONDS).map(sentence('black')),
    ...filmSpans(expected.pieces, ({ frozenSpans }) => frozenSpans).map(sentence('frozen')),
  ];
}

/** In the film's frames; what touches across two pieces is one span. */
function filmSpans(
  pieces: readonly FilmedPiece[],
  spansOf: (facts: FilmedPiece['facts']) => readonly FrameSpan[],
): FrameSpan[] {
  const spans: FrameSpan[] = [];
  let first = 0;
  for (const { facts, durationFrames } of pieces) {
    for (const [start, end] of spansOf(facts)) {
      const last = spans.at(-1);
      if (last?.[1] === first + start) spans[spans.length - 1] = [last[0], first + end];
      else spans.push([first + start, first + end]);
    }
    first += durationFrames;
  }
  return spans;
}
