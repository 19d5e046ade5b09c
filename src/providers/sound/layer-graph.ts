import type { Grains, Layer, Noise, Tones } from './places';

export interface Layered {
  readonly index: number;
  readonly seconds: number;
  readonly gain: number;
  readonly random: () => number;
  readonly rate: number;
}

const GRAIN_RATE = 16_000;
/** An envelope has no edges: what lies between is filled in. */
const ENVELOPE_RATE = 400;
// amerge finds no format by itself.
const STEREO = 'aformat=sample_fmts=flt:channel_layouts=stereo';
const MONO = 'aformat=sample_fmts=flt:channel_layouts=mono';

/** FFmpeg's text for one layer in stereo, called `[l0]` after its index. Both sides are like each other, and never the same. */
export function layerGraph(layer: Layer, layered: Layered): string {
  const { index } = layered;
  const sides = ['a', 'b'].map((side) => sideGraph(layer, `l${index}${side}`, layered));
  return `${sides.join(';')};[l${index}a][l${index}b]join=inputs=2:channel_layout=stereo,${STEREO}[l${index}]`;
}

function sideGraph(layer: Layer, name: string, layered: Layered): string {
  if (layer.is === 'noise') return noiseGraph(layer, name, layered);
  return layer.is === 'grains' ? grainGraph(layer, name, layered) : toneGraph(layer, name, layered);
}

const seedFrom = (random: () => number): number => Math.floor(random() * 2 ** 30);

function noiseGraph({ color, gain, filters, envelope }: Noise, name: string, layered: Layered): string {
  const { rate, seconds, random } = layered;
  const noise = `anoisesrc=c=${color}:seed=${seedFrom(random)}:r=${rate}:d=${seconds}:a=${loudness(gain, layered)},${filters},${MONO}`;
  if (!envelope) return `${noise}[${name}]`;
  const wave = `aevalsrc=exprs='${envelope(random)}':c=mono:s=${ENVELOPE_RATE}:d=${seconds},aresample=${rate},${MONO}`;
  return `${noise}[${name}n];${wave}[${name}e];[${name}n][${name}e]amultiply[${name}]`;
}

/** anoisesrc takes no more than 1: the rest is a matter of volume. */
function loudness(gain: number, { gain: share }: Layered): string {
  const wanted = gain * share;
  return wanted <= 1 ? wanted.toFixed(4) : `1,volume=${wanted.toFixed(4)}`;
}

function grainGraph(
  { perSecond, gain, filters }: Grains,
  name: string,
  { rate, seconds, random, gain: share }: Layered,
): string {
  const rarest = (1 - perSecond / GRAIN_RATE).toFixed(6);
  const clicks = `anoisesrc=c=white:seed=${seedFrom(random)}:r=${GRAIN_RATE}:d=${seconds}:a=1,aeval=exprs='gt(abs(val(0)),${rarest})*val(0)*random(0)':c=same`;
  return `${clicks},${filters},volume=${(gain * share).toFixed(4)},aresample=${rate},${MONO}[${name}]`;
}

function toneGraph(
  { rate: its, gain, filters, wave }: Tones,
  name: string,
  { rate, seconds, random, gain: share }: Layered,
): string {
  const source = `aevalsrc=exprs='${(gain * share).toFixed(5)}*(${wave(random)})':c=mono:s=${its}:d=${seconds}`;
  return `${source},${filters},aresample=${rate},${MONO}[${name}]`;
}
