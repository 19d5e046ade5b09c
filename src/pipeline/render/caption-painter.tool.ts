import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { canvasFaces, measureIn, useFace } from './canvas-type.tool';
import type { Read } from './caption-cels';
import type { CaptionFace } from './caption-faces.tool';
import { type CaptionLayout, captionLayout, type TokenLine } from './caption-layout';
import { type Box, type Cel, celOf } from './cel';
import { drawable, faceFor } from './legible-captions';
import type { Size } from './motion';
import type { BurnedCaption } from './piece';

const PLATE = 'rgba(12, 13, 15, 0.74)';
const PLAIN = '#ffffff';
const SAID = '#bbbdc1';
const TO_COME = '#8f9298';
/** A hair of outline in the colour of the letters: the face has no bolder cut, and thin stems flicker once they are encoded. */
const OUTLINE_EMS = 0.022;

/** A caption as it stands on a frame, whichever of its tokens is the current one. */
interface Placed {
  readonly layout: CaptionLayout;
  readonly face: CaptionFace;
  readonly box: Box;
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
    return new CaptionPainter(await canvasFaces(), frame);
  }

  cel({ caption, token }: Read): Cel {
    const placed = this.#placed.get(caption) ?? this.#place(caption);
    this.#placed.set(caption, placed);
    paint(placed, token);
    const { context, box } = placed;
    return celOf(context.getImageData(0, 0, box.width, box.height).data, box);
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
function boxOf({ plate }: CaptionLayout, frame: Size): Box {
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
