import { codeLines, oneLine } from '../drafts/clean-text';
import { type Draft, draftText } from '../drafts/draft';
import { figureLabel } from '../drafts/figure-label';
import type { BlockKind } from '../reading';
import { attribute, isElement, isMargin, isUnread } from './html-elements';
import { figureDraft, imageDraft, isFormula, isLayout, tableDraft } from './html-figure';
import type { MainContent } from './html-main';
import { formulaText, isBlock, textOfLeaf, textWithin } from './html-text';
import { type HtmlElement, htmlTree } from './html-tree';

/** The blocks of a piece of HTML, such as a Markdown text may hold. */
export const htmlDrafts = (text: string): Draft[] => draftsWithin(htmlTree(text), false);

/** The blocks of the part of a page that is its document. */
export const pageDrafts = ({ root, hasMargins }: MainContent): Draft[] => draftsWithin(root, hasMargins);

/** What stands within an element, top down, without going deeper into the stack than one level. */
function draftsWithin(root: HtmlElement, hasMargins: boolean): Draft[] {
  const walk = new Walk(hasMargins);
  const stack: (HtmlElement | string | (() => void))[] = [root];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'function') next();
    else if (!isElement(next)) walk.text(next);
    else if (walk.enter(next)) {
      const element = next;
      stack.push(() => walk.leave(element));
      for (let at = next.children.length - 1; at >= 0; at -= 1) stack.push(next.children[at] ?? '');
    }
  }
  walk.end();
  return walk.drafts;
}

const FRONT_CLASS = /(?:^|[\s_-])(?:authors?|byline|ltx_personname|contributors?)(?=$|[\s_-])/i;
const ABSTRACT_CLASS = /(?:^|[\s_-])(?:abstract|ltx_abstract)(?=$|[\s_-])/i;
const REFERENCES_CLASS =
  /(?:^|[\s_-])(?:references|reflist|bibliography|ltx_biblist|ltx_bibliography|citation-list)(?=$|[\s_-])/i;
const LONGEST_BYLINE = 400;
/** Of figures within figures, no more are looked into: each look reads all that is in it. */
const MOST_LOOKS = 8;

class Walk {
  readonly drafts: Draft[] = [];
  #parts: string[] = [];
  /** What the text at hand is in, innermost last. */
  readonly #kinds: { readonly element: HtmlElement; readonly kind: BlockKind; readonly level: number | null }[] = [];
  /** What was looked into, was not one thing, and is open. */
  readonly #looked: HtmlElement[] = [];
  #hasWords = false;
  #headings = 0;

  constructor(private readonly hasMargins: boolean) {}

  text(text: string): void {
    this.#parts.push(text);
    this.#hasWords ||= text.trim() !== '';
  }

  /** Whether its children are to be read one by one. */
  enter(element: HtmlElement): boolean {
    if (isUnread(element) || (this.hasMargins && isMargin(element) && this.#isPages(element))) return false;
    if (this.#looked.length < MOST_LOOKS && this.#isWhole(element)) return false;
    const leaf = textOfLeaf(element);
    if (leaf !== null) {
      this.text(leaf);
      return false;
    }
    if (isBlock(element)) this.#flush();
    const kind = this.#kindOf(element);
    if (kind) this.#kinds.push({ element, ...kind });
    return true;
  }

  leave(element: HtmlElement): void {
    if (isBlock(element)) this.#flush();
    if (this.#kinds.at(-1)?.element === element) this.#kinds.pop();
    if (this.#looked.at(-1) === element) this.#looked.pop();
  }

  end(): void {
    this.#flush();
  }

  /** A page's head holds what it is called and by whom. */
  #isPages({ tag, children }: HtmlElement): boolean {
    return tag !== 'header' || !children.some((child) => isElement(child) && /^(?:h1|hgroup)$/.test(child.tag));
  }

  #isWhole(element: HtmlElement): boolean {
    const isWhole = this.#whole(element);
    if (!isWhole && (/^(?:figure|table)$/.test(element.tag) || FRONT_CLASS.test(attribute(element, 'class'))))
      this.#looked.push(element);
    return isWhole;
  }

  /** What is one thing, however much is in it. */
  #whole(element: HtmlElement): boolean {
    switch (element.tag) {
      case 'figure':
        return this.#add(figureDraft(element));
      case 'img':
        return textOfLeaf(element) === '' && this.#image(element);
      case 'table':
        if (isFormula(element)) return this.#formula(textWithin(element));
        return !isLayout(element) && this.#add(tableDraft(element));
      case 'math':
        return this.#isDisplayed(element) && this.#formula(formulaText(element));
      case 'pre':
        return this.#add(draftText('CODE', codeLines(textWithin(element))));
      default:
        return this.#isByline(element) && this.#add(draftText('AUTHOR', oneLine(textWithin(element))));
    }
  }

  #isDisplayed(math: HtmlElement): boolean {
    return attribute(math, 'display') === 'block' || attribute(math, 'mode') === 'display';
  }

  #isByline(element: HtmlElement): boolean {
    if (
      this.#headings > 1 ||
      !(FRONT_CLASS.test(attribute(element, 'class')) || attribute(element, 'rel') === 'author')
    ) {
      return false;
    }
    const said = oneLine(textWithin(element));
    return said !== '' && said.length <= LONGEST_BYLINE;
  }

  #formula(text: string): boolean {
    const formula = oneLine(text)
      .replace(/^\$+|\$+$/g, '')
      .trim();
    return formula === '' || this.#add(draftText('EQUATION', formula));
  }

  /** A picture within a paragraph parts it only where its own words say that it is a figure. */
  #image(element: HtmlElement): true {
    const image = imageDraft(element);
    const isLabelled = figureLabel(image.alt, true) !== null;
    const isAlone = image.isAlone && !this.#hasWords;
    if (isLabelled) this.#flush();
    this.drafts.push({ ...image, isAlone });
    return true;
  }

  #add(draft: Draft | null): boolean {
    if (draft === null) return false;
    this.#flush();
    if (!('text' in draft) || draft.text !== '') this.drafts.push(draft);
    return true;
  }

  #kindOf(element: HtmlElement): { kind: BlockKind; level: number | null } | null {
    const { tag } = element;
    if (/^h[1-6]$/.test(tag)) return { kind: 'HEADING', level: Number(tag.charAt(1)) };
    if (tag === 'blockquote') return { kind: 'QUOTE', level: null };
    const names = attribute(element, 'class');
    const role = attribute(element, 'role');
    if (REFERENCES_CLASS.test(names) || role === 'doc-bibliography') return { kind: 'REFERENCE', level: null };
    if (this.#headings <= 1 && (ABSTRACT_CLASS.test(names) || role === 'doc-abstract'))
      return { kind: 'ABSTRACT', level: null };
    const isItem = tag === 'li' || tag === 'dd' || tag === 'dt';
    return isItem && this.#kinds.at(-1)?.kind !== 'REFERENCE' ? { kind: 'LIST_ITEM', level: null } : null;
  }

  #flush(): void {
    const text = oneLine(this.#parts.join(''));
    this.#parts = [];
    this.#hasWords = false;
    if (text === '') return;
    const { kind, level } = this.#kinds.at(-1) ?? { kind: 'PARAGRAPH', level: null };
    if (kind === 'HEADING') this.#headings += 1;
    this.drafts.push(draftText(kind, text, level));
  }
}
