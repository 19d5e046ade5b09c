import type { BriefSource } from '../brief';
import { isAboutAuthors, pronounced } from './authors';
import { uncapitalised } from './condense';
import type { Block } from './layout';
import type { Material, Sentence } from './material';
import { spokenTitle, studyOf } from './naming';
import type { Part } from './parts';
import type { Phrases } from './phrases';

/** A segment's words, and what they were taken from. */
export interface Narrated {
  readonly text: string;
  /** INTRO and OUTRO may have words of ours alone. */
  readonly part: Part | 'OUTRO';
  readonly block: Block | null;
}

interface Told {
  readonly blocks: readonly Block[];
  readonly materials: readonly Material[];
  readonly phrases: Phrases;
  /** There is time to say where in its argument the film is. */
  readonly hasSignposts: boolean;
}

export function narrated({ blocks, materials, phrases, hasSignposts }: Told): Narrated[] {
  const titles = materials.map(({ source }) => spokenTitle(source));
  const told: Narrated[] = [];
  const announced = new Set<Part>();
  let source = 0;
  if (blocks[0]?.part !== 'INTRO') told.push({ text: phrases.opening(titles), part: 'INTRO', block: null });
  for (const [idx, block] of blocks.entries()) {
    const frames: string[] = idx === 0 && block.part === 'INTRO' ? [phrases.opening(titles)] : [];
    if (hasSignposts && !announced.has(block.part)) frames.push(phrases.signpost(block.part) ?? '');
    announced.add(block.part);
    const isTurn = materials.length > 1 && (block.source !== source || idx === 0);
    source = block.source;
    const words = wordsOf(block, isTurn ? materials[block.source] : undefined);
    told.push({ text: [...frames, ...words].filter(Boolean).join(' '), part: block.part, block });
  }
  return [
    ...told,
    {
      text: phrases.closing(
        titles,
        blocks.some(({ walk }) => walk !== null),
      ),
      part: 'OUTRO',
      block: null,
    },
  ];
}

function wordsOf({ walk, sentences }: Block, turnedTo: Material | undefined): string[] {
  const said: string[] = walk ? [turnedTo ? walk.opening : walk.shortOpening] : [];
  for (const [idx, sentence] of sentences.entries()) {
    const before = sentences[idx - 1];
    const isAgain = before !== undefined && isAboutAuthors(before.alone);
    const plain = asTold(sentence, before);
    const words = isAgain ? pronounced(plain) : plain;
    if (walk && idx === 0) said.push(afterOpening(words, walk.isSubject));
    else if (!walk && idx === 0 && turnedTo) said.push(attributed(words, turnedTo));
    else said.push(words);
  }
  return said;
}

const asTold = (sentence: Sentence, before: Sentence | undefined): string =>
  before?.id === sentence.id - 1 ? sentence.linked : sentence.alone;

/** `Figure 3 shows …. It shows …`: the figure was named a moment ago. */
function afterOpening(words: string, isSubject: boolean): string {
  if (!isSubject) return words;
  return words.replace(/^(?:Figure|Fig\.|Table)\s?\d+[a-z]?\s(?=(?:also\s)?\p{Ll}{3,}s\s)/u, 'It ');
}

function attributed(words: string, { source, manner }: { source: BriefSource; manner: Material['manner'] }): string {
  if (!manner.english) return words;
  return `In ${studyOf(source)}, ${uncapitalised(words, manner.names)}`;
}
