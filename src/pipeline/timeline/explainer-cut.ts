import { MissingAssets } from '../errors';
import { framesForSeconds } from '../values/frames';
import type { Rate } from '../values/rate';
import { captionLines, type Sentence } from './caption-lines';
import { missingCard } from './cards';
import type { Chapter, Cut, SoundClip } from './cut';
import { type FigurePage, pageTurns } from './figure-pages';
import { filmLayout, type Laid } from './film-layout';
import { AMBIENCE_LUFS, gainTo, NARRATION_LUFS } from './mix-levels';
import { motionOfSegment } from './motions';
import { type Change, pictureTrack } from './picture-track';

export interface NarratedSegment {
  /** The clips' ownerId. */
  readonly id: string;
  /** In its script, from 1; its place among these where it is not given. */
  readonly number?: number;
  readonly text: string;
  readonly audio: Narration | null;
  /** Null: the picture before stays. */
  readonly picture: { readonly assetId: string; readonly sha256: string; readonly moves: boolean } | null;
  /** Of the figures that it shows: each from the word on that names it. Until then the picture before stays, where it has none of its own. */
  readonly pages?: readonly FigurePage[];
  /** Shown instead of the picture. */
  readonly clip?: { readonly assetId: string; readonly sha256: string } | null;
  /** What could not be made: the segment keeps its time all the same, with its words on a card. */
  readonly failed?: { readonly audio: boolean; readonly picture: boolean };
  /** How long it is where its narration could not be made. */
  readonly estimatedSeconds?: number;
  /** The section that it belongs to. */
  readonly chapter?: string | null;
}

export interface Narration extends Sound {
  readonly durationSeconds: number;
  readonly sentences: readonly Sentence[];
  /** Of the text as it is written, split at white space. */
  readonly words?: readonly Sentence[] | null;
}

interface Sound {
  readonly assetId: string;
  readonly sha256: string;
  readonly loudnessLufs: number;
}

/** The title before a film, or its sources behind it. */
export interface FilmCard {
  /** The timeline. */
  readonly ownerId: string;
  readonly assetId: string;
  readonly sha256: string;
  readonly seconds: number;
}

export interface Explainer {
  readonly segments: readonly NarratedSegment[];
  readonly ambience: (Sound & { readonly ownerId: string }) | null;
  readonly title?: FilmCard | null;
  readonly end?: FilmCard | null;
  readonly captionStyle?: Cut['captionStyle'];
  /** How long it was asked to be. */
  readonly targetSeconds?: number | null;
  readonly rate: Rate;
  readonly size: { readonly width: number; readonly height: number };
}

/** A segment in its place. */
interface Placed extends Laid {
  readonly segment: NarratedSegment;
  readonly idx: number;
  readonly tempo: number;
}

export function explainerCut(explainer: Explainer): Cut {
  return laidOut(explainer).cut;
}

/** The cut, and what had to give way in it, for people. */
export function laidOut(explainer: Explainer): { readonly cut: Cut; readonly notes: readonly string[] } {
  const { segments, ambience, title = null, end = null, captionStyle, targetSeconds, rate, size } = explainer;
  assertComplete(explainer);
  const frame = { titleSeconds: title?.seconds, endSeconds: end?.seconds, targetSeconds };
  const { laid, endFrame, durationFrames, tempo, says } = filmLayout(segments.map(voiceSeconds), rate, frame);
  const placed = laid.flatMap((place, idx) => {
    const segment = segments[idx];
    return segment ? [{ ...place, segment: inTempo(segment, tempo), idx, tempo }] : [];
  });
  const changes = [
    ...(title ? [cardChange(title, 0)] : []),
    ...placed.flatMap((one) => changesOf(one, { rate, count: placed.length, hasTitle: title !== null })),
    ...(end ? [cardChange(end, endFrame)] : []),
  ];
  const chapters = chaptersOf(placed, rate);
  const cut = {
    rate,
    size,
    durationFrames,
    picture: pictureTrack(changes, { rate, durationFrames }),
    narration: placed.flatMap(narrationClip),
    ambience: ambience ? [ambienceClip(ambience, durationFrames)] : [],
    captions: placed.flatMap((one) => captionsOf(one, rate)),
    ...(captionStyle && { captionStyle }),
    ...(chapters.length > 0 && { chapters }),
  };
  return { cut, notes: says === null ? [] : [says] };
}

/** When its words are heard where it is heard faster than it was spoken. */
function inTempo(segment: NarratedSegment, tempo: number): NarratedSegment {
  const { audio, estimatedSeconds = 0 } = segment;
  if (tempo === 1) return segment;
  const sooner = ({ text, startSeconds, endSeconds }: Sentence): Sentence => {
    return { text, startSeconds: startSeconds / tempo, endSeconds: endSeconds / tempo };
  };
  const heard = audio && {
    ...audio,
    durationSeconds: audio.durationSeconds / tempo,
    sentences: audio.sentences.map(sooner),
    words: audio.words?.map(sooner),
  };
  return { ...segment, audio: heard, estimatedSeconds: estimatedSeconds / tempo };
}

const voiceSeconds = ({ audio, estimatedSeconds = 0 }: NarratedSegment): number =>
  audio?.durationSeconds ?? estimatedSeconds;

/** Of a narration that came without its timing, the words are shared out over its length. */
function captionsOf({ segment, voiceFrame, endFrameExclusive }: Placed, rate: Rate) {
  const { text, audio } = segment;
  const whole = [{ text, startSeconds: 0, endSeconds: voiceSeconds(segment) }];
  const sentences = audio && audio.sentences.length > 0 ? audio.sentences : whole;
  const words = audio?.words ?? undefined;
  return captionLines({ sentences, ...(words && { words }), startFrame: voiceFrame, endFrameExclusive }, rate);
}

/** Without any picture there is no film. */
export function showsSomething({ segments, title }: Pick<Explainer, 'segments' | 'title'>): boolean {
  const isSeen = ({ picture, pages = [], clip, failed }: NarratedSegment) =>
    picture !== null || pages.length > 0 || clip || failed?.picture || failed?.audio;
  return Boolean(title) || segments.some(isSeen);
}

function assertComplete({ segments, title }: Explainer): void {
  const silent = segments.flatMap(({ audio, number, failed }, index) =>
    audio === null && !failed?.audio ? [number ?? index + 1] : [],
  );
  const isDark = !showsSomething({ segments, title });
  const lacks = [...lack('narration', silent), ...(segments.length === 0 ? ['segment'] : isDark ? ['picture'] : [])];
  if (lacks.length === 0) return;
  const got = `no ${lacks.join(' and no ')}`;
  throw new MissingAssets(`The film cannot be cut: there is ${got}.`, {
    expected: 'a narration for every segment, and at least one picture',
    got,
    remedy: 'Make or choose the missing takes, then cut again.',
  });
}

function lack(what: string, numbers: readonly number[]): string[] {
  if (numbers.length === 0) return [];
  return [`${what} for segment${numbers.length > 1 ? 's' : ''} ${numbers.join(', ')}`];
}

interface Around {
  readonly rate: Rate;
  /** Of all segments. */
  readonly count: number;
  readonly hasTitle: boolean;
}

/** What is seen from the segment's start on, and what its words turn to. */
function changesOf(placed: Placed, around: Around): Change[] {
  const { segment, idx, startFrame } = placed;
  const isSoft = idx === 1 || (idx > 0 && idx === around.count - 1) || (idx === 0 && around.hasTitle);
  const still = stillOf(segment, idx);
  const pages = turnsOf(placed, around.rate).map((turn) => ({ ...turn, isSoft: false }));
  return still ? [{ ...still, ownerId: segment.id, startFrame, isSoft }, ...pages] : pages;
}

type Still = Omit<Change, 'ownerId' | 'startFrame' | 'isSoft'>;

/** What nobody hears is read on a card. */
function stillOf(segment: NarratedSegment, idx: number): Still | null {
  const { picture, clip, failed, pages = [] } = segment;
  if (failed?.audio) return missingStill(segment);
  if (clip) return { assetId: clip.assetId, sha256: clip.sha256, motion: null, medium: 'CLIP' };
  if (picture) {
    const { assetId, sha256, moves } = picture;
    return { assetId, sha256, motion: moves ? motionOfSegment(idx) : null };
  }
  return failed?.picture && pages.length === 0 ? missingStill(segment) : null;
}

function missingStill({ text }: NarratedSegment): Still {
  return { assetId: null, ...missingCard(text), motion: null };
}

function turnsOf({ segment, ...stretch }: Placed, rate: Rate): Omit<Change, 'isSoft'>[] {
  const { id: ownerId, text, audio, failed, pages = [] } = segment;
  if (pages.length === 0 || failed?.audio) return [];
  const said = { text, durationSeconds: voiceSeconds(segment), sentences: audio?.sentences ?? [], words: audio?.words };
  return pageTurns(pages, said, { ...stretch, rate }).map(({ startFrame, page: { assetId, sha256 } }) => {
    return { ownerId, assetId, sha256, startFrame, motion: null };
  });
}

function cardChange({ ownerId, assetId, sha256 }: FilmCard, startFrame: number): Change {
  return { ownerId, assetId, sha256, startFrame, motion: null, isSoft: startFrame > 0 };
}

/** So short a chapter is none to players: its time belongs to the one before, and that of the film's beginning to the first. */
const LEAST_CHAPTER_SECONDS = 10;

/** Where the section changes. The first begins with the film, and one alone is none. */
function chaptersOf(placed: readonly Placed[], rate: Rate): Chapter[] {
  const least = framesForSeconds(LEAST_CHAPTER_SECONDS, rate);
  const chapters: Chapter[] = [];
  for (const { segment, startFrame } of placed) {
    const title = segment.chapter ?? null;
    if (title === null || title === chapters.at(-1)?.title) continue;
    const isShort = startFrame - (chapters.at(-1)?.startFrame ?? 0) < least;
    if (isShort && chapters.length > 1) chapters.pop();
    else if (isShort && chapters.length === 1) continue;
    if (title !== chapters.at(-1)?.title) chapters.push({ startFrame: chapters.length > 0 ? startFrame : 0, title });
  }
  return chapters.length > 1 ? chapters : [];
}

function narrationClip({ segment: { id, audio }, voiceFrame, voiceFrames, tempo }: Placed): SoundClip[] {
  if (!audio) return [];
  return [
    {
      ownerId: id,
      startFrame: voiceFrame,
      durationFrames: voiceFrames,
      assetId: audio.assetId,
      sha256: audio.sha256,
      gainDb: gainTo(NARRATION_LUFS, audio.loudnessLufs),
      loops: false,
      ...(tempo !== 1 && { tempo }),
    },
  ];
}

function ambienceClip(
  { ownerId, assetId, sha256, loudnessLufs }: Sound & { ownerId: string },
  frames: number,
): SoundClip {
  const gainDb = gainTo(AMBIENCE_LUFS, loudnessLufs);
  return { ownerId, startFrame: 0, durationFrames: frames, assetId, sha256, gainDb, loops: true };
}
