import { VISION_VENDORS } from '../../src/providers/vision';
import type { Look, VisionModel, VisionRequest, VisionTerms } from '../../src/providers/vision/vision';
import { sampleOf } from '../support/samples';
import { contractOf } from './suite';

const SCORES = { overall: 82, visualAccuracy: 85, styleConsistency: 78, technicalQuality: 90, narrativeFit: 74 };
const SAID = { description: 'A harbour at night.', issues: ['The window is dark.'], suggestions: ['Light it.'] };
const REPLY = JSON.stringify({ ...SAID, scores: SCORES });

const ordered = async (): Promise<VisionRequest> => ({
  frames: [{ bytes: await sampleOf('image/jpeg'), size: { width: 320, height: 180 }, atSeconds: 0 }],
  prompt: 'A harbour at night, one lit window.',
  narrative: 'The keeper comes home.',
  style: 'ink and wash',
  legible: null,
});

contractOf<VisionTerms, VisionRequest, Look, VisionModel>({
  vendors: VISION_VENDORS,
  requestOf: ordered,
  orderOf: () => ({ reply: REPLY }),
  assertMade: async ({ basis, scores, description, issues, suggestions, measured }) => {
    expect(basis).toBe('JUDGED');
    expect([scores, measured]).toEqual([SCORES, {}]);
    expect({ description, issues, suggestions }).toEqual(SAID);
  },
});
