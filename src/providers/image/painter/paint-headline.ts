import type { Face } from './fonts';
import { mix, veil } from './palettes';
import type { Scene } from './scene';
import { setText, useFace } from './typesetting';

interface Headline {
  readonly headline: string;
  readonly face: Face;
  /** No line goes farther. */
  readonly rightmost: number;
}

/**
 * Left in the lower third, upon a veil that makes it legible, under a short rule. A tenth of the picture is left free around
 * it: a film moves over its stills, and shows as little as nine tenths of them.
 */
export function paintHeadline(scene: Scene, { headline, face, rightmost }: Headline): void {
  const { ctx, width, height, unit, palette } = scene;
  const margin = Math.max(width * 0.1, unit * 5);
  const setting = setText(ctx, face, headline, {
    width: Math.min(width - 2 * margin, rightmost - margin, unit * 125),
    mostLines: 3,
    sizes: { largest: unit * 8.4, smallest: Math.max(9, unit * 4) },
  });
  if (!setting) return;
  const leading = setting.size * 1.16;
  const last = height - Math.max(height * 0.12, unit * 7);
  const top = last - leading * (setting.lines.length - 1) - setting.size;
  if (rightmost < width) paintSideVeil(scene, rightmost);
  else paintVeil(scene, top - unit * 14);
  ctx.fillStyle = palette.accent;
  ctx.fillRect(margin, top - unit * 3.4, unit * 9, Math.max(1, unit * 0.75));
  useFace(ctx, face, setting.size);
  ctx.fillStyle = palette.ink;
  ctx.textBaseline = 'alphabetic';
  for (const [index, line] of setting.lines.entries())
    ctx.fillText(line, margin, last - leading * (setting.lines.length - 1 - index));
}

function paintVeil({ ctx, width, height, palette }: Scene, from: number): void {
  const shade = ctx.createLinearGradient(0, from, 0, height);
  shade.addColorStop(0, veil(palette.scrim, 0));
  shade.addColorStop(0.4, veil(palette.scrim, 0.62));
  shade.addColorStop(1, veil(mix(palette.scrim, palette.layers[1], 0.1), 0.9));
  ctx.fillStyle = shade;
  ctx.fillRect(0, from, width, height - from);
}

/** From the left as far as the type goes, so that whoever sits beside it stays in the light. */
function paintSideVeil({ ctx, height, palette }: Scene, rightmost: number): void {
  const shade = ctx.createLinearGradient(0, 0, rightmost * 1.2, 0);
  shade.addColorStop(0, veil(palette.scrim, 0.85));
  shade.addColorStop(0.7, veil(palette.scrim, 0.62));
  shade.addColorStop(1, veil(palette.scrim, 0));
  ctx.fillStyle = shade;
  ctx.fillRect(0, 0, rightmost * 1.2, height);
}
