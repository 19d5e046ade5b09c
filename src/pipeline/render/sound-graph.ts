import { LimitExceeded } from '../errors';
import { mediaInput } from './ffmpeg-arguments';
import { type Bus, FADE_SAMPLES, type HeardClip, type SoundChunk, windowSamples } from './sound-chunks';

/** Where a clip's sound lies on this machine. */
export interface SoundSource {
  readonly path: string;
  /** `pcm` is raw, 16 bits, stereo, 48 kHz; loops come so, because only there a position in the loop is a byte. */
  readonly format: string;
  /** Of the whole loop; only where it is `pcm`. */
  readonly loopSamples?: number;
}

const STEREO = 'aformat=sample_fmts=flt:sample_rates=48000:channel_layouts=stereo';
const PCM_BYTES_A_SAMPLE = 4;

/**
 * Speech at −16 LUFS takes 8 dB off the bed (measured on speech and pink noise), which comes back within half a second. A
 * ratio of 8 took 17 dB: what was to be heard under the voice then roared in every pause.
 */
const DUCK = 'sidechaincompress=threshold=0.02:ratio=1.75:attack=30:release=500';

/**
 * At four times the rate the peaks between the samples are samples too; −2.5 dB leaves AAC its overshoot below −1 dBTP.
 * The limiter looks 2 ms ahead and gives its sound that much later, 384 samples, which are taken off again.
 */
const LIMIT = [
  'aresample=192000',
  'alimiter=limit=0.75:attack=2:release=60:level=disabled',
  'atrim=start_sample=384',
  'asetpts=N/SR/TB',
  'aresample=48000',
].join(',');

/** amerge takes 64 channels; more voices at once than 16 are a mistake, not a mix. */
const MOST_LANES = 16;

/** The arguments that encode one chunk's window as ADTS on standard output. It opens the files that it hears, no others. */
export function chunkArguments(chunk: SoundChunk, sourceOf: (clip: HeardClip) => SoundSource): string[] {
  const graph = new Graph(windowSamples(chunk));
  const voice = graph.bus('NARRATION', chunk.clips, sourceOf);
  const bed = graph.bus('AMBIENCE', chunk.clips, sourceOf);
  graph.finish(graph.mixed(voice, bed), chunk.filmGainDb);
  return [
    ...graph.inputs,
    ...['-filter_complex', graph.links.join(';'), '-map', '[out]', '-threads', '1'],
    ...['-c:a', 'aac', '-b:a', '192k', '-flags', '+bitexact', '-fflags', '+bitexact', '-f', 'adts', 'pipe:1'],
  ];
}

class Graph {
  readonly inputs: string[] = [];
  readonly links: string[] = [];
  #inputs = 0;
  #labels = 0;

  constructor(readonly samples: number) {}

  /** All clips of a bus as one stereo stream of exactly the window's length; null where it has none. */
  bus(bus: Bus, clips: readonly HeardClip[], sourceOf: (clip: HeardClip) => SoundSource): string | null {
    const lanes = lanesOf(clips.filter((clip) => clip.bus === bus));
    if (lanes.length === 0) return null;
    return this.#sum(lanes.map((lane) => this.#lane(lane, sourceOf)));
  }

  mixed(voice: string | null, bed: string | null): string {
    if (voice === null || bed === null) return voice ?? bed ?? this.#silence(this.samples);
    const [heard, listening, ducked] = [this.#label(), this.#label(), this.#label()];
    this.links.push(`${voice}asplit${heard}${listening}`, `${bed}${listening}${DUCK}${ducked}`);
    return this.#sum([heard, ducked]);
  }

  finish(mix: string, filmGainDb: number): void {
    const exactly = `apad=whole_len=${this.samples},atrim=end_sample=${this.samples}`;
    this.links.push(`${mix}volume=${filmGainDb}dB,${LIMIT},${exactly}[out]`);
  }

  /** amix would turn each of its inputs down. FFmpeg 5 merges nothing whose layout is not said right before it. */
  #sum(streams: readonly string[]): string {
    const [only] = streams;
    if (only !== undefined && streams.length === 1) return only;
    const side = (first: number) => streams.map((_, index) => `c${2 * index + first}`).join('+');
    const laidOut = streams.map((stream) => this.#link(stream, STEREO));
    const sum = this.#label();
    this.links.push(`${laidOut.join('')}amerge=inputs=${streams.length},pan=stereo|c0=${side(0)}|c1=${side(1)}${sum}`);
    return sum;
  }

  #lane(clips: readonly HeardClip[], sourceOf: (clip: HeardClip) => SoundSource): string {
    const parts: string[] = [];
    let at = 0;
    for (const clip of clips) {
      if (clip.atSample > at) parts.push(this.#silence(clip.atSample - at));
      parts.push(this.#clip(clip, sourceOf(clip)));
      at = clip.atSample + clip.samples;
    }
    if (at < this.samples) parts.push(this.#silence(this.samples - at));
    return this.#inTurn(parts);
  }

  #clip(clip: HeardClip, source: SoundSource): string {
    const { loopSamples } = source;
    if (loopSamples !== undefined) return this.#loop(clip, { path: source.path, loopSamples });
    const input = this.#input(mediaInput(source));
    // Padded before it is cut: a clip of whole frames ends after its sound does, and a window may begin in between.
    const end = clip.skipSamples + clip.samples;
    const cut = `apad=whole_len=${end},atrim=start_sample=${clip.skipSamples}:end_sample=${end}`;
    const paced = clip.tempo ? `,atempo=${clip.tempo},asetpts=N/SR/TB` : '';
    return this.#link(input, `${STEREO}${paced},${cut},asetpts=N/SR/TB,volume=${clip.gainDb}dB`);
  }

  /** From its place in the loop to the loop's end, then round and round. */
  #loop(clip: HeardClip, loop: { path: string; loopSamples: number }): string {
    const { skipSamples, samples, gainDb } = clip;
    const from = skipSamples % loop.loopSamples;
    const left = loop.loopSamples - from;
    const parts = [this.#link(this.#input(pcmInput(loop.path, from)), STEREO)];
    if (samples > left) {
      // Never an endless loop: the build of 2018 goes on filling it after its reader has had enough.
      const again = Math.ceil((samples - left) / loop.loopSamples) - 1;
      const round = again > 0 ? `,aloop=loop=${again}:size=${loop.loopSamples}` : '';
      parts.push(this.#link(this.#input(pcmInput(loop.path, 0)), `${STEREO}${round}`));
    }
    return this.#link(
      this.#inTurn(parts),
      `atrim=end_sample=${samples},asetpts=N/SR/TB,volume=${gainDb}dB${faded(clip)}`,
    );
  }

  #silence(samples: number): string {
    return this.#link('', `anullsrc=r=48000:cl=stereo,${STEREO},atrim=end_sample=${samples}`);
  }

  #inTurn(parts: readonly string[]): string {
    if (parts.length === 1) return parts[0] ?? '';
    return this.#link(parts.join(''), `concat=n=${parts.length}:v=0:a=1,asetpts=N/SR/TB`);
  }

  #input(args: readonly string[]): string {
    this.inputs.push(...args);
    return `[${this.#inputs++}:a:0]`;
  }

  #link(from: string, filters: string): string {
    const to = this.#label();
    this.links.push(`${from}${filters}${to}`);
    return to;
  }

  #label(): string {
    return `[s${this.#labels++}]`;
  }
}

/**
 * By an expression and not by afade, which cannot begin before the window does. Its value is taken once a block; blocks of a
 * millisecond make no steps that are heard.
 */
function faded({ skipSamples, fadeLeftSamples }: HeardClip): string {
  const rises = skipSamples < FADE_SAMPLES ? [`(${skipSamples}/48000+t)`] : [];
  const falls = fadeLeftSamples === null ? [] : [`(${fadeLeftSamples}/48000-t)`];
  const level = [...rises, ...falls].map((seconds) => `clip(${seconds}*48000/${FADE_SAMPLES},0,1)`).join('*');
  return level === '' ? '' : `,asetnsamples=n=48:p=0,volume=volume='${level}':eval=frame`;
}

function pcmInput(path: string, fromSample: number): string[] {
  const raw = ['-ar', '48000', '-ac', '2', '-skip_initial_bytes', String(fromSample * PCM_BYTES_A_SAMPLE)];
  return mediaInput({ path, format: 's16le', options: raw });
}

/** Clips that do not overlap share a lane, so that a film of 5,000 narrations mixes one stream. */
function lanesOf(clips: readonly HeardClip[]): HeardClip[][] {
  const lanes: HeardClip[][] = [];
  for (const clip of clips.toSorted((a, b) => a.atSample - b.atSample)) {
    const free = lanes.find((lane) => endOf(lane) <= clip.atSample);
    if (free) free.push(clip);
    else lanes.push([clip]);
  }
  if (lanes.length <= MOST_LANES) return lanes;
  throw new LimitExceeded(`${lanes.length} sounds play at once; the mix takes ${MOST_LANES}.`, {
    expected: `at most ${MOST_LANES} sounds of a kind at once`,
    got: `${lanes.length}`,
    remedy: 'Cut some of them, or mix them into one sound first.',
  });
}

function endOf(lane: readonly HeardClip[]): number {
  const last = lane.at(-1);
  return last ? last.atSample + last.samples : 0;
}
