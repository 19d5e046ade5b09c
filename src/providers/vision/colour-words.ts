import type { Colour, Palette } from './colours';

/** English words, and what in a picture answers to them. */
const WORDS: readonly (readonly [words: string, colours: readonly Colour[]])[] = [
  ['red|crimson|scarlet|ruby|maroon|burgundy|vermilion', ['red']],
  ['orange|tangerine', ['orange']],
  ['amber|apricot', ['orange', 'yellow']],
  ['rust|rusty|terracotta|copper', ['orange', 'brown', 'red']],
  ['brown|chestnut|chocolate|mahogany|umber|bronze', ['brown']],
  ['sepia', ['brown', 'beige', 'orange']],
  ['beige|sand|sandy|tan', ['beige', 'orange', 'brown']],
  ['cream|ivory', ['beige', 'white']],
  ['yellow|lemon|mustard|saffron', ['yellow']],
  ['gold|golden', ['yellow', 'orange', 'beige', 'brown']],
  ['green|emerald|olive|lime|mint|sage', ['green']],
  ['teal', ['cyan', 'green', 'blue']],
  ['cyan|turquoise|aqua', ['cyan']],
  ['blue|navy|cobalt|azure|sapphire', ['blue']],
  ['indigo', ['blue', 'purple']],
  ['purple|violet|lavender|lilac', ['purple']],
  ['pink|magenta|fuchsia', ['pink']],
  ['white', ['white']],
  ['grey|gray|silver|slate', ['grey']],
  ['charcoal', ['grey', 'black']],
  ['black', ['black']],
];

const MONOCHROME = /\b(?:black[- ]and[- ]white|monochrome|gr[ae]yscale)\b/gi;
const DENIED = /\b(?:no|not|without|never|avoid|except|less)\s+(?:\w+\s+)?$/i;
/** Of the picture: from here on a colour is there, and is not missed. */
const ENOUGH_SHARE = 0.03;

export interface Asked {
  readonly word: string;
  readonly colours: readonly Colour[];
}

/** The colours that a text asks for, each once, in its order; what it says must not be is left out. */
export function coloursAsked(text: string): Asked[] {
  const plain = text.replace(MONOCHROME, ' ');
  return WORDS.flatMap(([words, colours]) => {
    const said = [...plain.matchAll(new RegExp(`\\b(?:${words})\\b`, 'gi'))];
    const first = said.find((match) => !DENIED.test(plain.slice(0, match.index)));
    return first ? [{ word: first[0].toLowerCase(), colours, at: first.index }] : [];
  })
    .sort((a, b) => a.at - b.at)
    .map(({ word, colours }) => ({ word, colours }));
}

/** From 0 to 100: how much of a colour is there of which there should be some. */
export function colourScore({ colours }: Asked, { shares }: Palette): number {
  const share = colours.reduce((total, colour) => total + (shares[colour] ?? 0), 0);
  return 100 * Math.min(1, share / ENOUGH_SHARE);
}

export interface Toned {
  readonly mean: number;
  readonly colourfulness: number;
}

/** What a style says of light and colour that can be measured, and where it is fulfilled by nothing and in full. */
const TONES: readonly (readonly [word: RegExp, of: keyof Toned, none: number, full: number])[] = [
  [/\b(?:dark|noir|moody|nocturne|low[- ]key)\b/i, 'mean', 170, 110],
  [/\b(?:bright|airy|sunny|high[- ]key)\b/i, 'mean', 60, 120],
  [/\b(?:vivid|vibrant|colou?rful|neon|saturated)\b/i, 'colourfulness', 0.08, 0.22],
  [/\b(?:pastel|muted|desaturated|faded)\b/i, 'colourfulness', 0.6, 0.35],
  [/\b(?:black[- ]and[- ]white|monochrome|gr[ae]yscale)\b/i, 'colourfulness', 0.12, 0.03],
];

/** The tones that a text asks for, scored from 0 to 100. */
export function toneScores(text: string, toned: Toned): { readonly word: string; readonly score: number }[] {
  return TONES.flatMap(([words, of, none, full]) => {
    const word = words.exec(text)?.[0];
    if (word === undefined) return [];
    const score = 100 * Math.max(0, Math.min(1, (toned[of] - none) / (full - none)));
    return [{ word: word.toLowerCase(), score }];
  });
}
