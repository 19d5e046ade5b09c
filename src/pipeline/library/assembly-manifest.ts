import { shownMode, showsOwnPicture } from '../production/dop';
import { CARD_SECONDS } from '../production/film-frame';
import type { DisplayMode } from '../script/segment';
import { figureMoments } from '../timeline/figure-moments';
import { filmLayout, type Laid } from '../timeline/film-layout';
import { frameNearSeconds } from '../values/frames';
import type { Rate } from '../values/rate';
import { isLeftOut, type Screening } from './screening';
import type { LibrarySegment, Place, ScriptLibrary, Take } from './script-library';

interface Frames {
  readonly startFrame: number;
  readonly endFrameExclusive: number;
}

export interface AssemblyItem extends Frames {
  readonly segmentId: string;
  readonly idx: number;
  readonly audioId: string | null;
  /** What is seen: its own picture, or the one that holds. */
  readonly pictureId: string | null;
  readonly displayMode: DisplayMode;
  readonly figureSpans: readonly Frames[];
}

export interface AssemblyManifest {
  readonly rate: Rate;
  readonly items: readonly AssemblyItem[];
  readonly missingSlotIds: readonly string[];
  readonly leftOutSlotIds: readonly string[];
  readonly unregisteredFigureIds: readonly string[];
  readonly complete: boolean;
  readonly durationFrames: number;
}

/** One segment of the film with the takes that a build would use. */
interface Shot {
  readonly segment: LibrarySegment;
  readonly audio: Take | null;
  readonly picture: Take | null;
  readonly mode: DisplayMode;
  /** Its own picture is wanted and is not left out. */
  readonly showsOwn: boolean;
}

/** What a film of a script would be put together from, and what it still lacks. */
export function assemblyManifest(
  { rate, segments, figures, ambience, cards, targetSeconds }: ScriptLibrary,
  options: Pick<Screening, 'onlyApproved' | 'skipRejected'>,
): AssemblyManifest {
  const screen = new Screen({ ...options, allowMissing: false });
  const shots = segments
    .filter(({ places }) => !screen.leavesOut(places.audio))
    .map((segment) => shotOf(segment, screen));
  const around = [ambience, cards.title, cards.end];
  const missingSlotIds = [...shots.flatMap(lacks), ...around.flatMap((place) => screen.lacksBeside(place))];
  const [title, end] = [cards.title, cards.end].map((place) => place && screen.takeOf(place));
  const { items, durationFrames } = itemsOf(shots, { title: title ?? null, end: end ?? null, targetSeconds, rate });
  return {
    rate,
    items,
    missingSlotIds,
    leftOutSlotIds: [
      ...segments.flatMap((segment) => screen.leftOutOf(segment)),
      ...around.flatMap((place) => screen.leftOutBeside(place)),
    ],
    unregisteredFigureIds: figures.filter(({ assetId }) => assetId === null).map(({ id }) => id),
    complete: missingSlotIds.length === 0 && shots.some(({ picture }) => picture) && screen.knows(ambience),
    durationFrames,
  };
}

class Screen {
  constructor(private readonly screening: Screening) {}

  takeOf({ current, approved }: Place): Take | null {
    return this.screening.onlyApproved ? approved : current;
  }

  leavesOut(place: Place): boolean {
    const isSentBack = place.newest?.status === 'REJECTED';
    return isLeftOut({ hasTake: this.takeOf(place) !== null, isSentBack }, this.screening);
  }

  /** A segment that falls out takes its picture along without a word. */
  leftOutOf(segment: LibrarySegment): string[] {
    const { audio, picture } = segment.places;
    if (this.leavesOut(audio)) return [audio.slotId];
    return showsOwnPicture(shownMode(segment)) && this.leavesOut(picture) ? [picture.slotId] : [];
  }

  leftOutBeside(place: Place | null): string[] {
    return place && this.leavesOut(place) ? [place.slotId] : [];
  }

  /** A film can do without; one of approved takes alone is not begun without it. */
  lacksBeside(place: Place | null): string[] {
    const isMissing = this.screening.onlyApproved && place && !this.takeOf(place) && !this.leavesOut(place);
    return isMissing ? [place.slotId] : [];
  }

  knows(ambience: Place | null): boolean {
    return ambience !== null || !this.screening.onlyApproved;
  }
}

function shotOf(segment: LibrarySegment, screen: Screen): Shot {
  const { audio, picture } = segment.places;
  const mode = shownMode(segment) ?? 'DALL_E';
  const showsOwn = showsOwnPicture(mode) && !screen.leavesOut(picture);
  return {
    segment,
    audio: screen.takeOf(audio),
    picture: showsOwn ? screen.takeOf(picture) : null,
    mode: showsOwn ? mode : 'CARRY_FORWARD',
    showsOwn,
  };
}

function lacks({ segment: { places }, audio, picture, showsOwn }: Shot): string[] {
  return [...(audio ? [] : [places.audio.slotId]), ...(showsOwn && !picture ? [places.picture.slotId] : [])];
}

/** What a film holds besides its segments. */
interface Around {
  readonly title: Take | null;
  readonly end: Take | null;
  readonly targetSeconds: number | null;
  readonly rate: Rate;
}

/** What has no narration yet is laid out at its estimate. The time of cards is no segment's. */
function itemsOf(
  shots: readonly Shot[],
  { title, end, targetSeconds, rate }: Around,
): Pick<AssemblyManifest, 'items' | 'durationFrames'> {
  const frame = {
    titleSeconds: title && CARD_SECONDS.title,
    endSeconds: end && CARD_SECONDS.end,
    targetSeconds,
  };
  const { laid, endFrame, durationFrames, tempo } = filmLayout(shots.map(voiceSeconds), rate, frame);
  const ends = [...laid.slice(1).map(({ startFrame }) => startFrame), end ? endFrame : durationFrames];
  let held = title?.assetId ?? shots.find(({ showsOwn }) => showsOwn)?.picture?.assetId ?? null;
  const items = laid.flatMap((place, index): AssemblyItem[] => {
    const shot = shots[index];
    if (!shot) return [];
    if (shot.showsOwn) held = shot.picture?.assetId ?? null;
    const startFrame = index === 0 && !title ? 0 : place.startFrame;
    const span = { startFrame, endFrameExclusive: ends[index] ?? durationFrames };
    const { id: segmentId, idx } = shot.segment;
    return [
      {
        ...{ segmentId, idx, audioId: shot.audio?.assetId ?? null, pictureId: held, displayMode: shot.mode, ...span },
        figureSpans: figureSpans(shot, { span, place, rate, tempo }),
      },
    ];
  });
  return { items, durationFrames: items.length === 0 ? 0 : durationFrames };
}

const voiceSeconds = ({ audio, segment }: Shot): number => audio?.durationSeconds ?? segment.estimatedSeconds;

interface Laying {
  readonly span: Frames;
  readonly place: Laid;
  readonly rate: Rate;
  readonly tempo: number;
}

/** One for each figure of the script that it shows, in the order of mention: from the word that names it on, as the cut turns to it. */
function figureSpans(shot: Shot, { span, place, rate, tempo }: Laying): Frames[] {
  const { segment, audio, mode } = shot;
  if (mode !== 'FIGURE_SYNC') return [];
  const shown = segment.figures.filter(({ figureId }) => figureId !== null);
  const distinct = shown.filter(
    ({ figureId }, index) => shown.findIndex((other) => other.figureId === figureId) === index,
  );
  const moments = figureMoments({
    text: segment.text,
    durationSeconds: voiceSeconds(shot),
    sentences: audio?.sentences ?? [],
    words: audio?.words,
  });
  return distinct.map(({ kind, number }) => {
    const moment = moments.find((one) => one.kind === kind && one.number === number);
    if (!moment) return span;
    const startFrame = place.voiceFrame + frameNearSeconds(moment.seconds / tempo, rate);
    return { ...span, startFrame: Math.min(startFrame, span.endFrameExclusive) };
  });
}
