import { mulberry32 } from '../../mulberry32';
import { CALM_MUSIC, MUSIC_STYLES, type MusicStyle } from './styles';

export const VOICES = ['pad', 'bass', 'pluck', 'lead', 'kick', 'shaker'] as const;
export type Voice = (typeof VOICES)[number];

/** One note. What sounds on beyond the end of the piece sounds on over its beginning. */
export interface Note {
  readonly voice: Voice;
  readonly atSeconds: number;
  readonly seconds: number;
  readonly hz: number;
  readonly gain: number;
  /** 0 is left, 1 is right. */
  readonly pan: number;
}

export interface MusicOrder {
  readonly prompt: string;
  readonly seconds: number;
  readonly seed: number;
}

export interface Piece {
  readonly seconds: number;
  readonly beatsPerMinute: number;
  readonly bars: number;
  readonly notes: readonly Note[];
}

/** A piece of whole bars, exactly as long as ordered: the tempo gives way, by as little as can be. */
export function composed({ prompt, seconds, seed }: MusicOrder): Piece {
  const style = MUSIC_STYLES.find(({ words }) => words.test(prompt)) ?? CALM_MUSIC;
  const random = mulberry32(seed);
  const [slowest, fastest] = style.beatsPerMinute;
  const meter = meterOf(seconds, slowest + (fastest - slowest) * random());
  const choice = choiceOf(style, random);
  const bars = Array.from({ length: meter.bars }, (_, index) => barOf({ style, choice, meter, index, random }));
  return { seconds, beatsPerMinute: (60 * meter.bars * meter.beats) / seconds, bars: meter.bars, notes: bars.flat() };
}

interface Meter {
  readonly bars: number;
  readonly beats: number;
  readonly beatSeconds: number;
}

/** Four beats a bar, and the four bars of a progression, where the tempo does not suffer more than a tenth. */
function meterOf(seconds: number, wanted: number): Meter {
  const beats = Math.max(1, Math.round((seconds * wanted) / 60));
  const forms = [16, 8, 4, 3, 2, 1].map((unit) => Math.max(unit, Math.round(beats / unit) * unit));
  const near = forms.find((count) => Math.abs(count / ((seconds * wanted) / 60) - 1) < 0.1) ?? beats;
  const inBar = [4, 3, 2, 1].find((each) => near % each === 0) ?? 1;
  return { bars: near / inBar, beats: inBar, beatSeconds: seconds / near };
}

interface Choice {
  readonly root: number;
  readonly progression: readonly number[];
  readonly arpeggio: readonly (number | null)[];
  /** Steps of the scale for each eighth of two bars, null for a rest: it comes again, and is varied by the chords. */
  readonly motif: readonly (number | null)[];
}

function choiceOf({ root, progressions, arpeggios, melody }: Omit<MusicStyle, 'words'>, random: () => number): Choice {
  const one = <T>(among: readonly T[]): T | undefined => among[Math.floor(random() * among.length)];
  let step = 2;
  const motif = Array.from({ length: 16 }, (_, eighth) => {
    const sounds = random() < melody * (eighth % 2 === 0 ? 1.6 : 0.6);
    step = Math.max(-1, Math.min(7, step + Math.round((random() - 0.5) * 5)));
    return sounds ? step : null;
  });
  return {
    root: Math.round(root[0] + (root[1] - root[0]) * random()),
    progression: one(progressions) ?? [0],
    arpeggio: one(arpeggios) ?? [0],
    motif,
  };
}

interface Bar {
  readonly style: Omit<MusicStyle, 'words'>;
  readonly choice: Choice;
  readonly meter: Meter;
  readonly index: number;
  readonly random: () => number;
}

function barOf(bar: Bar): Note[] {
  return [...padNotes(bar), ...bassNotes(bar), ...pluckNotes(bar), ...leadNotes(bar), ...drumNotes(bar)];
}

const hzOf = (midi: number): number => 440 * 2 ** ((midi - 69) / 12);

/** The note so many steps up a scale, which goes on above and below its octave. */
function pitch({ style: { scale }, choice: { root } }: Bar, step: number): number {
  const octave = Math.floor(step / scale.length);
  return root + octave * 12 + (scale[step - octave * scale.length] ?? 0);
}

/** The last bar always leads back to the first, also where the bars are no whole number of progressions. */
function degreeOf({ choice: { progression }, meter: { bars }, index }: Bar): number {
  const isLast = index === bars - 1 && bars > 1;
  return (isLast ? progression.at(-1) : progression[index % progression.length]) ?? 0;
}

const startOf = ({ meter: { beats, beatSeconds }, index }: Bar): number => index * beats * beatSeconds;

function padNotes(bar: Bar): Note[] {
  const { meter } = bar;
  const steps = [0, 2, 4, 6].map((third) => {
    const step = degreeOf(bar) + third;
    // The chord stays within an octave and a half, so that its notes move by steps.
    return step > 8 ? step - 7 : step;
  });
  return steps.map((step, voice) => ({
    voice: 'pad',
    atSeconds: startOf(bar),
    seconds: meter.beats * meter.beatSeconds,
    hz: hzOf(pitch(bar, step) + 12),
    gain: voice === 3 ? 0.09 : 0.15,
    pan: 0.2 + voice * 0.2,
  }));
}

function bassNotes(bar: Bar): Note[] {
  const { meter, style } = bar;
  const each = style.drums === 'driving' ? 1 : 2;
  return beatsOf(bar, each).map((beat) => ({
    voice: 'bass',
    atSeconds: startOf(bar) + beat * meter.beatSeconds,
    seconds: meter.beatSeconds * Math.min(each, meter.beats) * 0.92,
    hz: hzOf(pitch(bar, degreeOf(bar)) - 12),
    gain: beat === 0 ? 0.42 : 0.34,
    pan: 0.5,
  }));
}

const beatsOf = ({ meter: { beats } }: Bar, each: number): number[] =>
  Array.from({ length: Math.ceil(beats / each) }, (_, index) => index * each);

function pluckNotes(bar: Bar): Note[] {
  const { choice, meter, index, random } = bar;
  return eighthsOf(bar).flatMap((eighth): Note[] => {
    const tone = choice.arpeggio[eighth % choice.arpeggio.length];
    if (tone === null || tone === undefined) return [];
    return [
      {
        voice: 'pluck',
        atSeconds: startOf(bar) + (eighth * meter.beatSeconds) / 2,
        seconds: meter.beatSeconds,
        hz: hzOf(pitch(bar, degreeOf(bar) + tone * 2) + 12),
        gain: 0.2 + 0.06 * random() + (eighth % 4 === 0 ? 0.05 : 0),
        pan: (eighth + index) % 2 === 0 ? 0.3 : 0.7,
      },
    ];
  });
}

const eighthsOf = ({ meter: { beats } }: Bar): number[] => Array.from({ length: beats * 2 }, (_, eighth) => eighth);

/** The melody rests in the first two bars of eight where there is room, so that it comes in anew. */
function leadNotes(bar: Bar): Note[] {
  const { choice, meter, index } = bar;
  if (meter.bars >= 8 && index % 8 < 2) return [];
  return eighthsOf(bar).flatMap((eighth): Note[] => {
    const step = choice.motif[((index % 2) * 8 + eighth) % choice.motif.length];
    if (step === null || step === undefined) return [];
    return [
      {
        voice: 'lead',
        atSeconds: startOf(bar) + (eighth * meter.beatSeconds) / 2,
        seconds: meter.beatSeconds * 0.9,
        hz: hzOf(pitch(bar, nearestTone(step, degreeOf(bar), eighth)) + 24),
        gain: 0.17,
        pan: 0.56,
      },
    ];
  });
}

/** On the beat the melody has a note of the chord; between, any of the scale. */
function nearestTone(step: number, degree: number, eighth: number): number {
  if (eighth % 2 === 1) return step;
  return [0, 1, -1].map((by) => step + by).find((near) => [0, 2, 4].includes((((near - degree) % 7) + 7) % 7)) ?? step;
}

function drumNotes(bar: Bar): Note[] {
  const { style, meter, index } = bar;
  if (style.drums === 'none' || (meter.bars >= 8 && index % 8 === 0)) return [];
  const isDriving = style.drums === 'driving';
  const kicks = beatsOf(bar, isDriving ? 1 : 2).map((beat) =>
    drum(bar, { voice: 'kick', beat, gain: isDriving ? 0.5 : 0.36 }),
  );
  const shakers = eighthsOf(bar).map((eighth) =>
    drum(bar, { voice: 'shaker', beat: eighth / 2, gain: eighth % 2 === 1 ? 0.07 : 0.035 }),
  );
  return [...kicks, ...shakers];
}

function drum(bar: Bar, { voice, beat, gain }: { voice: Voice; beat: number; gain: number }): Note {
  const atSeconds = startOf(bar) + beat * bar.meter.beatSeconds;
  return { voice, atSeconds, seconds: voice === 'kick' ? 0.3 : 0.06, hz: 52, gain, pan: voice === 'kick' ? 0.5 : 0.62 };
}
