/** In English, wherever nothing better is known. */
export const SYMBOLS: Readonly<Record<string, string>> = {
  ...{
    '%': 'percent',
    '‰': 'per mille',
    '&': 'and',
    '@': 'at',
    '+': 'plus',
    '=': 'equals',
    '<': 'less than',
    '>': 'greater than',
  },
  ...{
    '±': 'plus or minus',
    '∓': 'minus or plus',
    '×': 'times',
    '⋅': 'times',
    '·': 'times',
    '∗': 'times',
    '÷': 'divided by',
  },
  ...{
    '≤': 'less than or equal to',
    '≥': 'greater than or equal to',
    '⩽': 'less than or equal to',
    '⩾': 'greater than or equal to',
  },
  ...{
    '≠': 'is not equal to',
    '≈': 'approximately',
    '≃': 'approximately',
    '≅': 'approximately',
    '∼': 'about',
    '~': 'about',
    '≡': 'is equivalent to',
  },
  ...{
    '∝': 'is proportional to',
    '≪': 'much less than',
    '≫': 'much greater than',
    '→': 'to',
    '⟶': 'to',
    '←': 'from',
    '↔': 'to and from',
  },
  ...{
    '⇒': 'implies',
    '↑': 'up',
    '↓': 'down',
    '−': 'minus',
    '°': 'degrees',
    '§': 'section',
    '№': 'number',
    '∞': 'infinity',
    '∈': 'in',
  },
  ...{
    '∉': 'not in',
    '∑': 'the sum of',
    '∏': 'the product of',
    '∫': 'the integral of',
    '√': 'the square root of',
    '∂': 'partial',
    '∇': 'nabla',
  },
  ...{
    '∆': 'delta',
    '∪': 'union',
    '∩': 'intersection',
    '⊂': 'subset of',
    '⊆': 'subset of',
    '∀': 'for all',
    '∃': 'there is',
    '¬': 'not',
  },
  ...{
    '½': 'one half',
    '¼': 'one quarter',
    '¾': 'three quarters',
    '⅓': 'one third',
    '⅔': 'two thirds',
    '′': 'prime',
    '⊕': 'plus',
    '⊗': 'times',
  },
  ...{
    $: 'dollars',
    '€': 'euros',
    '£': 'pounds',
    '¥': 'yen',
    '₹': 'rupees',
    '¢': 'cents',
    '^': 'to the',
    '#': 'number',
    '℃': 'degrees Celsius',
  },
  ...{ Ω: 'omega', '⟨': '', '⟩': '' },
};

const GREEK_NAMES =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );
const VARIANTS: Readonly<Record<string, string>> = {
  ϵ: 'epsilon',
  ϕ: 'phi',
  ϑ: 'theta',
  ϱ: 'rho',
  ϖ: 'pi',
  µ: 'mu',
  ϰ: 'kappa',
};

/** A single letter of a formula. Null: it is none. */
export function greekName(letter: string): string | null {
  if (VARIANTS[letter]) return VARIANTS[letter];
  const small = letter.toLowerCase().codePointAt(0) ?? 0;
  return GREEK_NAMES[small - 0x3b1] ?? null;
}

/** What speech engines read out by another name each, or stumble on. */
export const STUMBLES =
  /[*_`#~^|\\<>=+%&@$€£¥₹¢§{}[\]°µ±×÷−•·•⋅∗№†‡¶©®™′″‴\p{Sm}\p{So}\p{No}\p{Sk}\p{Extended_Pictographic}\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu;
