import type { Warn } from './warnings';

export const ASPECT_NAMES = ['16:9', '9:16', '1:1', '4:5', '4:3'] as const;
export type Aspect = (typeof ASPECT_NAMES)[number];

export const SMART_AUTO = 'Smart Auto';

interface SizePx {
  readonly widthPx: number;
  readonly heightPx: number;
}

const SIZES: Readonly<Record<Aspect, SizePx>> = {
  '16:9': { widthPx: 1920, heightPx: 1080 },
  '9:16': { widthPx: 1080, heightPx: 1920 },
  '1:1': { widthPx: 1080, heightPx: 1080 },
  '4:5': { widthPx: 1080, heightPx: 1350 },
  '4:3': { widthPx: 1440, heightPx: 1080 },
};

/** `1080x1920` */
export function resolutionOf(aspect: Aspect): string {
  const { widthPx, heightPx } = SIZES[aspect];
  return `${widthPx}x${heightPx}`;
}

/** The upright ones first: a film that also runs there is watched on telephones. */
const PLATFORMS: readonly [RegExp, Aspect][] = [
  [/\b(?:tik ?tok|reels?|shorts?|stor(?:y|ies)|snapchat|instagram|social)\b/i, '9:16'],
  [/\b(?:facebook|pinterest)\b/i, '1:1'],
];

function aspectOfPlatform(platform: string): Aspect {
  return PLATFORMS.find(([named]) => named.test(platform))?.[1] ?? '16:9';
}

const WORDS: readonly [RegExp, string][] = [
  [/\bauto\b/i, SMART_AUTO],
  [/\b(?:portrait|vertical|upright)\b/i, '9:16'],
  [/\b(?:landscape|horizontal|wide ?screen)\b/i, '16:9'],
  [/\bsquare\b/i, '1:1'],
];

/** One spelling of what was asked for: `1080 x 1920` → `9:16`, `smart auto` → `Smart Auto`. What nobody knows stays as it is. */
export function askedAspect(text: string): string {
  const [, width, height] = /^\D{0,20}(\d{1,5})\s*[:x×/]\s*(\d{1,5})\b/i.exec(text) ?? [];
  const ratio = width && height ? ratioOf(Number(width), Number(height)) : null;
  return ratio ?? WORDS.find(([word]) => word.test(text))?.[1] ?? text.trim();
}

function ratioOf(width: number, height: number): Aspect | null {
  const shared = divisor(width, height);
  return ASPECT_NAMES.find((name) => name === `${width / shared}:${height / shared}`) ?? null;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

export interface AskedFrame {
  /** As it was asked for. */
  readonly aspectRatio: string;
  readonly platform: string;
}

/** What is really drawn. The platform decides where nothing definite was asked for. */
export function realAspect({ aspectRatio, platform }: AskedFrame, warn: Warn): Aspect {
  const asked = askedAspect(aspectRatio);
  const known = ASPECT_NAMES.find((name) => name === asked);
  if (known) return known;
  const decided = aspectOfPlatform(platform);
  if (asked !== SMART_AUTO) {
    warn({
      code: 'ASPECT_UNSUPPORTED',
      message: `Films are made in ${ASPECT_NAMES.join(', ')}; this one is ${decided}, as its platform wants it.`,
      path: 'metadata.aspectRatio',
    });
  }
  return decided;
}
