import { COLOURS, type Colour, type Palette } from './colours';
import type { FrameMeasures } from './measures';
import { frameScores, isBlack, type Measured, meanOf } from './verdict';

/** Below it, a colour is a speck. */
const LEAST_SHARE = 0.08;
const MOST_COLOURS = 3;

/** What was measured, in plain words, and that it was measured. */
export function descriptionOf({ frames, motion }: Measured): string {
  if (frames.every(isBlack)) return `${subject(frames.length)}: black. Measured, not seen by anybody.`;
  const words = [light(frames), contrast(frames), focus(frames), colours(frames.map(({ palette }) => palette))];
  const moves = motion === null ? [] : [motion.frozen > 0.5 ? 'hardly anything moves' : 'things move'];
  const said = [...words.flatMap((word) => word ?? []), ...moves].join(', ');
  return `${subject(frames.length)}: ${said}. Measured, not seen by anybody.`;
}

const subject = (frames: number): string => (frames === 1 ? 'A picture' : `${frames} frames`);

function light(frames: readonly FrameMeasures[]): string {
  const mean = meanOf(frames.map((frame) => frame.light.mean));
  return mean < 50
    ? 'very dark'
    : mean < 95
      ? 'dark'
      : mean < 150
        ? 'of middling light'
        : mean < 225
          ? 'bright'
          : 'very bright';
}

function contrast(frames: readonly FrameMeasures[]): string | null {
  const span = meanOf(frames.map((frame) => frame.light.span));
  return span < 45 ? 'flat' : span > 160 ? 'of strong contrast' : null;
}

function focus(frames: readonly FrameMeasures[]): string | null {
  const brief = { prompt: '', style: null, legible: null };
  const known = frames.map((frame) => frameScores(frame, brief).sharpness).filter((score) => score !== null);
  if (known.length === 0) return 'without an edge';
  const score = meanOf(known);
  return score < 50 ? 'blurred' : score < 80 ? 'a little soft' : 'sharp';
}

interface Named {
  readonly colour: Colour;
  readonly share: number;
  readonly bright: number;
}

function colours(palettes: readonly Palette[]): string | null {
  const named = COLOURS.map((colour): Named => {
    const share = meanOf(palettes.map(({ shares }) => shares[colour] ?? 0));
    const bright = palettes.flatMap(({ brightness }) => brightness[colour] ?? []);
    return { colour, share, bright: bright.length === 0 ? 0 : meanOf(bright) };
  });
  const most = named.filter(({ share }) => share >= LEAST_SHARE).sort((a, b) => b.share - a.share);
  const names = most.slice(0, MOST_COLOURS).map(nameOf);
  return names.length === 0 ? 'of many colours' : `mostly ${listed(names)}`;
}

const TONELESS: readonly Colour[] = ['black', 'white', 'beige', 'brown'];

function nameOf({ colour, bright }: Named): string {
  if (TONELESS.includes(colour)) return colour;
  return bright < 70 ? `dark ${colour}` : bright > 190 ? `light ${colour}` : colour;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
