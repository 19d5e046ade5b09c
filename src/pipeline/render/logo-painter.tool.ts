import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Logo } from './logo-decoder.tool';
import type { LogoLayout } from './logo-layout';
import { isDark } from './overlay-colors';

const GLOWS = { light: 'rgba(255, 255, 255, 0.9)', dark: 'rgba(0, 0, 0, 0.6)' };

/** Beyond the edge of any frame. */
const ASIDE = 32_768;

/** A logo in a glow that tells it from whatever lies below: a light one where it is dark. */
export function paintLogo(context: SKRSContext2D, logo: Logo, { picture, glow }: LogoLayout): void {
  const own = createCanvas(logo.width, logo.height);
  const ownContext = own.getContext('2d');
  const pixels = ownContext.createImageData(logo.width, logo.height);
  pixels.data.set(logo.rgba);
  ownContext.putImageData(pixels, 0, 0);
  context.save();
  context.shadowColor = isDark(logo.rgba) ? GLOWS.light : GLOWS.dark;
  context.shadowOffsetX = ASIDE;
  for (const blur of [glow, glow / 4]) {
    context.shadowBlur = blur;
    context.drawImage(own, picture.left - ASIDE, picture.top); // the logo itself is drawn once, as translucent as it is
  }
  context.restore();
  context.drawImage(own, picture.left, picture.top);
}
