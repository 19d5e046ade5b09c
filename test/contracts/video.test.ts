import { VIDEO_VENDORS } from '../../src/providers/video';
import type { Clip, VideoModel, VideoRequest, VideoTerms } from '../../src/providers/video/video';
import { sampleOf } from '../support/samples';
import { takenIn } from './delivered';
import { contractOf } from './suite';

async function ordered({ limits }: VideoModel): Promise<VideoRequest> {
  return {
    durationSeconds: limits.durationsSeconds[0] ?? 5,
    size: { width: 1280, height: 720 },
    prompt: 'The lamp swings, slowly.',
    still: await sampleOf('image/png'),
    rate: { numerator: 24, denominator: 1 },
    variation: 1,
  };
}

contractOf<VideoTerms, VideoRequest, Clip, VideoModel>({
  vendors: VIDEO_VENDORS,
  requestOf: ordered,
  orderOf: ({ durationSeconds }) => ({ seconds: durationSeconds }),
  assertMade: async ({ media, mimeType }) => {
    expect(await takenIn(media, mimeType, 'film')).toEqual(await sampleOf('video/mp4'));
  },
});
