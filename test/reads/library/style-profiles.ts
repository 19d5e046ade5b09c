import { StyleProfile } from '../../../src/entities/style-profile.entity';
import { SEGMENT_INTENTS } from '../../../src/pipeline/script/segment';
import { TRANSCRIPT_FORMATS } from '../../../src/pipeline/script/style/read-transcript';
import type { Rows } from './rows';
import { TEXTS } from './wicked';

const SHARES = [0, 0.25, 1 / 3, 1];

/** Profiles that say all, and profiles that say as little as they may. */
export function addStyleProfiles(rows: Rows, projectId: string, count: number): void {
  const { random } = rows;
  const share = (): number => random.pick(SHARES);
  const spread = () => ({ low: random.below(10), median: 20, high: 30 + random.below(900) });
  for (let made = 0; made < count; made += 1) {
    const vocabulary = {
      favourites: random.some(TEXTS, 3),
      connectives: random.some(TEXTS, 2),
      questionsShare: share(),
      firstPersonShare: share(),
      secondPersonShare: share(),
      technicality: share(),
    };
    const profile = {
      wordsPerMinute: 140 + random.below(40),
      segmentWords: spread(),
      sentenceWords: spread(),
      pauseSeconds: random.pick([null, 0, 0.75]),
      intents: random.some(SEGMENT_INTENTS, 3).map((intent) => ({ intent, share: share() })),
      openings: random.some(TEXTS, 2),
      closings: random.some(TEXTS, 2),
      vocabulary,
      learnedFrom: { references: 1, segments: 2, words: 300 },
    };
    const learnedFrom = random.some(TEXTS, 2).map((fileName) => ({
      fileName: random.chance(0.5) ? fileName : null,
      sha256: rows.sha256(),
      words: 100 + random.below(9_000),
      format: random.pick(TRANSCRIPT_FORMATS),
    }));
    rows.add(StyleProfile, { projectId, profile, learnedFrom });
  }
}
