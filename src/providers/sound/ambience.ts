import { mulberry32 } from '../mulberry32';
import { layerGraph } from './layer-graph';
import { PLACES, type Place } from './places';

/** How a mood sounds: semitones above the root, and the air round them. */
interface Mood {
  readonly words: RegExp;
  readonly rootHz: readonly [lowest: number, highest: number];
  readonly semitones: readonly number[];
  /** How much of the first overtone each note has. */
  readonly overtone: number;
  readonly lowpassHz: number;
  readonly air: { readonly color: 'pink' | 'brown'; readonly gain: number; readonly lowpassHz: number };
  /** Seconds from one swell of a note to the next. */
  readonly swellSeconds: readonly [shortest: number, longest: number];
}

/** The first whose words are in the prompt; calm where none are. */
const MOODS: readonly Mood[] = [
  {
    words: /\b(tense|tension|dark|danger|threat|suspense|storm|crisis|war|fear|ominous|heat|fire)/i,
    ...{ rootHz: [55, 73], semitones: [0, 7, 12, 13, 18, 24], overtone: 0.35, lowpassHz: 900 },
    ...{ air: { color: 'brown', gain: 0.5, lowpassHz: 420 }, swellSeconds: [5, 11] },
  },
  {
    words: /\b(night|moon|star|sleep|dream|space|deep|ocean|quiet|silen)/i,
    ...{ rootHz: [65, 82], semitones: [0, 7, 10, 14, 15, 22], overtone: 0.12, lowpassHz: 1100 },
    ...{ air: { color: 'brown', gain: 0.35, lowpassHz: 700 }, swellSeconds: [9, 19] },
  },
  {
    words: /\b(bright|happy|sun|joy|hope|spring|summer|morning|upbeat|light|play|success|green)/i,
    ...{ rootHz: [98, 123], semitones: [0, 7, 12, 14, 16, 21], overtone: 0.3, lowpassHz: 2600 },
    ...{ air: { color: 'pink', gain: 0.1, lowpassHz: 2400 }, swellSeconds: [5, 11] },
  },
];

const CALM: Omit<Mood, 'words'> = {
  ...{ rootHz: [82, 104], semitones: [0, 7, 12, 16, 19, 23], overtone: 0.2, lowpassHz: 1600 },
  ...{ air: { color: 'pink', gain: 0.12, lowpassHz: 1200 }, swellSeconds: [7, 15] },
};

export const AMBIENCE_RATE = 48_000;
/** Nothing of the pad is above 3 kHz, and expressions cost by the sample: 48 kHz would take six times as long. */
const PAD_RATE = 8_000;
/** The echo has filled and the filters have settled before the first sample that is kept. */
const PREROLL_SECONDS = 2;

// amerge finds no format by itself.
const STEREO = 'aformat=sample_fmts=flt:channel_layouts=stereo';

export interface AmbienceOrder {
  readonly prompt: string;
  /** Of each side. */
  readonly samples: number;
  readonly seed: number;
}

/** FFmpeg's arguments for raw 16-bit stereo on its standard output; filters that its 4.1 of 2018 has. */
export function ambienceArguments(order: AmbienceOrder): string[] {
  const bitexact = ['-fflags', '+bitexact', '-flags', '+bitexact', '-map_metadata', '-1'];
  const output = ['-map', '[out]', '-c:a', 'pcm_s16le', '-f', 's16le', 'pipe:1'];
  return ['-filter_complex_threads', '1', '-filter_complex', ambienceGraph(order), ...bitexact, ...output];
}

function ambienceGraph(order: AmbienceOrder): string {
  const places = placesNamed(order.prompt);
  const seconds = order.samples / AMBIENCE_RATE + PREROLL_SECONDS + 0.5;
  return places.length === 0 ? moodGraph(order, seconds) : placeGraph(order, { places, seconds });
}

/** What is kept of what was made, which begins with the preroll. */
function kept({ samples }: AmbienceOrder): string {
  const start = PREROLL_SECONDS * AMBIENCE_RATE;
  return `atrim=start_sample=${start}:end_sample=${start + samples}[out]`;
}

function moodGraph(order: AmbienceOrder, seconds: number): string {
  const mood = MOODS.find(({ words }) => words.test(order.prompt)) ?? CALM;
  return [
    padGraph(mood, mulberry32(order.seed), seconds),
    airGraph(mood, order.seed, seconds),
    `[pad][air]amerge,pan=stereo|c0=c0+c2|c1=c1+c3,${kept(order)}`,
  ].join(';');
}

/** More at once are one noise. */
const MOST_PLACES = 3;
/** A pad lies under a place and does not cover it. */
const PAD_GAIN = 0.4;

function placesNamed(prompt: string): Place[] {
  return Object.values(PLACES)
    .filter(({ words }) => words.test(prompt))
    .slice(0, MOST_PLACES);
}

interface Placed {
  readonly places: readonly Place[];
  readonly seconds: number;
}

/** The places, and a pad where the words that are left name a mood. No sample is over the limit, however they meet. */
function placeGraph(order: AmbienceOrder, { places, seconds }: Placed): string {
  const random = mulberry32(order.seed);
  const mood = moodBeside(order.prompt);
  const gain = 1 / Math.sqrt(places.length);
  const layers = places
    .flatMap(({ layers: its }) => its)
    .map((layer, index) => layerGraph(layer, { index, seconds, gain, random, rate: AMBIENCE_RATE }));
  const pad = mood ? [`${padGraph(mood, random, seconds)};[pad]volume=${PAD_GAIN}[l${layers.length}]`] : [];
  const count = layers.length + pad.length;
  const side = (first: number) => Array.from({ length: count }, (_, index) => `c${first + 2 * index}`).join('+');
  const inputs = Array.from({ length: count }, (_, index) => `[l${index}]`).join('');
  const mixed = count === 1 ? 'anull' : `amerge=inputs=${count},pan=stereo|c0=${side(0)}|c1=${side(1)}`;
  return [...layers, ...pad, `${inputs}${mixed},alimiter=limit=0.9:level=0,${kept(order)}`].join(';');
}

/** Words that name a place have said what they had to say: a fire is not tense by itself. */
function moodBeside(prompt: string): Omit<Mood, 'words'> | undefined {
  const others = Object.values(PLACES).reduce(
    (text, { words }) => text.replace(new RegExp(words.source, `${words.flags}g`), ' '),
    prompt,
  );
  return MOODS.find(({ words }) => words.test(others));
}

function padGraph(mood: Omit<Mood, 'words'>, random: () => number, seconds: number): string {
  const between = ([low, high]: readonly [number, number]) => low + (high - low) * random();
  const root = between(mood.rootHz);
  const notes = mood.semitones.map((semitone, index) => ({
    hz: root * 2 ** (semitone / 12) * (1 + (random() - 0.5) * 0.004),
    gain: 0.15 / (1 + index * 0.3),
    swellHz: 1 / between(mood.swellSeconds),
    phase: random(),
    left: 0.5 + (random() - 0.5) * 0.7,
  }));
  const channel = (share: (left: number) => number, detune: number) =>
    notes
      .map((note) => noteExpression({ ...note, gain: note.gain * share(note.left), hz: note.hz * detune }, mood))
      .join('+');
  const expressions = [channel((left) => left, 1.0006), channel((left) => 1 - left, 0.9994)];
  return (
    `aevalsrc=exprs='${expressions.join('|')}':c=stereo:s=${PAD_RATE}:d=${seconds},` +
    `aresample=${AMBIENCE_RATE},lowpass=f=${mood.lowpassHz},aecho=0.8:0.7:310|570|930:0.32|0.22|0.15,${STEREO}[pad]`
  );
}

interface Note {
  readonly hz: number;
  readonly gain: number;
  readonly swellHz: number;
  readonly phase: number;
}

function noteExpression({ hz, gain, swellHz, phase }: Note, { overtone }: Pick<Mood, 'overtone'>): string {
  const wave = `sin(${turn(hz)}*t)+${overtone}*sin(${turn(hz * 2)}*t)`;
  return `${gain.toFixed(5)}*(0.55+0.45*sin(${turn(swellHz)}*t+${turn(phase)}))*(${wave})`;
}

function turn(turns: number): string {
  return (2 * Math.PI * turns).toFixed(5);
}

function airGraph({ air }: Pick<Mood, 'air'>, seed: number, seconds: number): string {
  const side = (name: string, its: number) =>
    `anoisesrc=c=${air.color}:seed=${its}:r=${AMBIENCE_RATE}:a=${air.gain}:d=${seconds},` +
    `lowpass=f=${air.lowpassHz},highpass=f=60,tremolo=f=0.11:d=0.5,aformat=channel_layouts=mono[${name}]`;
  const half = seed & 0x3fffffff;
  return `${side('airl', half)};${side('airr', half + 1)};[airl][airr]join=inputs=2:channel_layout=stereo,${STEREO}[air]`;
}
