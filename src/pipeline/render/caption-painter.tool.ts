import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { type CaptionFace, captionFaces } from './caption-faces.tool';
import { type CaptionLayout, captionLayout, type TokenLine } from './caption-layout';
import type { Read } from './captioned-frames';
import { drawable, faceFor } from './legible-captions';
import type { Size } from './motion';
import { type Overlay, overlayOf } from './overlay';
import type { BurnedCaption } from './piece';

/** Widths are taken at a size at which hints and rounding do not matter. */
const MEASURED_AT = 200;

const PLATE = 'rgba(12, 13, 15, 0.74)';
const PLAIN = '#ffffff';
const SAID = '#bbbdc1';
const TO_COME = '#8f9298';
/** A hair of outline in the colour of the letters: the face has no bolder cut, and thin stems flicker once they are encoded. */
const OUTLINE_EMS = 0.022;
/** What the outline takes from the space between letters. */
const TRACKING_EMS = 0.012;

/** A caption as it stands on a frame, whichever of its tokens is the current one. */
interface Placed {
  readonly layout: CaptionLayout;
  readonly face: CaptionFace;
  readonly box: Size & { readonly left: number; readonly top: number };
  readonly context: SKRSContext2D;
}

/** Draws captions in the faces of the house, on frames of one size. */
export class CaptionPainter {
  readonly #placed = new WeakMap<BurnedCaption, Placed>();

  private constructor(
    readonly faces: readonly CaptionFace[],
    readonly frame: Size,
  ) {}

  static async open(frame: Size): Promise<CaptionPainter> {
    const faces = await captionFaces();
    for (const { family, bytes } of faces) {
      if (GlobalFonts.has(family)) continue;
      if (!GlobalFonts.register(bytes, family)) throw new Error(`The canvas does not take the font ${family}.`);
    }
    return new CaptionPainter(faces, frame);
  }

  overlay({ caption, token }: Read): Overlay {
    const placed = this.#placed.get(caption) ?? this.#place(caption);
    this.#placed.set(caption, placed);
    paint(placed, token);
    const { context, box } = placed;
    return overlayOf(context.getImageData(0, 0, box.width, box.height).data, box);
  }

  #place({ text }: BurnedCaption): Placed {
    const coverages = this.faces.map(({ coverage }) => coverage);
    const face = this.faces[faceFor(text, coverages) ?? -1];
    if (!face) throw new RangeError(`No face draws ${JSON.stringify(text)}.`);
    const layout = captionLayout(tokenLines(text, face), this.frame, measureIn(face));
    const box = boxOf(layout, this.frame);
    const context = createCanvas(box.width, box.height).getContext('2d');
    context.translate(-box.left, -box.top);
    return { layout, face, box, context };
  }
}

function measureIn(face: CaptionFace): (text: string) => number {
  const context = createCanvas(8, 8).getContext('2d');
  useFace(context, face, MEASURED_AT);
  return (text) => context.measureText(text).width / MEASURED_AT;
}

function useFace(context: SKRSContext2D, { family, weight }: CaptionFace, size: number): void {
  context.lang = 'en'; // left alone, the shaping of letters follows the language of the machine
  context.font = `${weight} ${size}px "${family}"`;
  context.letterSpacing = `${TRACKING_EMS * size}px`;
}

/** Tokens keep their number where one of them is nothing that is drawn. */
function tokenLines(text: string, { coverage }: CaptionFace): TokenLine[] {
  let token = 0;
  return text.split(/[\r\n]+/u).flatMap((line) => {
    const tokens = line.split(/\s+/u).filter(Boolean);
    const drawn = tokens.map((one) => ({ text: drawable(one, coverage), token: token++ })).filter((one) => one.text);
    return drawn.length > 0 ? [drawn] : [];
  });
}

/** The plate to whole, even pixels. */
function boxOf({ plate }: CaptionLayout, frame: Size): Size & { left: number; top: number } {
  const down = (pixels: number) => Math.max(0, 2 * Math.floor(pixels / 2));
  const up = (pixels: number, most: number) => Math.min(most, 2 * Math.ceil(pixels / 2));
  const [left, top] = [down(plate.left), down(plate.top)];
  const right = up(plate.left + plate.width, frame.width);
  return { left, top, width: right - left, height: up(plate.top + plate.height, frame.height) - top };
}

function paint({ context, layout, face, box }: Placed, token: number | null): void {
  const { plate, fontSize, tokens } = layout;
  context.clearRect(box.left, box.top, box.width, box.height);
  context.fillStyle = PLATE;
  context.beginPath();
  context.roundRect(plate.left, plate.top, plate.width, plate.height, plate.radius);
  context.fill();
  useFace(context, face, fontSize);
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  context.lineWidth = OUTLINE_EMS * fontSize;
  for (const { text, token: own, left, baseline } of tokens) {
    const color = token === null || own === token ? PLAIN : own < token ? SAID : TO_COME;
    context.fillStyle = color;
    context.strokeStyle = color;
    context.fillText(text, left, baseline);
    context.strokeText(text, left, baseline);
  }
}
