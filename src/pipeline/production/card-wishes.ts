import { z } from 'zod';
import { plainWish, type SettledWish, type WishTerms } from '../library/wish';
import type { JsonObject } from '../values/canonical-json';

/** How large, and in which style. */
export interface CardPage {
  readonly width: number;
  readonly height: number;
  readonly style: string;
}

/** A source as a film names it. */
export interface NamedSource {
  readonly title: string;
  readonly authors: string | null;
  /** Where and when: "Urban Climate 61, 2025". */
  readonly detail: string | null;
}

const source = z.object({
  title: z.string(),
  authors: z.string().nullable().catch(null),
  detail: z.string().nullable().catch(null),
});

/** The words of a card, as its wish holds them: what is said in the prompt, the rest beside it. */
const cardParameters = z.object({
  card: z.enum(['TEXT', 'TITLE', 'END', 'MISSING']),
  heading: z.string().nullable().catch(null),
  concepts: z.array(z.string()).catch([]),
  sources: z.array(source).catch([]),
  madeWith: z.string().nullable().catch(null),
});

export type CardWords = z.infer<typeof cardParameters> & { readonly text: string };

/** The tasks that the press does: whatever shows type. Its takes stand still on the screen, and nobody else makes them. */
const SET_TASKS: readonly unknown[] = ['PAGE', 'CARD', 'CHART'];

export function isSet({ parameters }: { readonly parameters: JsonObject }): boolean {
  return SET_TASKS.includes(parameters.task);
}

/** Null: the wish is for no card, or for one that nobody knows. */
export function cardIn({ prompt, parameters }: Pick<SettledWish, 'prompt' | 'parameters'>): CardWords | null {
  const words = cardParameters.safeParse(parameters);
  return parameters.task === 'CARD' && words.success ? { ...words.data, text: prompt ?? '' } : null;
}

/** What is said, in type: for segments that show text alone. */
export function textWish(
  { text, concepts }: { readonly text: string; readonly concepts: readonly string[] },
  page: CardPage,
): WishTerms {
  return cardWish('TEXT', { text, page, words: { concepts: [...concepts] } });
}

interface TitleWords {
  readonly title: string;
  /** Null: the sources stand below the title, by their authors and titles. */
  readonly subtitle: string | null;
  readonly sources: readonly NamedSource[];
}

export function titleWish({ title, subtitle, sources }: TitleWords, page: CardPage): WishTerms {
  return cardWish('TITLE', { text: title, page, words: { ...headed(subtitle), sources: named(sources) } });
}

interface EndWords {
  /** "Sources", in whatever language. */
  readonly heading: string;
  readonly sources: readonly NamedSource[];
  /** "Made with …"; null: nothing of the kind. */
  readonly madeWith: string | null;
}

export function endWish({ heading, sources, madeWith }: EndWords, page: CardPage): WishTerms {
  const words = { sources: named(sources), ...(madeWith === null ? {} : { madeWith }) };
  return cardWish('END', { text: heading, page, words });
}

interface Card {
  readonly text: string;
  readonly page: CardPage;
  readonly words: JsonObject;
}

function cardWish(card: CardWords['card'], { text, page, words }: Card): WishTerms {
  const { width, height, style } = page;
  return { ...plainWish('IMAGE', text), parameters: { width, height, style, task: 'CARD', card, ...words } };
}

const headed = (heading: string | null): JsonObject => (heading === null ? {} : { heading });

const named = (sources: readonly NamedSource[]) =>
  sources.map(({ title, authors, detail }) => ({ title, authors, detail }));
