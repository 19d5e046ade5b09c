import { MissingAssets } from '../errors';
import { fittedNarration } from '../planner/narration-fit';
import { framesForSeconds, secondsOfFrames, shareFrames } from '../values/frames';
import type { Rate } from '../values/rate';
import { captionLines, type Sentence } from './caption-lines';
import { missingCard } from './cards';
import type { Cut, Motion, SoundClip } from './cut';
import { inTempo } from './fit-narration';
import { AMBIENCE_LUFS, gainTo, NARRATION_LUFS } from './mix-levels';
import { type Change, pictureTrack } from './picture-track';

/** A film by a plan: every scene has its time, down to the millisecond. */
export interface PlannedFilm {
  /** The plan: what is laid out is laid out for it. */
  readonly ownerId: string;
  readonly scenes: readonly PlannedScene[];
  readonly music: readonly PlannedMusic[];
  readonly captionStyle?: Cut['captionStyle'];
  readonly rate: Rate;
  readonly size: Cut['size'];
}

export interface PlannedScene {
  readonly id: string;
  readonly durationMs: number;
  /** Null: nobody speaks. */
  readonly narration: { readonly text: string; readonly take: NarrationTake | null } | null;
  /** One after the other, in equal shares of its time; none: what was seen before stays. */
  readonly pictures: readonly PlannedPicture[];
  /** It dissolves out of the scene before, where there is room for that. */
  readonly isSoft: boolean;
}

export interface NarrationTake extends SoundTake {
  readonly durationSeconds: number;
  readonly sentences: readonly Sentence[];
  readonly words: readonly Sentence[] | null;
}

interface SoundTake {
  readonly assetId: string;
  readonly sha256: string;
  readonly loudnessLufs: number;
}

export interface PlannedPicture {
  /** Null: it could not be made, and a card keeps its time. */
  readonly take: { readonly assetId: string; readonly sha256: string; readonly isClip: boolean } | null;
  /** What it shows, in words. */
  readonly words: string;
  readonly motion: Motion | null;
}

/** Null as its end: it is heard to the end of the film. */
export interface PlannedMusic {
  readonly take: SoundTake;
  readonly startMs: number;
  readonly endMs: number | null;
}

/** A scene in its place. */
export interface PlacedScene {
  readonly scene: PlannedScene;
  readonly startFrame: number;
  readonly endFrameExclusive: number;
}

export interface PlanCut {
  readonly cut: Cut;
  readonly placed: readonly PlacedScene[];
  /** What had to give way in it, for people. */
  readonly notes: readonly string[];
}

/**
 * Scene by scene, each from the frame nearest to its start: rounding is never added up. Narration that does not fit gives way as `fittedNarration`
 * says, and what it lengthens moves all that comes later.
 */
export function planCut(film: PlannedFilm): PlanCut {
  assertShown(film);
  const { rate, size, captionStyle } = film;
  const heard = heardScenes(film);
  const durationFrames = heard.at(-1)?.endFrameExclusive ?? 0;
  const changes = heard.flatMap((one, index) => changesOf(one, film.ownerId, index));
  const cut: Cut = {
    rate,
    size,
    durationFrames,
    picture: pictureTrack(changes, { rate, durationFrames }),
    narration: heard.flatMap((one) => (one.voice ? [one.voice.clip] : [])),
    ambience: film.music.flatMap((music) => musicClip(music, { film, heard, durationFrames })),
    captions: heard.flatMap((one) => captionsOf(one, rate)),
    ...(captionStyle && { captionStyle }),
  };
  return { cut, placed: heard, notes: heard.flatMap(({ note }) => note ?? []) };
}

interface Heard extends PlacedScene {
  readonly voice: { readonly clip: SoundClip; readonly take: NarrationTake; readonly tempo: number } | null;
  readonly note: string | null;
}

function heardScenes({ ownerId, scenes, rate }: PlannedFilm): Heard[] {
  const planned = plannedFrames(scenes, rate);
  let laterFrames = 0;
  return scenes.map((scene, index) => {
    const { startFrame, frames } = planned[index] ?? { startFrame: 0, frames: 0 };
    const begin = startFrame + laterFrames;
    const voice = voiceOf({ scene, ownerId, rate, begin, frames, silentFrames: silentAfter(scenes, planned, index) });
    laterFrames += voice?.lengthenedByFrames ?? 0;
    const endFrameExclusive = begin + frames + (voice?.lengthenedByFrames ?? 0);
    return { scene, startFrame: begin, endFrameExclusive, voice, note: voice?.note ?? null };
  });
}

interface Planned {
  readonly startFrame: number;
  readonly frames: number;
}

function plannedFrames(scenes: readonly PlannedScene[], { numerator, denominator }: Rate): Planned[] {
  const frameAt = (ms: number): number => Math.round((ms * numerator) / (1_000 * denominator));
  let ms = 0;
  return scenes.map(({ durationMs }) => {
    const startFrame = frameAt(ms);
    ms += durationMs;
    return { startFrame, frames: frameAt(ms) - startFrame };
  });
}

/** How long nobody speaks behind a scene. */
function silentAfter(scenes: readonly PlannedScene[], planned: readonly Planned[], index: number): number {
  const next = scenes.findIndex((scene, other) => other > index && scene.narration !== null);
  const silent = planned.slice(index + 1, next < 0 ? planned.length : next);
  return silent.reduce((sum, { frames }) => sum + frames, 0);
}

interface Speaking extends Pick<PlannedFilm, 'ownerId' | 'rate'> {
  readonly scene: PlannedScene;
  readonly begin: number;
  readonly frames: number;
  readonly silentFrames: number;
}

function voiceOf({ scene, ownerId, rate, begin, frames, silentFrames }: Speaking) {
  const take = scene.narration?.take;
  if (!take) return null;
  const voiceFrames = framesForSeconds(take.durationSeconds, rate);
  const msOf = (count: number): number => secondsOfFrames(count, rate) * 1_000;
  const fit = { voiceMs: msOf(voiceFrames), sceneMs: msOf(frames), nextIsSilentMs: msOf(silentFrames) };
  const { tempo, warning } = fittedNarration(fit);
  const [durationFrames = 0] = inTempo([voiceFrames], Math.round(tempo * 100));
  const clip: SoundClip = {
    ...{ ownerId, startFrame: begin, durationFrames, assetId: take.assetId, sha256: take.sha256 },
    ...{ gainDb: gainTo(NARRATION_LUFS, take.loudnessLufs), loops: false },
    ...(tempo > 1 && { tempo }),
  };
  return {
    ...{ clip, take, tempo },
    lengthenedByFrames: Math.max(0, durationFrames - frames - silentFrames),
    note: warning && `${warning.code} (${scene.id}): ${warning.message}`,
  };
}

/** What nobody hears is read on a card. */
function changesOf({ scene, startFrame, endFrameExclusive }: Heard, ownerId: string, index: number): Change[] {
  const { narration, pictures, isSoft } = scene;
  if (endFrameExclusive === startFrame) return [];
  const soft = isSoft && index > 0;
  if (narration && !narration.take) return [{ ownerId, startFrame, isSoft: soft, ...missing(narration.text) }];
  const shares = shareFrames(
    endFrameExclusive - startFrame,
    pictures.map(() => 1),
  );
  let frame = startFrame;
  return pictures.map((picture, nth) => {
    const change = { ownerId, startFrame: frame, isSoft: nth === 0 && soft, ...seen(picture) };
    frame += shares[nth] ?? 0;
    return change;
  });
}

type Seen = Pick<Change, 'assetId' | 'sha256' | 'motion' | 'medium' | 'card'>;

function seen({ take, words, motion }: PlannedPicture): Seen {
  if (!take) return missing(words);
  const { assetId, sha256, isClip } = take;
  return isClip ? { assetId, sha256, motion: null, medium: 'CLIP' } : { assetId, sha256, motion };
}

function missing(text: string): Seen {
  return { assetId: null, ...missingCard(text), motion: null };
}

function captionsOf({ scene, startFrame, voice }: Heard, rate: Rate) {
  if (!voice) return [];
  const { take, tempo, clip } = voice;
  const whole = [{ text: scene.narration?.text ?? '', startSeconds: 0, endSeconds: take.durationSeconds }];
  const sooner = ({ text, startSeconds, endSeconds }: Sentence): Sentence => {
    return { text, startSeconds: startSeconds / tempo, endSeconds: endSeconds / tempo };
  };
  const sentences = (take.sentences.length > 0 ? take.sentences : whole).map(sooner);
  const endFrameExclusive = startFrame + clip.durationFrames;
  return captionLines(
    { sentences, ...(take.words && { words: take.words.map(sooner) }), startFrame, endFrameExclusive },
    rate,
  );
}

interface Playing {
  readonly film: PlannedFilm;
  readonly heard: readonly Heard[];
  readonly durationFrames: number;
}

/** From the frame of its moment on. What was to be heard to the end is, however long the film has become. */
function musicClip({ take, startMs, endMs }: PlannedMusic, { film, heard, durationFrames }: Playing): SoundClip[] {
  const startFrame = frameOf(startMs, film, heard);
  const plannedMs = film.scenes.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const end = endMs === null || endMs >= plannedMs ? durationFrames : frameOf(endMs, film, heard);
  if (end <= startFrame) return [];
  const { assetId, sha256 } = take;
  const sound = { assetId, sha256, gainDb: gainTo(AMBIENCE_LUFS, take.loudnessLufs), loops: true };
  return [{ ownerId: film.ownerId, startFrame, durationFrames: end - startFrame, ...sound }];
}

/** Of a planned moment: as far into its scene as it was planned. */
function frameOf(ms: number, { scenes, rate }: PlannedFilm, heard: readonly Heard[]): number {
  let before = 0;
  for (const [index, { durationMs }] of scenes.entries()) {
    const placed = heard[index];
    if (placed && ms < before + durationMs) {
      const into = Math.round(((ms - before) * rate.numerator) / (1_000 * rate.denominator));
      return Math.min(placed.startFrame + into, placed.endFrameExclusive);
    }
    before += durationMs;
  }
  return heard.at(-1)?.endFrameExclusive ?? 0;
}

function assertShown({ scenes }: PlannedFilm): void {
  const isSeen = scenes.some(({ pictures, narration }) => pictures.length > 0 || (narration && !narration.take));
  if (isSeen) return;
  throw new MissingAssets('The film cannot be cut: it has no picture.', {
    expected: 'at least one picture',
    got: 'none',
    remedy: 'Plan it again: a plan has a picture for each scene.',
  });
}
