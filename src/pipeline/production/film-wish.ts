import { plainWish, type WishTerms } from '../library/wish';
import type { Cut } from '../timeline/cut';
import type { JsonValue } from '../values/canonical-json';
import { contentHash } from '../values/content-hash';

/** What the film asks of ambience until somebody says otherwise: it loops, so that its length is no promise. */
const AMBIENCE_PROMPT = 'calm, warm and unobtrusive';
const AMBIENCE_SECONDS = 30;

export function ambienceWish(): WishTerms {
  return { ...plainWish('SOUND', AMBIENCE_PROMPT), parameters: { durationSeconds: AMBIENCE_SECONDS } };
}

/** The hash of what is seen and heard, and read where it is burned in. Which rows it comes from makes no difference to the film. */
export function cutHash(cut: Cut): string {
  const anonymous = <T extends { ownerId: string; assetId: string | null }>({ ownerId: _, assetId: __, ...clip }: T) =>
    clip;
  const { picture, narration, ambience, captions, overlays = [], ...frame } = cut;
  const seen = {
    picture: picture.map(anonymous),
    narration: narration.map(anonymous),
    ambience: ambience.map(anonymous),
    ...(cut.captionStyle && { captions }),
    ...(overlays.length > 0 && { overlays: overlays.map(({ assetId: _, ...overlay }) => overlay) }),
  };
  return contentHash({ ...frame, ...seen } as unknown as JsonValue);
}

export function filmWish(cut: Cut): WishTerms {
  return { ...plainWish('VIDEO', null), inputs: [{ name: 'cut', sha256: cutHash(cut) }] };
}
