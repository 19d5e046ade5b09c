import { type AskedFrame, SMART_AUTO } from '../aspect';
import { ENFORCEMENT, type Enforced } from './enforcement';

interface FrameWish {
  readonly aspectRatio: string;
  /** Null: nobody says where it is shown. */
  readonly platform: string | null;
}

const USUAL_PLATFORM = 'social';

/** Where a profile is made for one platform or one shape: that is used where nothing definite was asked for, and else as strictly as the profile is meant. */
export function constrainedFrame(
  { aspectRatio, platform }: FrameWish,
  { constraints, mode, warn }: Enforced,
): AskedFrame {
  const held = (asked: string, wanted: string | undefined, path: string): string => {
    if (wanted === undefined || asked === wanted) return asked;
    const isClamped = ENFORCEMENT[mode].clampsFrame;
    const ending = isClamped ? 'so it is that.' : 'and stays as it was asked for.';
    warn({
      code: 'PROFILE_FRAME',
      message: `The profile is made for ${path} ${wanted}, ${ending}`,
      path: `metadata.${path}`,
    });
    return isClamped ? wanted : asked;
  };
  return {
    platform:
      platform === null ? (constraints.platform ?? USUAL_PLATFORM) : held(platform, constraints.platform, 'platform'),
    aspectRatio: aspectRatio === SMART_AUTO ? aspectRatio : held(aspectRatio, constraints.aspectRatio, 'aspectRatio'),
  };
}
