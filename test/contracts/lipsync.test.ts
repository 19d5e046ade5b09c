import { LIPSYNC_VENDORS } from '../../src/providers/lipsync';
import type { LipsyncModel, LipsyncRequest, LipsyncTerms, Synced } from '../../src/providers/lipsync/lipsync';
import { SAMPLE_SECONDS, sampleOf } from '../support/samples';
import { takenIn } from './delivered';
import { contractOf } from './suite';

const ordered = async (): Promise<LipsyncRequest> => ({
  durationSeconds: SAMPLE_SECONDS,
  film: await sampleOf('video/mp4'),
  speech: await sampleOf('audio/wav'),
});

contractOf<LipsyncTerms, LipsyncRequest, Synced, LipsyncModel>({
  vendors: LIPSYNC_VENDORS,
  requestOf: ordered,
  orderOf: ({ durationSeconds }) => ({ seconds: durationSeconds }),
  assertMade: async ({ media, mimeType }) => {
    expect(await takenIn(media, mimeType, 'film')).toEqual(await sampleOf('video/mp4'));
  },
});
