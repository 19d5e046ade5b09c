import { SOUND_VENDORS } from '../../src/providers/sound';
import type { Sound, SoundModel, SoundRequest, SoundTerms } from '../../src/providers/sound/sound';
import { takenIn } from './delivered';
import { contractOf } from './suite';

const SECONDS = 8;

async function ordered({ limits: { kinds, fromSeconds, toSeconds } }: SoundModel): Promise<SoundRequest> {
  const durationSeconds = Math.min(toSeconds, Math.max(fromSeconds, SECONDS));
  return { kind: kinds[0] ?? 'AMBIENCE', durationSeconds, prompt: 'Waves against a quay, far gulls.', variation: 1 };
}

contractOf<SoundTerms, SoundRequest, Sound, SoundModel>({
  vendors: SOUND_VENDORS,
  requestOf: ordered,
  orderOf: ({ durationSeconds }) => ({ seconds: durationSeconds }),
  assertMade: async ({ media, mimeType, isLoop }) => {
    expect((await takenIn(media, mimeType, 'sound')).length).toBeGreaterThan(10_000);
    expect(typeof isLoop).toBe('boolean');
  },
});
