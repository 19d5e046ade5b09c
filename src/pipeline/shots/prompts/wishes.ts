import { plainWish, type WishTerms } from '../../library/wish';
import { clipSize, type PageSize } from '../../production/segment-wishes';
import type { JsonObject } from '../../values/canonical-json';
import { secondsOfFrames } from '../../values/frames';
import type { Rate } from '../../values/rate';
import type { VisualStyle } from '../bible';
import type { CastMember, PlannedSetting, PlannedShot } from '../shot-list';
import { negativePrompt } from './negative';
import { describedMember } from './portrait';
import { styleTerms } from './scene-prompt';
import { asTerms, composed } from './terms';

/** What all pictures of a film have in common. */
export interface FilmStyle {
  readonly visual: VisualStyle;
  /** The project's; its shorter side is the film's. */
  readonly size: PageSize;
  readonly aspectRatio: string;
  readonly rate: Rate;
}

const LANGUAGE = 'en';
const MOST_CHARACTERS = 400;
const MOST_MOODS = 3;

/** A place once, without people: they are put into it shot by shot. */
export function settingWish(setting: PlannedSetting, style: FilmStyle): WishTerms {
  const { basePrompt, name, description, moodKeywords, palette } = setting;
  const said = basePrompt
    ? [basePrompt]
    : [name, asTerms(description, MOST_CHARACTERS), ...moodKeywords.slice(0, MOST_MOODS), ...palette];
  const prompt = composed([...said, styleTerms(style.visual), 'no people']);
  const negative = `${negativePrompt(style.visual)}, people, characters, figures`;
  return { ...plainWish('IMAGE', prompt), parameters: { ...frameSize(style), negativePrompt: negative } };
}

/** Upright, whatever the shape of the film. */
const PORTRAIT_SIZE = { width: 1_024, height: 1_536 };

export function portraitWish(member: CastMember, style: FilmStyle): WishTerms {
  const prompt = composed([member.portraitPrompt || describedMember(member), styleTerms(style.visual)]);
  const parameters = { ...PORTRAIT_SIZE, negativePrompt: negativePrompt(style.visual) };
  return { ...plainWish('IMAGE', prompt), parameters };
}

type Still = Pick<PlannedShot, 'scenePrompt' | 'negativePrompt' | 'aspectRatio'>;

export function stillWish({ scenePrompt, negativePrompt: negative, aspectRatio }: Still, style: FilmStyle): WishTerms {
  const parameters = { ...frameSize({ ...style, aspectRatio }), negativePrompt: negative };
  return { ...plainWish('IMAGE', scenePrompt), parameters };
}

type Clip = Pick<PlannedShot, 'videoPrompt' | 'negativePrompt' | 'aspectRatio' | 'durationFrames'>;

/** As long as its shot; what a supplier cannot make in one go is for production to part. */
export function clipWish(shot: Clip, style: FilmStyle): WishTerms {
  const parameters = {
    ...clipSize(frameSize({ ...style, aspectRatio: shot.aspectRatio })),
    durationSeconds: secondsOfFrames(shot.durationFrames, style.rate),
    rateNumerator: style.rate.numerator,
    rateDenominator: style.rate.denominator,
    negativePrompt: shot.negativePrompt,
  };
  return { ...plainWish('VIDEO', shot.videoPrompt), parameters };
}

/** In the voice that the project gives its speaker: the wish says who speaks. Null prompt: nobody does. */
export function dialogueWish(
  { dialogueText }: Pick<PlannedShot, 'dialogueText'>,
  speaker: Pick<CastMember, 'key'>,
): WishTerms {
  const parameters: JsonObject = { language: LANGUAGE, speaker: speaker.key };
  return { ...plainWish('SPEECH', dialogueText), parameters };
}

/** Even sides: encoders refuse odd ones. */
function frameSize({ aspectRatio, size }: Pick<FilmStyle, 'aspectRatio' | 'size'>): { width: number; height: number } {
  const [across = 16, down = 9] = aspectRatio.split(':').map(Number);
  const shorter = Math.min(size.width, size.height);
  const even = (side: number): number => 2 * Math.round(side / 2);
  if (across >= down) return { width: even((shorter * across) / down), height: even(shorter) };
  return { width: even(shorter), height: even((shorter * down) / across) };
}
