import { byTime, HARDWARE } from '../replicate/charge';
import { documentedOn } from '../replicate/documented';
import { InputFile } from '../replicate/input';
import type { Row } from '../replicate/prediction';
import { onReplicate } from '../replicate/vendor';
import { defineLipsyncProvider, type LipsyncModel, type LipsyncRequest, type LipsyncTerms } from './lipsync';

const NAME = 'devxpy/cog-wav2lip:8d65e3f4f4298520e079198b493c25adfc43c058ffec924f2aefc8010ed25eef';
const MOST_SECONDS = 120;

/** It looks for the face in each frame: that takes some ten times as long as the film. */
const charge = byTime<LipsyncTerms>({
  amount: HARDWARE.t4,
  usualSeconds: ({ durationSeconds }) => 20 + 5 * durationSeconds,
  mostSeconds: ({ durationSeconds }) => 60 + 30 * durationSeconds,
});

const ROWS: readonly (LipsyncModel & Row<LipsyncTerms, LipsyncRequest>)[] = [
  {
    name: NAME,
    charge,
    price: charge.text,
    limits: { toSeconds: MOST_SECONDS },
    input: ({ film, speech }) => ({
      face: new InputFile(film, 'video/mp4'),
      audio: new InputFile(speech, 'audio/wav'),
      smooth: true,
    }),
  },
];

/** Wav2Lip: a mouth is put in the place of the one that is there. Not everybody wants that done to a face. */
export const replicateLipsync = defineLipsyncProvider({
  ...onReplicate(ROWS, {
    makes: 'film',
    made: ({ media, mimeType, costMicros }) => ({ media, mimeType, costMicros }),
  }),
  pollSeconds: 5,
  timeoutSeconds: 1_800,
  isOffByDefault: true,
  serves: ({ durationSeconds }, { limits }) => durationSeconds <= limits.toSeconds,
  documented: documentedOn({ model: NAME, output: 'video/mp4' }),
});
