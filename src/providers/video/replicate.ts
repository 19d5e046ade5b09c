import { LimitExceeded } from '../../pipeline/errors';
import { byDuration, byOutput, type Charge } from '../replicate/charge';
import { documentedOn } from '../replicate/documented';
import { assertSpoken, type Inputs, nearestAspect, pictureInput, seedInput } from '../replicate/input';
import type { Row } from '../replicate/prediction';
import { onReplicate } from '../replicate/vendor';
import { perSecond } from '../tariff';
import { defineVideoProvider, type VideoModel, type VideoRequest, type VideoTerms } from './video';

type VideoRow = VideoModel & Row<VideoTerms, VideoRequest>;

interface Moving {
  readonly name: string;
  readonly charge: Charge<VideoTerms>;
  readonly durationsSeconds: readonly number[];
  readonly aspectRatios?: readonly string[];
  /** Its clips have the shape of their still, and no other can be asked for. */
  readonly isOfItsStill?: true;
  readonly promptCharacters?: number;
  /** Its name of the first frame. */
  readonly stillName: 'image' | 'start_image';
  more?(request: VideoRequest): Inputs;
}

const WIDE_AND_TALL = ['16:9', '9:16'];
const USUAL = ['16:9', '9:16', '1:1'];

function moving({ name, charge, stillName, isOfItsStill, more, ...limits }: Moving): VideoRow {
  const { durationsSeconds, aspectRatios = USUAL, promptCharacters = 2_000 } = limits;
  return {
    name,
    charge,
    price: charge.text,
    limits: { durationsSeconds, aspectRatios, promptCharacters },
    input: (request) => {
      const { prompt, durationSeconds, size, still } = request;
      assertDuration(durationSeconds, durationsSeconds);
      assertSpoken(prompt, promptCharacters);
      return {
        prompt,
        duration: durationSeconds,
        ...(isOfItsStill ? {} : { aspect_ratio: nearestAspect(size, aspectRatios) }),
        [stillName]: pictureInput(still),
        ...more?.(request),
      };
    },
  };
}

const seconds = (amount: string): Charge<VideoTerms> =>
  byOutput(perSecond(amount), ({ durationSeconds }) => durationSeconds);

const seeded = ({ variation }: VideoRequest): Inputs => ({ seed: seedInput(variation) });

/** Silent, since nobody hears it: with sound it costs twice as much. Of 1080 lines it makes clips of 8 seconds alone. */
function veo(request: VideoRequest): Inputs {
  const { durationSeconds, size } = request;
  const isFine = durationSeconds === 8 && Math.min(size.width, size.height) > 720;
  return { ...seeded(request), generate_audio: false, resolution: isFine ? '1080p' : '720p' };
}

const ROWS: readonly VideoRow[] = [
  moving({
    name: 'google/veo-3.1-fast',
    charge: seconds('0.10'),
    durationsSeconds: [4, 6, 8],
    aspectRatios: WIDE_AND_TALL,
    stillName: 'image',
    more: veo,
  }),
  moving({
    name: 'google/veo-3.1',
    charge: seconds('0.20'),
    durationsSeconds: [4, 6, 8],
    aspectRatios: WIDE_AND_TALL,
    stillName: 'image',
    more: veo,
  }),
  moving({
    name: 'google/veo-2',
    charge: seconds('0.50'),
    durationsSeconds: [5, 6, 7, 8],
    aspectRatios: WIDE_AND_TALL,
    stillName: 'image',
    more: seeded,
  }),
  moving({
    name: 'kwaivgi/kling-v2.5-turbo-pro',
    charge: seconds('0.07'),
    durationsSeconds: [5, 10],
    stillName: 'start_image',
  }),
  moving({
    name: 'kwaivgi/kling-v2.1',
    charge: seconds('0.09'),
    durationsSeconds: [5, 10],
    isOfItsStill: true,
    stillName: 'start_image',
    more: () => ({ mode: 'pro' }),
  }),
  moving({
    name: 'luma/ray-2-720p',
    charge: seconds('0.18'),
    durationsSeconds: [5, 9],
    aspectRatios: ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9', '9:21'],
    stillName: 'start_image',
  }),
  moving({
    name: 'luma/ray-flash-2-720p',
    charge: seconds('0.06'),
    durationsSeconds: [5, 9],
    aspectRatios: ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9', '9:21'],
    stillName: 'start_image',
  }),
  moving({
    name: 'runwayml/gen4-turbo',
    charge: seconds('0.05'),
    durationsSeconds: [5, 10],
    aspectRatios: ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'],
    promptCharacters: 1_000,
    stillName: 'image',
    more: seeded,
  }),
  moving({
    name: 'pixverse/pixverse-v4.5',
    charge: byDuration({ 5: '0.40', 8: '0.80' }),
    durationsSeconds: [5, 8],
    stillName: 'image',
    more: (request) => ({ ...seeded(request), quality: '720p', motion_mode: 'normal' }),
  }),
];

/** A still becomes a clip, by whichever model is named. */
export const replicateVideo = defineVideoProvider({
  ...onReplicate(ROWS, {
    makes: 'film',
    made: ({ media, mimeType, costMicros }) => ({ media, mimeType, costMicros }),
  }),
  pollSeconds: 5,
  timeoutSeconds: 1_800,
  serves: ({ durationSeconds }, { limits }) => limits.durationsSeconds.includes(durationSeconds),
  documented: documentedOn({ model: 'google/veo-3.1-fast', output: 'video/mp4' }),
});

function assertDuration(durationSeconds: number, makes: readonly number[]): void {
  if (makes.includes(durationSeconds)) return;
  throw new LimitExceeded('The model makes no clip of this duration.', {
    expected: `${makes.join(', ')} seconds`,
    got: `${durationSeconds}`,
    remedy: 'Order one of these, or name another model.',
  });
}
