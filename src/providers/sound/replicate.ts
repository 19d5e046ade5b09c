import { byOutput, byTime, type Charge, HARDWARE } from '../replicate/charge';
import { documentedOn } from '../replicate/documented';
import { assertSpoken, type Inputs, seedInput } from '../replicate/input';
import type { Row } from '../replicate/prediction';
import { onReplicate } from '../replicate/vendor';
import { perCall } from '../tariff';
import { defineSoundProvider, type SoundKind, type SoundModel, type SoundRequest, type SoundTerms } from './sound';

type SoundRow = SoundModel & Row<SoundTerms, SoundRequest>;

interface Sounding {
  readonly name: string;
  readonly kinds: readonly SoundKind[];
  readonly toSeconds: number;
  charge(durationOf: (terms: SoundTerms) => number): Charge<SoundTerms>;
  more(request: SoundRequest): Inputs;
}

const PROMPT_CHARACTERS = 2_000;

/** What is longer than it makes is ordered as long as it makes. */
function sounding({ name, kinds, toSeconds, charge, more }: Sounding): SoundRow {
  const durationOf = ({ durationSeconds }: SoundTerms) => Math.max(1, Math.min(toSeconds, Math.ceil(durationSeconds)));
  const charged = charge(durationOf);
  return {
    name,
    charge: charged,
    price: charged.text,
    limits: { kinds, fromSeconds: 1, toSeconds },
    input: (request) => {
      assertSpoken(request.prompt, PROMPT_CHARACTERS);
      return { prompt: request.prompt, duration: durationOf(request), ...more(request) };
    },
  };
}

const seeded = ({ variation }: SoundRequest): Inputs => ({ seed: seedInput(variation) });

/** A model that writes sound as it would write words takes two or three seconds for each that is heard. */
const spunOut = (durationOf: (terms: SoundTerms) => number): Charge<SoundTerms> =>
  byTime({
    amount: HARDWARE.a100,
    usualSeconds: (terms) => 5 + 3 * durationOf(terms),
    mostSeconds: (terms) => 60 + 10 * durationOf(terms),
  });

const ROWS: readonly SoundRow[] = [
  sounding({
    name: 'sepal/audiogen:154b3e5141493cb1b8cec976d9aa90f2b691137e39ad906d2421b74c2a8c52b8',
    kinds: ['AMBIENCE'],
    toSeconds: 10,
    charge: spunOut,
    more: () => ({ output_format: 'wav' }),
  }),
  sounding({
    name: 'stability-ai/stable-audio-2.5',
    kinds: ['MUSIC', 'AMBIENCE'],
    toSeconds: 190,
    charge: () => byOutput(perCall('0.20'), () => 1),
    more: seeded,
  }),
  sounding({
    name: 'meta/musicgen:671ac645ce5e552cc63a54a2bbff63fcf798043055d2dac5fc9e36a837eedcfb',
    kinds: ['MUSIC'],
    toSeconds: 30,
    charge: spunOut,
    more: (request) => ({
      ...seeded(request),
      model_version: 'stereo-large',
      output_format: 'wav',
      normalization_strategy: 'loudness',
    }),
  }),
];

/** What a place sounds like, and music. */
export const replicateSound = defineSoundProvider({
  ...onReplicate(ROWS, {
    makes: 'sound',
    made: ({ media, mimeType, costMicros }) => ({ media, mimeType, costMicros, isLoop: false }),
  }),
  timeoutSeconds: 900,
  serves: ({ kind }, { limits }) => limits.kinds.includes(kind),
  documented: documentedOn({
    model: 'sepal/audiogen:154b3e5141493cb1b8cec976d9aa90f2b691137e39ad906d2421b74c2a8c52b8',
    output: 'audio/wav',
  }),
});
