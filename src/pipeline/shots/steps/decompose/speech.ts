import { splitSentences } from '../../../values/sentences';
import type { Cover, ShotSegment } from '../../shot-list';
import type { Line, Turn } from './units';
import { countWords } from './words';

export type SpeechShot = ShotSegment & { readonly covers: Cover[] };

interface SpeechRules {
  /** Words that one shot may hold at the speed of talk. */
  readonly mostWords: number;
  readonly intensity: number;
  readonly nameOf: (key: string) => string;
}

/** Turns that belong to one exchange: of two speakers at most, and so many lines. Who speaks beside another stays with them. */
export function exchanges(turns: readonly Turn[], mergedLines: number): Turn[][] {
  const groups: Turn[][] = [];
  let speakers = new Set<string>();
  let lines = 0;
  for (const turn of turns) {
    const joined = new Set([...speakers, ...turn.speakers]);
    const spoken = Math.max(1, turn.lines.filter(({ isAside }) => !isAside).length);
    const group = groups.at(-1);
    if (group && (isBeside(turn, group) || (joined.size <= 2 && lines + spoken <= mergedLines))) {
      group.push(turn);
      [speakers, lines] = [joined, lines + spoken];
    } else {
      groups.push([turn]);
      [speakers, lines] = [new Set(turn.speakers), spoken];
    }
  }
  return groups;
}

/** Two speak at once, never three. */
function isBeside({ isDual }: Turn, group: readonly Turn[]): boolean {
  return isDual && group.at(-1)?.isDual === false;
}

/** A stretch of one speaker's words that is never divided. */
interface Breath {
  readonly speakers: readonly string[];
  readonly turn: Turn;
  readonly turnWords: number;
  readonly parts: readonly Line[];
  readonly words: number;
}

/**
 * A shot for each stretch of one speaker, in the order of the speech, so that each of its lines is said once and in its place. Turns of
 * one speaker in a row share a shot while it can hold them; what is longer than a shot is divided at its sentences.
 */
export function speechShots(turns: readonly Turn[], rules: SpeechRules): SpeechShot[] {
  const inExchange = [...new Set(turns.flatMap(({ speakers }) => speakers))];
  const shots: Breath[][] = [];
  let held = 0;
  for (const breath of turns.flatMap((turn) => breathsOf(turn, rules.mostWords))) {
    const shot = shots.at(-1);
    const before = shot?.at(-1);
    const isNewTurn = before?.turn !== breath.turn;
    const needed = isNewTurn ? Math.min(breath.turnWords, rules.mostWords) : breath.words;
    if (shot && before && isSame(before.speakers, breath.speakers) && held + needed <= rules.mostWords) {
      shot.push(breath);
      held += breath.words;
    } else {
      shots.push([breath]);
      held = breath.words;
    }
  }
  return shots.map((breaths) => segmentOf(breaths, inExchange, rules));
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}

function breathsOf(turn: Turn, mostWords: number): Breath[] {
  const turnWords = turn.lines.reduce((sum, { text, isAside }) => sum + (isAside ? 0 : countWords(text)), 0);
  const breaths: Breath[] = [];
  let asides: Line[] = [];
  for (const line of turn.lines) {
    if (line.isAside) {
      asides.push(line);
      continue;
    }
    for (const text of sayable(line.text, mostWords)) {
      const parts = [...asides, { ...line, text }];
      breaths.push({ speakers: turn.speakers, turn, turnWords, parts, words: countWords(text) });
      asides = [];
    }
  }
  if (asides.length === 0) return breaths;
  const last = breaths.pop();
  const [parts, words] = [[...(last?.parts ?? []), ...asides], last?.words ?? 0];
  return [...breaths, { speakers: turn.speakers, turn, turnWords, parts, words }];
}

/** Whole where a shot holds it; else its sentences, and of a sentence that no shot holds pieces at its blanks. */
function sayable(text: string, mostWords: number): string[] {
  if (countWords(text) <= mostWords) return [text];
  return splitSentences(text, 'en').flatMap((sentence) => {
    const words = countWords(sentence);
    return words <= mostWords ? [sentence] : evenPieces(sentence, Math.ceil(words / mostWords));
  });
}

function evenPieces(sentence: string, count: number): string[] {
  const words = sentence.split(' ');
  const edge = (piece: number) => Math.round((piece * words.length) / count);
  return Array.from({ length: count }, (_, piece) => words.slice(edge(piece), edge(piece + 1)).join(' ')).filter(
    Boolean,
  );
}

function segmentOf(breaths: readonly Breath[], inExchange: readonly string[], rules: SpeechRules): SpeechShot {
  const parts = breaths.flatMap((breath) => breath.parts);
  const speakers = breaths[0]?.speakers ?? [];
  const speech = parts.filter(({ isAside }) => !isAside);
  const seen = parts.flatMap(({ people }) => people);
  const said = parts.map(({ text, isAside }) => (isAside ? `(${text})` : text)).join(' ');
  const name = speakers.map(rules.nameOf).join(' and ');
  const says = speech.length > 0 ? ' says:' : '';
  return {
    trigger: speech.length > 0 ? 'DIALOGUE_EXCHANGE' : 'REACTION',
    content: name ? `${name}${says} ${said}` : said,
    covers: coversOf(parts),
    dialogueText: speech.length > 0 ? speech.map(({ text }) => text).join(' ') : null,
    dialogueSpeaker: speech.length > 0 ? (speakers[0] ?? null) : null,
    characters: [...new Set([...speakers, ...inExchange, ...seen])],
    intensity: rules.intensity,
    isDisasterMoment: false,
  };
}

function coversOf(parts: readonly { readonly cover: Cover }[]): Cover[] {
  const covers = new Map(parts.map(({ cover }) => [`${cover.element}/${cover.paragraph}`, cover]));
  return [...covers.values()];
}
