import { extname, join } from 'node:path';
import type { HeardStretch } from '../../pipeline/production/alignment/aligned-to-speech';
import type { SpokenWord } from '../../pipeline/production/spoken/spoken-narration';
import type { TimedWord, TimingOrder, WordTimer } from '../../pipeline/production/word-timer';
import { type ComeLast, ProcessPool } from '../process-pool';
import type { SpeechEngine } from './engine';
import { markedSpeech } from './marked-speech';
import { readerOf } from './scripts';
import { voiceForLanguage } from './voices';
import type { Aligned, AligningTask } from './word-timer.worker';

export interface WordTimerOptions {
  /** Whose speech everything is compared with. Whoever opened it closes it. */
  readonly engine: SpeechEngine;
  /** Flags of Node for the process. */
  readonly workerExecArgv?: readonly string[];
  readonly comeLast?: ComeLast;
}

/** Beyond it nothing like the text is heard: one sentence in two voices is 2.9 apart at most (35 sentences, five voices), noise and tones are farther. Two sentences may be 2.7 apart, so that a text that was
 * changed in part is not told by this. */
const FARTHEST = 3.1;
const MOST_PROCESSES = 1;

/** Words by forced alignment: the offline engine says the same, word by word known, and both are laid over each other in a process of its own. */
export function openWordTimer({
  engine,
  workerExecArgv,
  comeLast,
}: WordTimerOptions): WordTimer & { close(): Promise<void> } {
  const pool = new ProcessPool<AligningTask, Aligned>({
    file: join(__dirname, `word-timer.worker${extname(__filename)}`),
    mostProcesses: MOST_PROCESSES,
    execArgv: workerExecArgv,
    comeLast,
  });
  return { time: (order) => timed(order, { engine, pool }), close: () => pool.close() };
}

interface Timing {
  readonly engine: SpeechEngine;
  readonly pool: ProcessPool<AligningTask, Aligned>;
}

async function timed(
  { wav, narration, language, signal }: TimingOrder,
  { engine, pool }: Timing,
): Promise<TimedWord[] | null> {
  const otherwise = voiceForLanguage(language, engine.voices);
  if (!otherwise) return null;
  const voiceOf = (sentence: string) => voiceForLanguage(readerOf(sentence, language), engine.voices) ?? otherwise;
  const sounding = narration.words.filter(isSounding);
  const reference = await markedSpeech(sounding, { engine, voiceOf, language, signal });
  if (!reference) return null;
  const { words, distance } = await pool.run({ wav, reference }, signal);
  return distance > FARTHEST ? null : withSilent(narration.words, words);
}

const isSounding = ({ said }: SpokenWord) => /[\p{L}\p{N}]/u.test(said.join(''));

/** What is not said is where the word before it ends. */
function withSilent(written: readonly SpokenWord[], sounding: readonly HeardStretch[]): TimedWord[] {
  let [at, ended] = [0, 0];
  return written.map((word) => {
    const its = isSounding(word) ? sounding[at] : undefined;
    if (its) at += 1;
    const startSeconds = its?.startSeconds ?? ended;
    ended = its?.endSeconds ?? ended;
    return { text: word.written, startSeconds, endSeconds: ended };
  });
}
