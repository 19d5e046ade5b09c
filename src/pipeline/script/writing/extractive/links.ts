/** How an English sentence hangs on the one before it. */

/** They go without a loss when the sentence before goes. */
const WEAK =
  /^(?:however|moreover|furthermore|additionally|in addition|besides|nevertheless|nonetheless|by contrast|in contrast|therefore|thus|hence|consequently|accordingly|as a result|as a consequence|importantly|notably|interestingly|remarkably|indeed|in fact|first|firstly|second|secondly|third|thirdly|finally|lastly|also|next|then|meanwhile|overall|in summary|in short|in conclusion|to conclude|to summari[sz]e|to this end|to that end|and|but|yet|so),\s+/i;
const WEAK_WITHOUT_COMMA =
  /^(?:and|but|yet|thus|hence|therefore|indeed|note that|it should be noted that|it is worth noting that|recall that|importantly|notably)\s+(?=[a-z])/i;
const IN_THE_MIDDLE = /,\s(?:however|therefore|moreover|thus|nevertheless|nonetheless|consequently|then|in turn),\s/i;

const STRONG =
  /^(?:for example|for instance|specifically|in particular|that is|in other words|instead|otherwise|similarly|likewise|in turn|on the other hand|on the one hand|again|afterwards?|thereafter|subsequently|together|alternatively|rather|still|as such|conversely|in both cases|in this way|at the same time|at this point|doing so|to do so|by doing so|after that|until then|since then|by then|even so|so far|more importantly|worse|better still|in response|by comparison|here|so|too|also|(?:\w+ )?there(?! (?:is|are|was|were|has|have|remains?)))\b/i;
const OWN_PAPER = /\bth(?:is|e present) (?:paper|study|work|article|report|thesis|survey|review|letter)\b/gi;
/** `This` and `these` mean what stood before, wherever they stand; `such as` and `those who` do not. */
const DEMONSTRATIVE =
  /\b(?:this|these|those|such|same)\b(?!\s+(?:as|who|that|which|whose|of|with|in|from|on|near|at|for|from)\b)/i;
const PRONOUN =
  /^(?:\w+,?\s){0,2}(?:it|they|he|she|them|him|her)\b|^(?:its|their|his|both|either|neither|another|others?|one|some|many|most|all|none|each|that)\b|^the (?:latter|former|same|others?|second|third|remaining|resulting|two|three|four|above|first)\b|\b(?:the one|the other|the others|the former|the latter|the two|than one|for one|with one|of them|instead|as well|too|either|neither)[.,;]|\b(?:the one|the other|the latter|the former)\b/i;
/** `It is known that …` speaks of nothing before it. */
const EXPLETIVE =
  /^(?:when|if|once|as|while|after|before|because|although)?\s?it (?:is|was|has been|remains|takes|rains|rained) (?:\w+ ){0,2}(?:known|important|possible|clear|likely|hard|difficult|easy|unclear|common|often|worth|true|well|essential|necessary|tempting)\b/i;
/** `Some sensors`, `both ends of`: what they count stands beside them. */
const COUNTS_ITS_OWN =
  /^(?:some|many|most|all|each|both|one|another|either)\s(?:of the\s)?(?!of\b|were\b|was\b|are\b|is\b|had\b|have\b|has\b|did\b)[a-z]{3,}/i;
const ASSUMES =
  /^(?:[a-z]+ ){0,3}the (?:difference|gain|effect|drop|rise|increase|decrease|reduction|improvement|change|reason|answer|idea|order|trend|pattern|gap|problem|saving|week)s?\b(?! (?:of|in|between|that|which|who|from|for|to|at|is due))/i;

/** `Farms that followed their advice`: whose? */
const OF_SOMEBODY = /^(?:\w+\s){1,2}(?:that|who|which)\s(?:\w+\s){1,2}(?:their|its)\b/i;

/** A connective at the head, or right after the subject, points at the sentence before. */
export function withoutLink(text: string): string {
  const rest = text.replace(WEAK, '').replace(WEAK_WITHOUT_COMMA, '').replace(IN_THE_MIDDLE, ' ');
  return rest === text ? text : withoutLink(rest.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()));
}

export function leans(alone: string): boolean {
  if (STRONG.test(alone)) return true;
  if (EXPLETIVE.test(alone)) return false;
  const plain = alone.replace(OWN_PAPER, 'the paper');
  return DEMONSTRATIVE.test(plain) || OF_SOMEBODY.test(plain) || (PRONOUN.test(plain) && !COUNTS_ITS_OWN.test(plain));
}

export const assumes = (alone: string): boolean => ASSUMES.test(alone);
