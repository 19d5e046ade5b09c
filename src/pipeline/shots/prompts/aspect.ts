import type { Cinematography } from '../bible';
import type { FormatRules } from '../formats';

export const WIDE_ASPECTS = ['16:9', '2.39:1', '1.85:1', '4:3', '1:1', '21:9'] as const;

/** Formats for telephones stand upright whatever their cinematographer likes; other films are as wide as theirs says. */
export function aspectRatioOf(
  { aspectRatio }: Pick<FormatRules, 'aspectRatio'>,
  cinematography: Cinematography,
): string {
  if (aspectRatio === '9:16') return aspectRatio;
  const said = normalised((cinematography.aspectRatio ?? '').slice(0, 200));
  return WIDE_ASPECTS.find((known) => known === said) ?? aspectRatio;
}

const SPELLED = /(\d+(?:\.\d+)?)\s?[:x×/]\s?(\d+(?:\.\d+)?)/i;
const SAME: Readonly<Record<string, string>> = {
  '2.4:1': '2.39:1',
  '2.35:1': '2.39:1',
  '2.33:1': '21:9',
  '1.78:1': '16:9',
  '1.33:1': '4:3',
};

/** `2.40 : 1 anamorphic` is 2.39:1. */
function normalised(said: string): string | null {
  const [, across, down] = SPELLED.exec(said) ?? [];
  if (across === undefined || down === undefined) return null;
  const ratio = `${Number(across)}:${Number(down)}`;
  return SAME[ratio] ?? ratio;
}
