import type { Rate } from '../values/rate';

/** A moving crop of a still, as fractions of the largest crop of the frame's shape: `zoom` 1 shows all of it. */
export interface Framing {
  readonly zoom: number;
  /** Where the crop's centre lies between the outermost places it may have: 0 is left or top, 1 right or bottom. */
  readonly x: number;
  readonly y: number;
}

export interface Motion {
  readonly from: Framing;
  readonly to: Framing;
}

/** Words on a ground, drawn when the film is rendered, in its size. */
export interface Card {
  /** MISSING keeps the time of media that could not be made. */
  readonly kind: 'MISSING' | 'TEXT';
  readonly heading: string | null;
  readonly text: string;
  readonly style: string | null;
}

/** One stretch of picture. It is visible from `startFrame` on, and under the transition into the next one. */
export interface PictureClip {
  readonly ownerId: string;
  readonly startFrame: number;
  readonly durationFrames: number;
  /** The take that is shown, by row id and by content; null where a card is shown, whose hash is `cardHash`. */
  readonly assetId: string | null;
  readonly sha256: string;
  /** CLIP: it moves by itself, from its first frame on, and holds its last one. Absent: a still. */
  readonly medium?: 'CLIP';
  readonly card?: Card;
  /** Null: it stands still. A clip has none. */
  readonly motion: Motion | null;
  /** Frames of dissolve from the clip before; 0 is a cut. Half of them lie before `startFrame`. An even number. */
  readonly dissolveFrames: number;
}

export interface SoundClip {
  readonly ownerId: string;
  readonly startFrame: number;
  readonly durationFrames: number;
  readonly assetId: string;
  readonly sha256: string;
  /** What brings the asset to its place in the mix; its measured loudness is in it. */
  readonly gainDb: number;
  /** Narration plays once; ambience begins again where it ends. */
  readonly loops: boolean;
  /** So many times as fast, at the same pitch: 1 to 1.25, and never of what loops. `durationFrames` is what it lasts then. */
  readonly tempo?: number;
}

/** A word of a caption, in the film's frames. */
export interface CaptionWord {
  readonly text: string;
  readonly startFrame: number;
  readonly endFrameExclusive: number;
}

export interface CaptionLine {
  readonly startFrame: number;
  readonly endFrameExclusive: number;
  /** One or two lines. */
  readonly text: string;
  /** What stands between its blanks, in its order, each with its time. */
  readonly words?: readonly CaptionWord[];
}

/** It ends where the next one begins. */
export interface Chapter {
  readonly startFrame: number;
  readonly title: string;
}

/** Where an overlay stands in the frame. */
export type OverlayPlace = 'CENTRE' | 'TOP' | 'BOTTOM' | 'LOWER_THIRD' | 'TOP_LEFT' | 'TOP_RIGHT' | 'BOTTOM_RIGHT';

/** Words or a picture drawn over what is seen, in the film's size. Of several at once the later in the list lies above. */
export interface Overlay {
  readonly kind: 'TEXT' | 'KPI' | 'LOWER_THIRD' | 'LOGO';
  readonly startFrame: number;
  readonly endFrameExclusive: number;
  readonly place: OverlayPlace;
  /** TEXT: what it says. KPI: the figure, such as "+7.2 %". LOWER_THIRD: the name. Empty for a LOGO. */
  readonly text: string;
  /** KPI: what it measures. LOWER_THIRD: the line under the name. */
  readonly detail: string | null;
  /** `#rrggbb` of the brand, for the accent; null: the house's. */
  readonly accent: string | null;
  /** LOGO alone: the take that is drawn. */
  readonly assetId?: string;
  readonly sha256?: string;
}

/** A film down to the frame: what is seen, what is heard, what is read. It holds no paths and no times but frames. */
export interface Cut {
  readonly rate: Rate;
  readonly size: { readonly width: number; readonly height: number };
  readonly durationFrames: number;
  readonly picture: readonly PictureClip[];
  readonly narration: readonly SoundClip[];
  readonly ambience: readonly SoundClip[];
  readonly captions: readonly CaptionLine[];
  /** How captions are drawn into the picture; absent: they are read beside it. */
  readonly captionStyle?: 'BURNED' | 'KARAOKE';
  /** In order, no two at one frame. */
  readonly chapters?: readonly Chapter[];
  /** Absent: none. */
  readonly overlays?: readonly Overlay[];
}
