import type { Atom } from '../../knowledge/atom';
import type { FigureKind } from '../segment';
import type { StyleProfile } from '../style-profile';

/** A figure that the script may walk through. */
export interface BriefFigure {
  readonly kind: FigureKind;
  readonly number: number;
  readonly caption: string;
  readonly description: string;
  readonly page: number | null;
}

/** A document as whoever writes from it sees it. */
export interface BriefSource {
  /** A row id. */
  readonly documentId: string;
  readonly title: string;
  /** As it is named in a film: `Okafor and Lind, 2025`; null: by its title. */
  readonly attribution: string | null;
  readonly authors: readonly string[];
  readonly atoms: readonly Atom[];
  readonly figures: readonly BriefFigure[];
}

/** What a script is to be written from, and how. The same brief, the same offline script. */
export interface WritingBrief {
  /** The first is the main one: of several with a Figure 1, a bare `Figure 1` is its. */
  readonly sources: readonly BriefSource[];
  readonly minutes: number;
  /** What the narrator speaks in a minute, pauses between sentences included. */
  readonly wordsPerMinute: number;
  readonly audience: string | null;
  /** BCP 47. */
  readonly language: string;
  readonly profile: StyleProfile | null;
  /** Another number, another script. */
  readonly variation: number;
}
