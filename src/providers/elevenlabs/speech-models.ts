import type { SpeechModel } from '../speech/speech';
import { CREDITS } from './credits';

interface ElevenLabsModel extends SpeechModel {
  readonly creditsACharacter: number;
  /** It is told what was said before and comes after. */
  readonly isStitched: boolean;
  /** It is told the language; one that is not finds it out by itself. */
  readonly isToldLanguage: boolean;
}

const full = { price: CREDITS.text, creditsACharacter: 1 };
const half = { price: '$0.15 per 1,000 characters', creditsACharacter: 0.5 };

/** Characters of one call, as its documentation has them. */
export const SPEECH_MODELS: readonly ElevenLabsModel[] = [
  {
    name: 'eleven_multilingual_v2',
    ...full,
    limits: { characters: 10_000 },
    isStitched: true,
    isToldLanguage: false,
  },
  { name: 'eleven_turbo_v2_5', ...half, limits: { characters: 40_000 }, isStitched: true, isToldLanguage: true },
  { name: 'eleven_flash_v2_5', ...half, limits: { characters: 40_000 }, isStitched: true, isToldLanguage: true },
  { name: 'eleven_v3', ...full, limits: { characters: 5_000 }, isStitched: false, isToldLanguage: true },
];

/** A character is a code point, and credits are whole. */
export function orderedMicros(text: string, model: SpeechModel): bigint {
  return CREDITS.cost(Math.ceil([...text].length * speechModelNamed(model).creditsACharacter));
}

export function speechModelNamed({ name }: SpeechModel): ElevenLabsModel {
  const own = SPEECH_MODELS.find((model) => model.name === name);
  if (!own) throw new Error(`ElevenLabs has no model ${name}.`);
  return own;
}
