import type { Part } from './parts';

/** What stands between what is quoted. Nothing in it is said of the matter itself. */
export interface Phrases {
  opening(titles: readonly string[]): string;
  closing(titles: readonly string[], hasFigures: boolean): string;
  signpost(part: Part): string | null;
}

type Signposts = Readonly<Partial<Record<Part, readonly string[]>>>;

const TOLD: Signposts = {
  BACKGROUND: ['Some background first.', 'Let us begin with the background.'],
  METHOD: ['Here is how the work was done.', 'This is how they went about it.'],
  RESULTS: ['Now to what came out of it.', 'And here is what they found.'],
  DISCUSSION: ['That brings us to what it means, and where it ends.', 'A word on what to make of it.'],
  RECAP: ['Let us sum up.', 'To close, the main points once more.'],
};
const ASKED: Signposts = {
  BACKGROUND: ['Why does it matter?', 'What is the background?'],
  METHOD: ['How was it done?', 'So how did they go about it?'],
  RESULTS: ['And what came out of it?', 'So what did they find?'],
  DISCUSSION: ['What should we make of it?', 'What follows from that?'],
  RECAP: ['So what stays?', 'What should we take away?'],
};
/** Where nobody says how often to ask. */
const MIXED: Signposts = { ...TOLD, METHOD: ASKED.METHOD, RESULTS: ASKED.RESULTS };

export interface Tone {
  /** Only English has words of ours; elsewhere the titles alone are said. */
  readonly english: boolean;
  /** What share of sentences asks; null where nobody says. */
  readonly questionsShare: number | null;
  readonly variation: number;
}

const TITLES_ALONE: Phrases = {
  opening: (titles) => `${titles.join('; ')}.`,
  closing: (titles) => `${titles.join('; ')}.`,
  signpost: () => null,
};

/** More than one sentence in 16 is a question: that is a voice that asks. */
const ASKING_SHARE = 0.06;
const TELLING_SHARE = 0.02;

export function phrasesOf({ english, questionsShare, variation }: Tone): Phrases {
  if (!english) return TITLES_ALONE;
  const share = questionsShare ?? (ASKING_SHARE + TELLING_SHARE) / 2;
  const signposts = share >= ASKING_SHARE ? ASKED : share <= TELLING_SHARE ? TOLD : MIXED;
  const pick = (choices: readonly string[]) => choices[Math.abs(variation) % choices.length] ?? null;
  return {
    opening: (titles) => openings(titles)[Math.abs(variation) % 2] ?? '',
    closing: (titles, hasFigures) => closings(titles, hasFigures)[Math.abs(variation) % 2] ?? '',
    signpost: (part) => pick(signposts[part] ?? []),
  };
}

const COUNTS = ['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function openings(titles: readonly string[]): string[] {
  if (titles.length === 1) return [`This is ${titles[0]}, retold in its own words.`, `This film retells ${titles[0]}.`];
  const all = listed(titles);
  const studies = `${COUNTS[titles.length] ?? 'several'} studies`;
  return [`This film brings ${studies} together: ${all}.`, `Here are ${studies} side by side: ${all}.`];
}

function closings(titles: readonly string[], hasFigures: boolean): string[] {
  const all = listed(titles);
  const [from, their] = titles.length > 1 ? ['them', 'their'] : ['it', 'its'];
  const figures = hasFigures ? `, and ${their} figures are shown as they were published` : '';
  return [
    `That was ${all}. What you heard was quoted and condensed from ${from}${figures}.`,
    `Everything in this film was quoted and condensed from ${all}${figures}.`,
  ];
}

export function listed(words: readonly string[]): string {
  if (words.length < 3) return words.join(' and ');
  return `${words.slice(0, -1).join(', ')}, and ${words.at(-1)}`;
}
