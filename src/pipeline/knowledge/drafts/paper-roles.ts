import { type Draft, type DraftText, draftText, type FrontMatter } from './draft';
import { authorsOf, dateOf } from './front-lines';

/** What a document is called, by whom and of when, and its drafts with the parts of a paper named. */
export interface Paper {
  readonly title: string | null;
  readonly authors: readonly string[];
  readonly date: string | null;
  readonly drafts: readonly Draft[];
}

const NUMBERED = /^(?:(?:\d+|[IVX]+|[A-Z])(?:\.\d+)*[.)]?\s+)?/;
const heads = (words: string) => new RegExp(`${NUMBERED.source}(?:${words})[.:]?$`, 'i');
const ABSTRACT_HEAD = heads('abstract|summary|executive summary|zusammenfassung|résumé|resumen');
const KEYWORDS_HEAD = heads('key\\s?-?words?(?: and phrases)?|index terms|schlüsselwörter');
const REFERENCES_HEAD = heads(
  '(?:normative |informative |cited )?references(?: and notes| cited)?|bibliography|works cited|literature(?: cited)?|literatur(?:verzeichnis)?|références|referencias|bibliographie',
);
const ABSTRACT_RUN_IN = /^(?:abstract|summary)\s{0,2}[.:—–-]+\s*(?=\S)/i;
const KEYWORDS_RUN_IN = /^(?:key\s?-?words?(?: and phrases)?|index terms)\s{0,2}[.:—–-]+\s*(?=\S)/i;

/** What a paper has above its text: names and dates stand within so many blocks of its title. */
const MOST_FRONT_BLOCKS = 8;

export function paperOf(drafts: readonly Draft[], front: FrontMatter): Paper {
  const roles = new Roles(front);
  const named = drafts.map((draft) => roles.of(draft));
  const title = front.title ?? roles.title;
  return {
    title,
    authors: front.authors.length > 0 ? front.authors : roles.authors,
    date: front.date ?? roles.date,
    drafts: named.toSpliced(named.findIndex(({ kind }) => kind === 'TITLE') + 1, 0, ...missing(front, named)),
  };
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What only the front matter says comes first. */
function missing(front: FrontMatter, drafts: readonly Draft[]): Draft[] {
  const has = new Set(drafts.map(({ kind }) => kind));
  const found: Draft[] = [];
  if (front.title !== null && !has.has('TITLE')) found.push(draftText('TITLE', front.title));
  if (front.authors.length > 0 && !has.has('AUTHOR')) found.push(draftText('AUTHOR', front.authors.join(', ')));
  if (front.date !== null && !has.has('DATE')) found.push(draftText('DATE', front.date));
  if (front.abstract !== null && !has.has('ABSTRACT')) found.push(draftText('ABSTRACT', front.abstract));
  if (front.keywords.length > 0 && !has.has('KEYWORDS')) found.push(draftText('KEYWORDS', front.keywords.join(', ')));
  return found;
}

type Part = 'FRONT' | 'ABSTRACT' | 'KEYWORDS' | 'BODY' | 'REFERENCES';

class Roles {
  readonly authors: string[] = [];
  title: string | null = null;
  date: string | null = null;
  #part: Part = 'FRONT';
  #partLevel = 1;
  #sinceTitle = 0;

  constructor(private readonly front: FrontMatter) {}

  of(draft: Draft): Draft {
    if (draft.kind === 'PICTURE' || draft.kind === 'TABLE') return draft;
    if (draft.kind === 'TITLE') return this.#called(draft);
    if (draft.kind === 'HEADING') return this.#heading(draft);
    if (draft.kind === 'AUTHOR') this.authors.push(...authorsOf(draft.text, true));
    if (draft.kind === 'DATE') this.date ??= draft.text;
    return this.#runIn(draft) ?? this.#within(draft);
  }

  #called(draft: DraftText): DraftText {
    this.title ??= draft.text;
    return { ...draft, kind: 'TITLE', level: null };
  }

  #heading(draft: DraftText): DraftText {
    const level = draft.level ?? 1;
    if (this.#isTitle(draft)) return this.#called(draft);
    const part = partOf(draft.text);
    if (part !== null || this.#part !== 'REFERENCES' || level <= this.#partLevel) {
      this.#part = part ?? 'BODY';
      this.#partLevel = level;
    }
    return draft;
  }

  /** The first heading of the first level that names no part, or the one that says what the front matter says. */
  #isTitle({ text, level }: DraftText): boolean {
    if (this.title !== null || this.#part !== 'FRONT') return false;
    if (this.front.title !== null) return plain(this.front.title) === plain(text);
    return level === 1 && partOf(text) === null;
  }

  #runIn(draft: DraftText): DraftText | null {
    if (draft.kind !== 'PARAGRAPH' && draft.kind !== 'QUOTE') return null;
    if (this.#part === 'FRONT' && ABSTRACT_RUN_IN.test(draft.text)) {
      this.#part = 'ABSTRACT';
      return { ...draft, kind: 'ABSTRACT', text: draft.text.replace(ABSTRACT_RUN_IN, '') };
    }
    if (this.#part === 'REFERENCES' || !KEYWORDS_RUN_IN.test(draft.text)) return null;
    return { ...draft, kind: 'KEYWORDS', text: draft.text.replace(KEYWORDS_RUN_IN, '') };
  }

  #within(draft: DraftText): DraftText {
    const isText = draft.kind === 'PARAGRAPH' || draft.kind === 'QUOTE' || draft.kind === 'LIST_ITEM';
    if (!isText) return draft;
    if (this.#part === 'ABSTRACT') return { ...draft, kind: 'ABSTRACT' };
    if (this.#part === 'KEYWORDS') return { ...draft, kind: 'KEYWORDS' };
    if (this.#part === 'REFERENCES') return { ...draft, kind: 'REFERENCE' };
    return this.#part === 'FRONT' && draft.kind === 'PARAGRAPH' ? this.#line(draft) : draft;
  }

  #line(draft: DraftText): DraftText {
    this.#sinceTitle += 1;
    if (this.#sinceTitle > MOST_FRONT_BLOCKS || (this.title === null && this.front.title === null)) return draft;
    const names = authorsOf(draft.text, /^(?:by|authors?:|written by)\s/i.test(draft.text));
    if (names.length > 0) {
      this.authors.push(...names);
      return { ...draft, kind: 'AUTHOR' };
    }
    const date = dateOf(draft.text);
    if (date === null) return draft;
    this.date ??= date;
    return { ...draft, kind: 'DATE' };
  }
}

function partOf(heading: string): Part | null {
  if (ABSTRACT_HEAD.test(heading)) return 'ABSTRACT';
  if (KEYWORDS_HEAD.test(heading)) return 'KEYWORDS';
  return REFERENCES_HEAD.test(heading) ? 'REFERENCES' : null;
}
