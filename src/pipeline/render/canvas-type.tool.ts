import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { type CaptionFace, captionFaces } from './caption-faces.tool';

/** Widths are taken at a size at which hints and rounding do not matter. */
const MEASURED_AT = 200;
/** In ems: what an outline in the colour of the letters takes from the space between them. */
export const TRACKED = 0.012;

/** The faces of the house, known to the canvas. */
export async function canvasFaces(): Promise<readonly CaptionFace[]> {
  const faces = await captionFaces();
  for (const { family, bytes } of faces) {
    if (GlobalFonts.has(family)) continue;
    if (!GlobalFonts.register(bytes, family)) throw new Error(`The canvas does not take the font ${family}.`);
  }
  return faces;
}

/** How wide a text is at a size of 1. */
export function measureIn(face: CaptionFace, tracking = TRACKED): (text: string) => number {
  const context = createCanvas(8, 8).getContext('2d');
  useFace(context, face, MEASURED_AT, tracking);
  return (text) => context.measureText(text).width / MEASURED_AT;
}

/** Its kerning and tracking are those that it was measured with. */
export function useFace(context: SKRSContext2D, face: CaptionFace, size: number, tracking = TRACKED): void {
  const { family, weight } = face;
  context.lang = 'en'; // left alone, the shaping of letters follows the language of the machine
  context.font = `${weight} ${size}px "${family}"`;
  context.letterSpacing = `${tracking * size}px`;
}
