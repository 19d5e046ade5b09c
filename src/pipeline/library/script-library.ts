import type { Preferences } from '../runner/vendor';
import type { DisplayMode, FigureKind, SegmentIntent } from '../script/segment';
import type { Sentence } from '../timeline/caption-lines';
import type { Rate } from '../values/rate';
import type { AssetStatus } from './asset';
import type { WishTerms } from './wish';

/** What there is for a script and what its places want, as the librarian sees it. */
export interface ScriptLibrary {
  readonly project: Preferences;
  readonly rate: Rate;
  /** In the order of the film. */
  readonly segments: readonly LibrarySegment[];
  readonly figures: readonly LibraryFigure[];
  /** Null where nothing was ever cut or started. */
  readonly ambience: Place | null;
  /** Null each where the film has none. */
  readonly cards: { readonly title: Place | null; readonly end: Place | null };
  /** How long the film was asked to be. */
  readonly targetSeconds: number | null;
}

export interface LibrarySegment {
  readonly id: string;
  readonly idx: number;
  readonly text: string;
  readonly intent: SegmentIntent;
  readonly importance: number;
  /** As people say, and as the tier that it was last directed for. */
  readonly displayMode: DisplayMode | null;
  readonly directedMode: DisplayMode | null;
  readonly estimatedSeconds: number;
  /** What it speaks of, in the order of mention, each once; `figureId` is null where the script has no such figure. */
  readonly figures: readonly { readonly kind: FigureKind; readonly number: number; readonly figureId: string | null }[];
  readonly places: { readonly audio: Place; readonly picture: Place; readonly video: Place };
}

export interface LibraryFigure {
  readonly id: string;
  readonly slotId: string;
  readonly assetId: string | null;
}

export interface Place {
  readonly slotId: string;
  readonly wish: WishTerms;
  /** The takes that a build would pick, now and among the approved. */
  readonly current: Take | null;
  readonly approved: Take | null;
  readonly newest: { readonly status: AssetStatus; readonly rejectedReason: string | null } | null;
  /** A take of an equal wish that nobody sent back: of this slot if there is one, otherwise the newest of the project. */
  readonly equal: { readonly assetId: string; readonly isHere: boolean } | null;
}

export interface Take {
  readonly assetId: string;
  readonly status: AssetStatus;
  readonly isFresh: boolean;
  /** Words alone, set in type. */
  readonly isCard: boolean;
  /** What changed since, by name; none where nobody knows. */
  readonly causes: readonly string[];
  readonly durationSeconds: number | null;
  readonly sentences: readonly Sentence[];
  /** Of a narration whose text names figures, as it is written; null where nobody timed them, or nobody needs them. */
  readonly words: readonly Sentence[] | null;
}
