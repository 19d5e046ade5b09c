import { mulberry32 } from '../../mulberry32';
import type { Note, Piece, Voice } from './composition';
import { reverberated } from './reverb';

/** Both sides of a piece, as a ring: what reaches beyond the end is heard at the beginning. */
export interface Ring {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

interface Timbre {
  /** How strong each overtone is, the fundamental first. */
  readonly overtones: readonly number[];
  readonly attackSeconds: number;
  /** Down to a third. Endless: it holds until it is let go. */
  readonly decaySeconds: number;
  readonly releaseSeconds: number;
  /** Two of them, so far apart in pitch, are wider than one. */
  readonly detune: number;
  /** How much of it goes into the room. */
  readonly room: number;
}

type Tone = Exclude<Voice, 'kick' | 'shaker'>;

const TIMBRES: Readonly<Record<Tone, Timbre>> = {
  pad: {
    ...{ overtones: [1, 0.42, 0.2, 0.12, 0.06, 0.03], attackSeconds: 0.5, decaySeconds: Number.POSITIVE_INFINITY },
    ...{ releaseSeconds: 0.7, detune: 0.0022, room: 0.5 },
  },
  bass: {
    ...{ overtones: [1, 0.5, 0.18, 0.08], attackSeconds: 0.012, decaySeconds: 1.1, releaseSeconds: 0.09 },
    ...{ detune: 0, room: 0.05 },
  },
  pluck: {
    ...{ overtones: [1, 0.35, 0.3, 0.12, 0.08, 0.03], attackSeconds: 0.004, decaySeconds: 0.28, releaseSeconds: 0.25 },
    ...{ detune: 0, room: 0.35 },
  },
  lead: {
    ...{ overtones: [1, 0.12, 0.22, 0.04, 0.06], attackSeconds: 0.03, decaySeconds: 0.9, releaseSeconds: 0.3 },
    ...{ detune: 0.0015, room: 0.5 },
  },
};

const TABLE = 2048;
const ROOM_GAIN = 0.32;
/** The loudest sample, and how loud the whole may be: whichever comes first. */
const [MOST_PEAK, MOST_RMS] = [0.8, 0.12];

/** 16-bit stereo, as loud as every other piece. The same piece gives the same bytes. */
export function synthesised({ seconds, notes }: Piece, rate: number): Int16Array {
  const samples = Math.round(seconds * rate);
  const [dry, room] = [ringOf(samples), ringOf(samples)];
  const tables = tablesOf();
  notes.forEach((note, index) => {
    if (note.voice === 'kick') addKick(dry, note, rate);
    else if (note.voice === 'shaker') addShaker(dry, note, { rate, seed: index });
    else addTone({ dry, room }, note, { timbre: TIMBRES[note.voice], table: tables[note.voice], rate });
  });
  return levelled(dry, { left: reverberated(room.left, 0), right: reverberated(room.right, 1) });
}

const ringOf = (samples: number): Ring => ({ left: new Float32Array(samples), right: new Float32Array(samples) });

function tablesOf(): Record<Tone, Float32Array> {
  const table = ({ overtones }: Timbre) =>
    Float32Array.from({ length: TABLE + 1 }, (_, at) =>
      overtones.reduce((sum, gain, index) => sum + gain * Math.sin((2 * Math.PI * at * (index + 1)) / TABLE), 0),
    );
  return { pad: table(TIMBRES.pad), bass: table(TIMBRES.bass), pluck: table(TIMBRES.pluck), lead: table(TIMBRES.lead) };
}

interface Sounding {
  readonly timbre: Timbre;
  readonly table: Float32Array;
  readonly rate: number;
}

function addTone({ dry, room }: { dry: Ring; room: Ring }, note: Note, { timbre, table, rate }: Sounding): void {
  const shape = envelopeOf(note, timbre, rate);
  const sides = timbre.detune === 0 ? [0] : [-1, 1];
  for (const side of sides) {
    const pan = Math.max(0, Math.min(1, note.pan + side * 0.15));
    const [left, right] = [Math.cos((pan * Math.PI) / 2), Math.sin((pan * Math.PI) / 2)];
    const step = (note.hz * (1 + side * timbre.detune) * TABLE) / rate;
    const { length } = dry.left;
    let at = Math.round(note.atSeconds * rate) % length;
    let phase = 0;
    for (let sample = 0; sample < shape.length; sample += 1) {
      const index = phase | 0;
      const low = table[index] ?? 0;
      const value =
        (low + ((table[index + 1] ?? 0) - low) * (phase - index)) * (shape[sample] ?? 0) * (note.gain / sides.length);
      dry.left[at] = (dry.left[at] ?? 0) + value * left;
      dry.right[at] = (dry.right[at] ?? 0) + value * right;
      room.left[at] = (room.left[at] ?? 0) + value * left * timbre.room;
      room.right[at] = (room.right[at] ?? 0) + value * right * timbre.room;
      phase += step;
      if (phase >= TABLE) phase -= TABLE;
      at += 1;
      if (at === length) at = 0;
    }
  }
}

/** From silence to silence: a note that were cut off would click. */
function envelopeOf(
  { seconds }: Note,
  { attackSeconds, decaySeconds, releaseSeconds }: Timbre,
  rate: number,
): Float32Array {
  const [attack, held, release] = [attackSeconds, seconds, releaseSeconds].map((each) =>
    Math.max(1, Math.round(each * rate)),
  );
  const shape = new Float32Array((held ?? 0) + (release ?? 0));
  const fall = Math.exp(-1.0986 / (decaySeconds * rate));
  let level = 1;
  for (let sample = 0; sample < shape.length; sample += 1) {
    const rising = Math.min(1, sample / (attack ?? 1));
    const leaving = Math.min(1, (shape.length - sample) / (release ?? 1));
    shape[sample] = level * rising * rising * (3 - 2 * rising) * leaving * leaving * (3 - 2 * leaving);
    level *= fall;
  }
  return shape;
}

function addKick(ring: Ring, { atSeconds, seconds, hz, gain }: Note, rate: number): void {
  const count = Math.round(seconds * rate);
  let phase = 0;
  for (let sample = 0; sample < count; sample += 1) {
    const share = sample / count;
    phase += (2 * Math.PI * hz * (1 + 2.2 * Math.exp(-share * 14))) / rate;
    addBoth(
      ring,
      Math.round(atSeconds * rate) + sample,
      Math.sin(phase) * gain * (1 - share) ** 2 * Math.min(1, sample / 48),
    );
  }
}

function addShaker(
  ring: Ring,
  { atSeconds, seconds, gain }: Note,
  { rate, seed }: { rate: number; seed: number },
): void {
  const random = mulberry32(seed);
  const count = Math.round(seconds * rate);
  let before = 0;
  for (let sample = 0; sample < count; sample += 1) {
    const noise = random() * 2 - 1;
    const share = sample / count;
    addBoth(
      ring,
      Math.round(atSeconds * rate) + sample,
      (noise - before) * 0.5 * gain * Math.sin(Math.PI * share) * (1 - share),
    );
    before = noise;
  }
}

function addBoth({ left, right }: Ring, sample: number, value: number): void {
  const at = sample % left.length;
  left[at] = (left[at] ?? 0) + value * Math.SQRT1_2;
  right[at] = (right[at] ?? 0) + value * Math.SQRT1_2;
}

function levelled(dry: Ring, wet: Ring): Int16Array {
  const { length } = dry.left;
  let [peak, squares] = [0, 0];
  for (let at = 0; at < length; at += 1) {
    for (const side of ['left', 'right'] as const) {
      const value = (dry[side][at] ?? 0) + ROOM_GAIN * (wet[side][at] ?? 0);
      dry[side][at] = value;
      peak = Math.max(peak, Math.abs(value));
      squares += value * value;
    }
  }
  const gain = 32_767 * Math.min(MOST_PEAK / peak, MOST_RMS / Math.sqrt(squares / (2 * length)));
  const values = new Int16Array(length * 2);
  for (let at = 0; at < length; at += 1) {
    values[at * 2] = Math.round((dry.left[at] ?? 0) * gain);
    values[at * 2 + 1] = Math.round((dry.right[at] ?? 0) * gain);
  }
  return values;
}
