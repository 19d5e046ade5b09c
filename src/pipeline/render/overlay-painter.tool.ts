import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { canvasFaces, measureIn, TRACKED, useFace } from './canvas-type.tool';
import type { CaptionFace } from './caption-faces.tool';
import { type Box, type Cel, celOf } from './cel';
import { drawable, faceFor } from './legible-captions';
import type { Logo } from './logo-decoder.tool';
import { logoLayout } from './logo-layout';
import { paintLogo } from './logo-painter.tool';
import type { Size } from './motion';
import { accentOnPlate } from './overlay-colors';
import { type OverlayLayout, overlayLayout, type PlacedLine } from './overlay-layout';
import type { Role } from './overlay-words';
import type { PieceOverlay } from './piece';

const PLATE = { above: 'rgba(21, 23, 27, 0.84)', below: 'rgba(11, 12, 14, 0.88)' };
const MAIN = '#ffffff';
const ASIDE = '#d3d6db';
/** A hair of outline in the colour of the letters: the plain face has no bolder cut, and thin stems flicker once they are encoded. */
const OUTLINE_EMS = 0.022;

type Set = Readonly<Record<Role, CaptionFace>>;

/** Draws overlays in the faces of the house, on frames of one size. */
export class OverlayPainter {
  private constructor(
    readonly faces: readonly CaptionFace[],
    readonly frame: Size,
    readonly logos: ReadonlyMap<string, Logo>,
  ) {}

  static async open(frame: Size, logos: ReadonlyMap<string, Logo>): Promise<OverlayPainter> {
    return new OverlayPainter(await canvasFaces(), frame, logos);
  }

  /** Null where nothing is to be drawn, or some of the words have no face: the film's report says which. */
  cel(overlay: PieceOverlay): Cel | null {
    return overlay.kind === 'LOGO' ? this.#logo(overlay) : this.#words(overlay, overlay.kind);
  }

  #words(overlay: PieceOverlay, kind: Exclude<PieceOverlay['kind'], 'LOGO'>): Cel | null {
    const set = this.#set(overlay);
    if (!set) return null;
    const words = {
      ...{ kind, place: overlay.place },
      main: drawn(overlay.text, set.MAIN),
      aside: drawn(overlay.detail ?? '', set.ASIDE),
    };
    const layout = overlayLayout(words, this.frame, {
      MAIN: measureIn(set.MAIN, 0),
      ASIDE: measureIn(set.ASIDE, TRACKED),
    });
    if (!layout) return null;
    const context = contextOf(layout.box);
    const accent = accentOnPlate(overlay.accent);
    paintPlate(context, layout, accent);
    for (const line of layout.lines) {
      const isFigure = kind === 'KPI' && line.role === 'MAIN';
      paintLine(context, line, {
        face: set[line.role],
        color: isFigure ? accent : line.role === 'MAIN' ? MAIN : ASIDE,
      });
    }
    return celFrom(context, layout.box);
  }

  /** What matters is set in the serif, which is bold, the rest in the sans; each in the other one where its own lacks a letter. */
  #set({ text, detail }: PieceOverlay): Set | null {
    const [sans, serif] = this.faces;
    if (!sans || !serif) throw new Error('The house has two faces.');
    const [MAIN, ASIDE] = [faceOf(text, [serif, sans]), faceOf(detail ?? '', [sans, serif])];
    return MAIN && ASIDE ? { MAIN, ASIDE } : null;
  }

  #logo({ sha256 = '', place }: PieceOverlay): Cel {
    const logo = this.logos.get(sha256);
    if (!logo) throw new RangeError(`The logo ${sha256} was not opened.`);
    const layout = logoLayout(logo, place, this.frame);
    const context = contextOf(layout.box);
    paintLogo(context, logo, layout);
    return celFrom(context, layout.box);
  }
}

function faceOf(text: string, faces: readonly CaptionFace[]): CaptionFace | undefined {
  const place = faceFor(
    text,
    faces.map(({ coverage }) => coverage),
  );
  return place === null ? undefined : faces[place];
}

/** Lines stay lines. */
function drawn(text: string, { coverage }: CaptionFace): string {
  return text
    .split(/[\r\n]+/u)
    .map((line) =>
      line
        .split(/\s+/u)
        .flatMap((token) => drawable(token, coverage) || [])
        .join(' '),
    )
    .join('\n');
}

function contextOf({ left, top, width, height }: Box): SKRSContext2D {
  const context = createCanvas(width, height).getContext('2d');
  context.translate(-left, -top);
  return context;
}

function celFrom(context: SKRSContext2D, box: Box): Cel {
  return celOf(context.getImageData(0, 0, box.width, box.height).data, box);
}

function paintPlate(context: SKRSContext2D, { box, radius, mark }: OverlayLayout, accent: string): void {
  const { left, top, width, height } = box;
  const ground = context.createLinearGradient(0, top, 0, top + height);
  ground.addColorStop(0, PLATE.above);
  ground.addColorStop(1, PLATE.below);
  context.save();
  context.beginPath();
  context.roundRect(left, top, width, height, radius);
  context.clip();
  context.fillStyle = ground;
  context.fillRect(left, top, width, height);
  context.fillStyle = accent;
  context.fillRect(mark.left, mark.top, mark.width, mark.height);
  context.restore();
}

function paintLine(
  context: SKRSContext2D,
  { text, role, fontSize, left, baseline }: PlacedLine,
  { face, color }: { face: CaptionFace; color: string },
): void {
  useFace(context, face, fontSize, role === 'ASIDE' ? TRACKED : 0);
  context.textBaseline = 'alphabetic';
  context.fillStyle = color;
  context.fillText(text, left, baseline);
  if (role === 'MAIN') return;
  context.strokeStyle = color;
  context.lineJoin = 'round';
  context.lineWidth = OUTLINE_EMS * fontSize;
  context.strokeText(text, left, baseline);
}
