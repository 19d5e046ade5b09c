import type { AssetType } from '../library/asset';
import type { PriceList } from '../library/price';
import { isLeftOut, type Screening } from '../library/screening';
import { settledWish, type WishTerms } from '../library/wish';
import type { Preferences } from '../runner/vendor';
import type { DisplayMode } from '../script/segment';
import { isAsked, type PartSelection } from './asked-parts';
import { showsOwnPicture } from './dop';
import type { ExplainerPlaces, Place } from './explainer';
import { pageNumber, pagePart } from './segment-wishes';

/** A place of a script or of its film, as the database knows it. */
export interface PlaceRow extends WishTerms {
  /** Null: of the whole film. */
  readonly number: number | null;
  readonly part: string;
  readonly type: AssetType;
  readonly displayMode: DisplayMode | null;
  /** Null where the film has no timeline yet. */
  readonly slotId: string | null;
  readonly wishHash: string;
  readonly hasTake: boolean;
  readonly hasApproved: boolean;
  /** What is picked now stays: it is fresh, or approved. */
  readonly isSettled: boolean;
  /** Whether a take of an equal wish, of this place or elsewhere, would be used again. */
  readonly hasEqual: boolean;
  /** Whether it is of this place, so that nothing changes when it is. */
  readonly hasEqualHere: boolean;
  readonly isSentBack: boolean;
}

/** A place with what was decided about it. */
export interface ScreenedPlace {
  readonly name: string;
  readonly hasApproved: boolean;
  readonly isAsked: boolean;
  readonly isLeftOut: boolean;
}

export interface ScreenedPlaces extends ExplainerPlaces {
  /** All that the film has a use for, in its order. */
  readonly used: readonly ScreenedPlace[];
  readonly narratedCount: number;
  readonly pictureCount: number;
}

interface Planning {
  readonly screening: Screening;
  readonly selection: PartSelection;
  readonly prices: PriceList;
  readonly project: Preferences;
}

interface Placed extends ScreenedPlace {
  readonly displayMode: DisplayMode | null;
  readonly make: Place | null;
}

/** What is to be filled, and what is left out. Rows by number, those of the whole film last. */
export function placesOf(rows: readonly PlaceRow[], planning: Planning): ScreenedPlaces {
  const placed = new Map(rows.map((row) => [`${row.number} ${row.part}`, placeOf(row, planning)]));
  const found = (number: number | null, part: string): Placed => {
    const place = placed.get(`${number} ${part}`);
    if (!place) throw new Error(`${part} of segment ${number} has no slot.`);
    return place;
  };
  const numbers = [...new Set(rows.map(({ number }) => number))].filter((number) => number !== null);
  const pagesOf = pagesByNumber(rows);
  const segments = numbers.map((number) => {
    const pages = pagesOf.get(number) ?? [];
    const own = {
      audio: found(number, 'audio'),
      picture: found(number, 'picture'),
      pages: pages.map((page) => ({ page, place: found(number, pagePart(page)) })),
      video: placed.get(`${number} video`) ?? null,
    };
    return withUses(number, own);
  });
  const ambience = found(null, 'ambience');
  const cards = CARD_PARTS.flatMap((part) => {
    const card = placed.get(`null ${part}`);
    return card ? [{ part, card }] : [];
  });
  return {
    segments: segments.map(({ number, audio, picture, pages, video }) => ({
      number,
      audio: audio.make,
      picture: picture?.make ?? null,
      pages: pages.flatMap(({ page, place: { make } }) => (make ? [{ page, place: make }] : [])),
      video: video?.make ?? null,
    })),
    ambience: ambience.make,
    cards: cards.flatMap(({ part, card: { make } }) => (make ? [{ part, place: make }] : [])),
    film: { slotId: rows.find(({ part }) => part === 'film')?.slotId ?? null },
    used: [
      ...segments.flatMap(({ audio, picture, pages, video, isShown }) =>
        isShown ? [audio, picture, ...pages.map(({ place }) => place), video] : [audio],
      ),
      ambience,
      ...cards.map(({ card }) => card),
    ].filter((place) => place !== null),
    narratedCount: segments.filter(({ audio }) => !audio.isLeftOut).length,
    pictureCount: segments.filter(({ picture, isShown }) => isShown && picture && !picture.isLeftOut).length,
  };
}

/** In order. */
function pagesByNumber(rows: readonly PlaceRow[]): ReadonlyMap<number | null, readonly number[]> {
  const pages = new Map<number | null, number[]>();
  for (const { number, part } of rows) {
    const page = pageNumber(part);
    if (page !== null)
      pages.set(
        number,
        [...(pages.get(number) ?? []), page].sort((a, b) => a - b),
      );
  }
  return pages;
}

/** Of the film: what it opens and closes with. */
const CARD_PARTS = ['title', 'end'] as const;

interface OwnPlaces {
  readonly audio: Placed;
  readonly picture: Placed;
  readonly pages: readonly { readonly page: number; readonly place: Placed }[];
  readonly video: Placed | null;
}

/**
 * A segment that falls out of the film, or shows another's picture, has no use for one of its own. One whose narration nobody asked
 * for gets its picture all the same: the narration may come later.
 */
function withUses(number: number, { audio, picture, pages, video }: OwnPlaces) {
  const isShown = !audio.isLeftOut && showsOwnPicture(picture.displayMode);
  const isDrawn = isShown || (!audio.isAsked && showsOwnPicture(picture.displayMode));
  const shown = isDrawn ? { picture, pages, video: video && moving(video, picture) } : NOTHING_SHOWN;
  return { number, audio, ...shown, isShown };
}

const NOTHING_SHOWN = { picture: null, pages: [], video: null } as const;

/** A clip is of its picture: while that is still to be made, nobody knows what the clip will want. An approved one stays. */
function moving(video: Placed, { make: still }: Placed): Placed {
  if (!video.make || video.hasApproved || !still || still.isThere) return video;
  return { ...video, make: { ...video.make, wishHash: null, isThere: false, isHere: false } };
}

function placeOf(row: PlaceRow, { screening, selection, prices, project }: Planning): Placed {
  const { slotId, wishHash, displayMode, hasApproved, isSentBack } = row;
  // A clip is a picture that moves: VIDEO is the film.
  const asked = isAsked(selection, row.part === 'video' ? { ...row, type: 'IMAGE' } : row);
  const hasTake = screening.onlyApproved ? hasApproved : row.hasTake;
  const leftOut = isLeftOut({ hasTake, isSentBack, isAsked: asked }, screening);
  const isMade = asked && !leftOut && !(screening.skipRejected && isSentBack);
  const isHere = row.isSettled || row.hasEqualHere;
  const isThere = isHere || row.hasEqual;
  const wish = settledWish(row);
  const terms = {
    priceMicros: prices.ceilingMicros(wish, project),
    expectedMicros: prices.expectedMicros(wish, project),
    lack: prices.lackOf(wish, project),
  };
  return {
    name: row.number === null ? row.part : `segment ${row.number} / ${row.part}`,
    displayMode,
    hasApproved,
    isAsked: asked,
    isLeftOut: leftOut,
    make: isMade ? { slotId, wishHash, ...terms, isThere, isHere } : null,
  };
}
