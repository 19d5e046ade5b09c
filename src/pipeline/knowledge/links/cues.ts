import type { LinkRelation } from '../atom';

type Cued = Exclude<LinkRelation, 'SAME_TOPIC'>;

/** What a sentence says of the work that it refers to. What is first found counts: `contrary to what supports` contradicts. */
const CUES: readonly (readonly [relation: Cued, words: RegExp])[] = [
  [
    'CONTRADICTS',
    /\b(?:contrary to|in contrast (?:to|with)|contradict(?:s|ed|ing|ory)?|conflicts? with|disagrees? with|at odds with|inconsistent with|not consistent with|refut(?:e|es|ed|ing)|disput(?:e|es|ed)|challeng(?:e|es|ed|ing) (?:the|this|that|their|earlier|previous)|fail(?:s|ed)? to (?:replicate|reproduce|confirm)|(?:could|did|do|does|can) not (?:replicate|reproduce|confirm|find|see|observe)|does not hold|overestimat(?:e|es|ed)|underestimat(?:e|es|ed)|unlike)\b/i,
  ],
  [
    'SUPPORTS',
    /\b(?:(?<!in)consistent with|in line with|in agreement with|agrees? with|agreement with|confirm(?:s|ed|ing)?|corroborat(?:e|es|ed|ing)|support(?:s|ed|ing)? (?:the|this|that|their|earlier|previous|what|by)|replicat(?:e|es|ed|ing)|reproduc(?:e|es|ed|ing)|as (?:also )?(?:shown|found|reported|observed) (?:by|in)|echo(?:es|ed)?|matches|similar to (?:the|those|what))\b/i,
  ],
  [
    'EXTENDS',
    /\b(?:extend(?:s|ed|ing)?|extension of|build(?:s|ing)? (?:up)?on|built (?:up)?on|generali[sz](?:e|es|ed|ing)|based on|adapt(?:s|ed|ing)?|follow(?:s|ed|ing)?|go(?:es|ing)? (?:beyond|further)|improv(?:e|es|ed|ing) (?:up)?on|refin(?:e|es|ed|ing)|complement(?:s|ed|ing)?|use[sd]? the (?:data|method|model|design|protocol)|the (?:data|method|model|design|protocol) of|carr(?:y|ies|ied) (?:this|that|it|their \w+) (?:further|on))\b/i,
  ],
];

export interface Cue {
  readonly relation: Cued;
  readonly words: string;
}

export function cueIn(sentence: string): Cue | null {
  for (const [relation, pattern] of CUES) {
    const [words] = pattern.exec(sentence) ?? [];
    if (words !== undefined) return { relation, words };
  }
  return null;
}

/** That others are meant, where none of them is named. */
export const speaksOfOthers = (sentence: string): boolean =>
  /\b(?:earlier|previous|prior|past|existing|other|published|recent|reported) (?:\w+ )?(?:work|works|stud(?:y|ies)|results?|findings?|reports?|papers?|research|claims?|measurements?|models?|estimates?|authors?)\b/i.test(
    sentence,
  );
