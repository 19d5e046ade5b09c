import { shownMode, showsOwnPicture } from '../production/dop';
import { figureMentions } from '../script/figure-mentions';
import type { DisplayMode } from '../script/segment';
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
  { rate, segments, figures, ambience }: ScriptLibrary,
  options: Pick<Screening, 'onlyApproved' | 'skipRejected'>,
): AssemblyManifest {
  const screen = new Screen({ ...options, allowMissing: false });
  const shots = segments
    .filter(({ places }) => !screen.leavesOut(places.audio))
    .map((segment) => shotOf(segment, screen));
  const missingSlotIds = [...shots.flatMap(lacks), ...screen.lacksAmbience(ambience)];
  const items = itemsOf(shots, rate);
  return {
    rate,
    items,
    missingSlotIds,
    leftOutSlotIds: [...segments.flatMap((segment) => screen.leftOutOf(segment)), ...screen.leftOutAmbience(ambience)],
    unregisteredFigureIds: figures.filter(({ assetId }) => assetId === null).map(({ id }) => id),
    complete: missingSlotIds.length === 0 && items.some(({ pictureId }) => pictureId) && screen.knows(ambience),
    durationFrames: items.at(-1)?.endFrameExclusive ?? 0,
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

  leftOutAmbience(place: Place | null): string[] {
    return place && this.leavesOut(place) ? [place.slotId] : [];
  }

  /** A film can do without; one of approved takes alone is not begun without it. */
  lacksAmbience(place: Place | null): string[] {
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

/** What has no narration yet is laid out at its estimate. */
function itemsOf(shots: readonly Shot[], rate: Rate): AssemblyItem[] {
  const seconds = shots.map(({ segment, audio }) => audio?.durationSeconds ?? segment.estimatedSeconds);
  const { laid, durationFrames } = filmLayout(seconds, rate);
  const ends = [...laid.slice(1).map(({ startFrame }) => startFrame), durationFrames];
  let held = shots.find(({ showsOwn }) => showsOwn)?.picture?.assetId ?? null;
  return laid.flatMap((place, index): AssemblyItem[] => {
    const shot = shots[index];
    if (!shot) return [];
    if (shot.showsOwn) held = shot.picture?.assetId ?? null;
    const span = { startFrame: index === 0 ? 0 : place.startFrame, endFrameExclusive: ends[index] ?? durationFrames };
    const { id: segmentId, idx } = shot.segment;
    const takes = { audioId: shot.audio?.assetId ?? null, pictureId: held };
    return [
      {
        segmentId,
        idx,
        ...takes,
        displayMode: shot.mode,
        ...span,
        figureSpans: figureSpans(shot, { span, place, rate }),
      },
    ];
  });
}

interface Laying {
  readonly span: Frames;
  readonly place: Laid;
  readonly rate: Rate;
}

/** One for each figure of the script that it shows, in the order of mention: from the sentence that names it on. */
function figureSpans({ segment, audio, mode }: Shot, { span, place, rate }: Laying): Frames[] {
  if (mode !== 'FIGURE_SYNC') return [];
  const shown = segment.figures.filter(({ figureId }) => figureId !== null);
  const distinct = shown.filter(
    ({ figureId }, index) => shown.findIndex((other) => other.figureId === figureId) === index,
  );
  return distinct.map(({ kind, number }) => {
    const names = ({ text }: { text: string }) =>
      figureMentions(text).some((mention) => mention.kind === kind && mention.number === number);
    const said = audio?.sentences.find(names);
    if (!said) return span;
    const startFrame = place.voiceFrame + frameNearSeconds(said.startSeconds, rate);
    return { ...span, startFrame: Math.min(startFrame, span.endFrameExclusive) };
  });
}
