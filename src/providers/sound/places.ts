/** Waves of an expression of FFmpeg's, where `t` is seconds, and what fills them. */
export type Layer = Noise | Grains | Tones;

/** Noise through filters; its loudness follows the envelope, which is 1 at the most. */
export interface Noise {
  readonly is: 'noise';
  readonly color: 'white' | 'pink' | 'brown';
  readonly gain: number;
  readonly filters: string;
  readonly envelope?: (random: () => number) => string;
}

/** Clicks that come by chance, so many a second, through filters that make drops or crackles of them. */
export interface Grains {
  readonly is: 'grains';
  readonly perSecond: number;
  readonly gain: number;
  readonly filters: string;
}

/** An expression, each side its own. */
export interface Tones {
  readonly is: 'tones';
  readonly rate: number;
  readonly gain: number;
  readonly filters: string;
  readonly wave: (random: () => number) => string;
}

export interface Place {
  readonly words: RegExp;
  readonly layers: readonly Layer[];
}

const TURN = 2 * Math.PI;
const sine = (hz: number, phase: number): string => `sin(${(TURN * hz).toFixed(4)}*t+${(TURN * phase).toFixed(3)})`;
const between = (random: () => number, low: number, high: number): number => low + (high - low) * random();

/** Swells that never come at the same pace: two waves that have no common measure. */
const swells =
  ([shortest, longest]: readonly [number, number], depth: number) =>
  (random: () => number): string => {
    const [one, other] = [0, 1].map(() => sine(1 / between(random, shortest, longest), random()));
    return `${(1 - depth / 2).toFixed(3)}+${(depth / 4).toFixed(4)}*(${one}+${other})`;
  };

/** One after the other, with rests between them. */
const surges =
  ([shortest, longest]: readonly [number, number], power: number, least = 0.08) =>
  (random: () => number): string =>
    `${least}+${1 - least}*pow(0.5+0.5*${sine(1 / between(random, shortest, longest), random())},${power})`;

/** It comes at once and goes slowly, every so many seconds. */
const strikes =
  ([shortest, longest]: readonly [number, number], fadeSeconds: number) =>
  (random: () => number): string => {
    const every = between(random, shortest, longest);
    const since = `mod(t+${(every * random()).toFixed(3)},${every.toFixed(3)})`;
    return `(1-exp(-9*${since}))*exp(-${since}/${fadeSeconds})`;
  };

/** Syllables of somebody far away. */
const syllables = (random: () => number): string => {
  const [quick, slow] = [between(random, 2.6, 4.4), between(random, 0.23, 0.51)];
  return `(0.35+0.65*pow(${sine(quick, random())},2))*(0.45+0.55*pow(${sine(slow, random())},2))`;
};

/** Some birds, each calling at its own pace, up or down. Between their calls nothing is reckoned: it took 2.9 s for 30 s, and takes 0.7. */
function birds(random: () => number): string {
  const calls = Array.from({ length: 4 }, (_, bird) => {
    const [every, hz, bend] = [between(random, 3.1, 7.9), between(random, 2300, 4300), between(random, -2600, 2600)];
    const since = `st(${bird},mod(t+${(every * random()).toFixed(3)},${every.toFixed(3)}))`;
    // Notes of a tenth of a second: a wave that is squeezed to its tops.
    const notes = `pow(max(0,sin(${(TURN * between(random, 2.6, 4.4)).toFixed(3)}*ld(${bird}))),6)`;
    const whistle = `sin(${TURN.toFixed(5)}*(${hz.toFixed(1)}+${bend.toFixed(1)}*ld(${bird}))*ld(${bird}))`;
    const lasts = between(random, 0.3, 1.1).toFixed(3);
    return `if(lt(${since},${lasts}),${between(random, 0.3, 1).toFixed(3)}*${notes}*${whistle},0)`;
  });
  return calls.join('+');
}

/** Wings that are rubbed sixteen times a second, in bursts. */
function crickets(random: () => number): string {
  const singers = Array.from({ length: 3 }, (_, singer) => {
    const [hz, beat] = [between(random, 3900, 4700), between(random, 14, 19)];
    const wings = `st(${singer},${sine(beat, random())})`;
    const burst = `gt(${sine(between(random, 0.7, 1.3), random())},-0.2)`;
    const sings = `${between(random, 0.3, 1).toFixed(3)}*ld(${singer})*ld(${singer})*${sine(hz, random())}`;
    return `if(${burst}*gt(${wings},0),${sings},0)`;
  });
  return singers.join('+');
}

/** A motor and its overtones, which beat a little. */
function motor(random: () => number): string {
  const hz = between(random, 46, 58);
  const overtones = [1, 0.7, 0.45, 0.4, 0.2, 0.25, 0.1].map(
    (gain, index) => `${gain}*${sine(hz * (index + 1) * (1 + (random() - 0.5) * 0.002), random())}`,
  );
  return `(0.85+0.15*${sine(between(random, 5, 8), random())})*(${overtones.join('+')})`;
}

const noise = (color: Noise['color'], gain: number, filters: string, envelope?: Noise['envelope']): Noise => ({
  is: 'noise',
  color,
  gain,
  filters,
  envelope,
});

/** What a prompt may name, and how it sounds. Gains are such that each alone is about as loud as any other. */
export const PLACES: Readonly<Record<string, Place>> = {
  thunder: {
    words: /\b(?:thunder\w*|lightning|storms?|stormy)\b/i,
    layers: [
      noise('brown', 2.2, 'lowpass=f=160,highpass=f=28', strikes([13, 19], 2.6)),
      noise('pink', 0.5, 'lowpass=f=900,highpass=f=90', strikes([17, 23], 1.1)),
    ],
  },
  rain: {
    words: /\b(?:rain\w*|drizzl\w*|downpours?|storms?|stormy)\b/i,
    layers: [
      noise('white', 0.16, 'highpass=f=700,lowpass=f=9000', swells([5, 13], 0.4)),
      { is: 'grains', perSecond: 60, gain: 0.5, filters: 'bandpass=f=2400:width_type=h:w=1600' },
    ],
  },
  wind: {
    words: /\b(?:winds?|windy|breez\w+|gusts?|gales?|blizzards?|storms?|stormy)\b/i,
    layers: [
      noise('pink', 0.9, 'lowpass=f=420,highpass=f=60', surges([4, 9], 1.3, 0.25)),
      noise('pink', 1.5, 'bandpass=f=780:width_type=h:w=160', surges([3, 8], 2.5, 0.03)),
    ],
  },
  sea: {
    words: /\b(?:seas?|seaside|waves?|oceans?|beach(?:es)?|shores?|surf|coasts?)\b/i,
    layers: [
      noise('white', 0.2, 'lowpass=f=3200,highpass=f=250', surges([7, 11], 2.6)),
      noise('brown', 0.6, 'lowpass=f=260,highpass=f=35', surges([8, 13], 1.2, 0.3)),
    ],
  },
  river: {
    words: /\b(?:rivers?|streams?|brooks?|creeks?|waterfalls?)\b/i,
    layers: [
      noise('white', 0.15, 'highpass=f=350,lowpass=f=5200', swells([3, 7], 0.3)),
      noise('pink', 1, 'bandpass=f=620:width_type=h:w=300', swells([0.21, 0.47], 1.6)),
      noise('pink', 0.8, 'bandpass=f=1150:width_type=h:w=420', swells([0.13, 0.31], 1.6)),
    ],
  },
  fire: {
    words: /\b(?:fires?|campfires?|fireplaces?|flames?|burning|hearths?)\b/i,
    layers: [
      noise('brown', 0.5, 'lowpass=f=380,highpass=f=45', swells([0.6, 1.7], 0.7)),
      { is: 'grains', perSecond: 16, gain: 1.6, filters: 'bandpass=f=2900:width_type=h:w=2600' },
      { is: 'grains', perSecond: 2.2, gain: 3.2, filters: 'lowpass=f=1300,highpass=f=220' },
    ],
  },
  city: {
    words: /\b(?:city|cities|traffic|streets?|urban|downtown|highways?|cars)\b/i,
    layers: [
      noise('brown', 0.55, 'lowpass=f=300,highpass=f=35', swells([7, 17], 0.4)),
      noise('pink', 0.4, 'lowpass=f=1100,highpass=f=120', surges([6, 11], 3)),
      noise('pink', 0.4, 'lowpass=f=1900,highpass=f=200', surges([9, 16], 5)),
    ],
  },
  forest: {
    words: /\b(?:forests?|woods|woodlands?|birds?|birdsong|jungles?|meadows?)\b/i,
    layers: [
      noise('pink', 0.4, 'lowpass=f=3600,highpass=f=350', surges([5, 11], 1.2, 0.35)),
      { is: 'tones', rate: 16_000, gain: 0.2, filters: 'aecho=0.9:0.5:190|370:0.25|0.16', wave: birds },
    ],
  },
  night: {
    words: /\b(?:nights?|nightfall|crickets?|cicadas?)\b/i,
    layers: [
      noise('brown', 0.3, 'lowpass=f=420,highpass=f=45', swells([9, 19], 0.4)),
      { is: 'tones', rate: 16_000, gain: 0.045, filters: 'lowpass=f=6000', wave: crickets },
    ],
  },
  room: {
    words: /\b(?:room[- ]?tones?|rooms?|indoors?|interiors?|offices?)\b/i,
    layers: [
      noise('brown', 0.35, 'lowpass=f=240,highpass=f=45', swells([9, 19], 0.15)),
      noise('pink', 0.05, 'lowpass=f=2600,highpass=f=250'),
    ],
  },
  crowd: {
    words: /\b(?:crowds?|murmur\w*|caf[eé]s?|restaurants?|markets?|audiences?|chatter)(?![\p{L}\p{N}])/iu,
    layers: [
      noise('pink', 1.2, 'bandpass=f=330:width_type=h:w=170', syllables),
      noise('pink', 1.1, 'bandpass=f=520:width_type=h:w=240', syllables),
      noise('pink', 0.9, 'bandpass=f=880:width_type=h:w=380', syllables),
      noise('pink', 0.55, 'bandpass=f=1700:width_type=h:w=700', syllables),
    ],
  },
  machine: {
    words: /\b(?:machines?|machinery|engines?|factor(?:y|ies)|hum|humming|generators?|fans?|ventilat\w+|servers?)\b/i,
    layers: [
      { is: 'tones', rate: 8_000, gain: 0.05, filters: 'lowpass=f=900', wave: motor },
      noise('brown', 0.3, 'lowpass=f=700,highpass=f=60', swells([5, 13], 0.15)),
    ],
  },
};
