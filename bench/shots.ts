import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { readScreenplay } from '../src/pipeline/screenplay/read-screenplay';
import { readBible } from '../src/pipeline/shots/bible/read-bible';
import { breakDown } from '../src/pipeline/shots/break-down';
import { FILM_RATE } from '../src/pipeline/values/rate';
import type { Benchmark } from './harness/benchmark';
import { type Figures, takeTurns } from './harness/turns';
import { growthExponent } from './planner/growth';
import { storyText } from './shots/story';

const MS = 'ms';
const EXPONENT = 'exponent';
const MEGABYTES = 'MB';
const MOST_BREAK_DOWN_MS = 150;
const MOST_MEGABYTES = 60;
const MOST_PARSE_MS = 100;
const MOST_EXPONENT = 1.1;
/** The fastest of them is the one that nothing else came between. */
const TRIES = 5;
const SCENES = 40;
/** Comes to 754 shots or a few more. */
const BEATS = 17;
const DOUBLING = [10, 20, 40, 80, 160, 320];

const fountain = (text: string) => readScreenplay(text, 'FOUNTAIN', ['text']);
const shotsOf = (text: string) => {
  const { bible } = readBible({ hero: null, cast: null, world: null, visual: null });
  return breakDown(fountain(text), { bible, format: 'FEATURE', rate: FILM_RATE }).list;
};

function fastestMs(act: () => unknown): number {
  const tries = Array.from({ length: TRIES }, () => {
    const began = performance.now();
    act();
    return performance.now() - began;
  });
  return Math.min(...tries);
}

const FEATURE = storyText(SCENES, BEATS);
/** A page of a screenplay has 55 lines. */
const PAGES = 130;
const LINES = 55 * PAGES;

function pagesOfText(): string {
  const text = storyText(400, BEATS);
  return `${text.split('\n').slice(0, LINES).join('\n')}\n`;
}

const growth = (act: (text: string) => unknown) => async (): Promise<Figures> => ({
  [EXPONENT]: growthExponent(
    DOUBLING.map((scenes) => {
      const text = storyText(scenes, BEATS);
      return { characters: text.length, ms: fastestMs(() => act(text)) };
    }),
  ),
});

/** A process of its own, so that nothing else is counted: how much more it holds at most once it has broken the feature down. */
const memory = async (): Promise<Figures> => {
  const said = execFileSync(process.execPath, [join(__dirname, 'shots', 'memory.js')], { encoding: 'utf8' });
  const { before, after, coldMs } = JSON.parse(said) as Record<'before' | 'after' | 'coldMs', number>;
  return { [MEGABYTES]: (after - before) / 1_024, 'first time, ms': coldMs };
};

export const shots: Benchmark = {
  about: `A screenplay of ${SCENES} scenes becomes 754 shots or more in at most ${MOST_BREAK_DOWN_MS} ms and ${MOST_MEGABYTES} MB; ${PAGES} pages of Fountain are read
in at most ${MOST_PARSE_MS} ms; and the exponents with which both grow (least squares over doublings, 10 to 320 scenes), limit ${MOST_EXPONENT}.
A figure is the fastest of ${TRIES} tries.`,
  async run({ rounds }, { say, show }) {
    const list = shotsOf(FEATURE);
    const count = list.scenes.reduce((sum, scene) => sum + scene.shots.length, 0);
    const pages = pagesOfText();
    for (const { title, contenders, figure, limit } of [
      {
        ...{ title: `A feature: ${count} shots`, figure: MS, limit: MOST_BREAK_DOWN_MS },
        contenders: { 'broken down': async () => ({ [MS]: fastestMs(() => shotsOf(FEATURE)) }) },
      },
      {
        ...{ title: 'Its memory, in a process of its own', figure: MEGABYTES, limit: MOST_MEGABYTES },
        contenders: { held: memory },
      },
      {
        ...{ title: `${PAGES} pages of Fountain`, figure: MS, limit: MOST_PARSE_MS },
        contenders: { read: async () => ({ [MS]: fastestMs(() => fountain(pages)) }) },
      },
      {
        ...{ title: 'Growth', figure: EXPONENT, limit: MOST_EXPONENT },
        contenders: { 'broken down': growth(shotsOf), read: growth(fountain) },
      },
    ]) {
      say(title);
      const targets = Object.keys(contenders).map((of) => ({ of, figureAtMost: limit }));
      const peer = Object.keys(contenders)[0] ?? '';
      show({ title, peer, figure, targets, rounds: await takeTurns(contenders, rounds) });
    }
  },
};
