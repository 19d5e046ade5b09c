import { insideBars } from './bars';
import { type Palette, paletteOf } from './colours';
import { type Lettering, letteringOf } from './lettering';
import { type Light, lightOf } from './light';
import { cellsOf } from './motion';
import { cropped, type Pixels, planeOf } from './plane';
import { type Sharpness, sharpnessOf } from './sharpness';

/** All that is measured of one frame. Nothing here knows what the picture should show. */
export interface FrameMeasures {
  readonly light: Light;
  readonly sharpness: Sharpness;
  readonly palette: Palette;
  readonly lettering: Lettering;
  /** Black bars, as shares of the height and of the width. They count for nothing in the other measures. */
  readonly bars: { readonly ofHeight: number; readonly ofWidth: number };
  /** For what moved until the next frame. */
  readonly cells: Float32Array;
}

export function measureFrame(pixels: Pixels): FrameMeasures {
  const whole = planeOf(pixels);
  const box = insideBars(whole);
  const plane = cropped(whole, box);
  return {
    light: lightOf(plane),
    sharpness: sharpnessOf(plane),
    palette: paletteOf(pixels, box),
    lettering: letteringOf(plane),
    bars: { ofHeight: 1 - plane.height / whole.height, ofWidth: 1 - plane.width / whole.width },
    cells: cellsOf(whole),
  };
}
