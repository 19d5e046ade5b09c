import type { Part } from './parts';

/** What stands between what is quoted. Nothing in it is said of the matter itself. */
export interface Phrases {
  opening(titles: readonly string[]): string;
  closing(titles: readonly string[]): string;
  signpost(part: Part): string | null;
}

type Signposts = Readonly<Partial<Record<Part, readonly string[]>>>;

const TOLD: Signposts = {
  BACKGROUND: ['First, some background.', 'Let us begin with the background.'],
  METHOD: ['Here is how the work was done.', 'This is how the authors went about it.'],
  RESULTS: ['Now to what came out of it.', 'Here is what they found.'],
  DISCUSSION: ['What follows from this deserves a closer look.', 'That brings us to what it means.'],
  RECAP: ['Let us sum up.', 'To close, the main points once more.'],
};
const ASKED: Signposts = {
  BACKGROUND: ['Why does this matter?', 'What is the background?'],
  METHOD: ['How did the authors go about it?', 'So how was this done?'],
  RESULTS: ['And what did they find?', 'So what came out of it?'],
  DISCUSSION: ['What does that mean?', 'What follows from this?'],
  RECAP: ['So what stays?', 'What should we take away from this?'],
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
    closing: (titles) => closings(titles)[Math.abs(variation) % 2] ?? '',
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

function closings(titles: readonly string[]): string[] {
  const all = listed(titles);
  const figures = titles.length > 1 ? 'their figures are shown as they' : 'its figures are shown as they';
  const from = titles.length > 1 ? 'them' : 'it';
  return [
    `That was ${all}. What you heard was quoted and condensed from ${from}, and ${figures} were published.`,
    `Everything in this film was quoted and condensed from ${all}, and ${figures} were published.`,
  ];
}

export function listed(words: readonly string[]): string {
  if (words.length < 3) return words.join(' and ');
  return `${words.slice(0, -1).join(', ')}, and ${words.at(-1)}`;
}
