import { Token, Tokenizer, TokenizerMode } from 'parse5';

/** An element with what is in it; its parent, for the end tags that close it. */
export interface HtmlElement {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (HtmlElement | string)[];
}

/**
 * The tree of a text in HTML: parse5 reads its tags and entities, and what an end tag closes is decided here. parse5's own
 * trees take quadratic time of what is nested: 40,000 `<div>` took 10 s, and here 0.2 s.
 */
export function htmlTree(text: string): HtmlElement {
  const tree = new Tree();
  const tokenizer = new BoundedTokenizer({}, tree);
  tree.tokenizer = tokenizer;
  tokenizer.write(text, true);
  return tree.root;
}

/** It looks for each name among those before it: of 1,000,000 attributes of one tag that is hours. */
const MOST_ATTRIBUTES = 100;

class BoundedTokenizer extends Tokenizer {
  protected override _leaveAttrName(): void {
    const { currentToken } = this;
    const isFull = currentToken !== null && 'attrs' in currentToken && currentToken.attrs.length >= MOST_ATTRIBUTES;
    if (!isFull) super._leaveAttrName();
  }
}

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const RAW: Readonly<Record<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]>> = {
  title: TokenizerMode.RCDATA,
  textarea: TokenizerMode.RCDATA,
  style: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
  script: TokenizerMode.SCRIPT_DATA,
};
/** What ends where another of them begins, as far up as the element that holds such a list. */
const ENDED_BY: Readonly<Record<string, readonly string[]>> = {
  li: ['li'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  tr: ['tr', 'td', 'th'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  tbody: ['tbody', 'thead', 'tr', 'td', 'th', 'caption'],
  tfoot: ['tbody', 'thead', 'tr', 'td', 'th'],
  option: ['option'],
};
const HOLDS = new Set(['ul', 'ol', 'dl', 'table', 'select', 'menu']);
const ENDS_PARAGRAPH = new Set(
  'address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul'.split(
    ' ',
  ),
);
const INLINE = new Set(
  'a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var'.split(
    ' ',
  ),
);
/** How far up an end tag looks for what it closes among what only marks words. */
const MOST_MARKS = 64;

class Tree {
  readonly root: HtmlElement = { tag: '#document', attributes: new Map(), children: [] };
  readonly #open: HtmlElement[] = [this.root];
  readonly #count = new Map<string, number>();
  tokenizer: Tokenizer | null = null;

  onStartTag({ tagName, attrs, selfClosing }: Token.TagToken): void {
    this.#implyEnds(tagName);
    const attributes = new Map(attrs.map(({ name, value }) => [name, value]));
    const element: HtmlElement = { tag: tagName, attributes, children: [] };
    this.#top().children.push(element);
    const isForeign = this.#has('svg') || this.#has('math');
    if (VOID.has(tagName) || (selfClosing && isForeign)) return;
    this.#open.push(element);
    this.#count.set(tagName, (this.#count.get(tagName) ?? 0) + 1);
    const mode = isForeign ? undefined : RAW[tagName];
    if (mode !== undefined && this.tokenizer) this.tokenizer.state = mode;
  }

  onEndTag({ tagName }: Token.TagToken): void {
    if (tagName === 'br') this.#top().children.push({ tag: 'br', attributes: new Map(), children: [] });
    if (!this.#has(tagName) || (INLINE.has(tagName) && !this.#isWithinMarks(tagName))) return;
    while (this.#pop() !== tagName);
  }

  onCharacter({ chars }: Token.CharacterToken): void {
    this.#top().children.push(chars);
  }

  onWhitespaceCharacter(token: Token.CharacterToken): void {
    this.onCharacter(token);
  }

  onNullCharacter(): void {}
  onComment(): void {}
  onDoctype(): void {}
  onEof(): void {}

  #top(): HtmlElement {
    return this.#open.at(-1) ?? this.root;
  }

  #has(tag: string): boolean {
    return (this.#count.get(tag) ?? 0) > 0;
  }

  #pop(): string {
    const tag = this.#open.pop()?.tag ?? '';
    this.#count.set(tag, (this.#count.get(tag) ?? 1) - 1);
    return tag;
  }

  /** A mark that was opened outside of the block at hand is left to that. */
  #isWithinMarks(tag: string): boolean {
    for (let up = 1; up <= MOST_MARKS; up += 1) {
      const open = this.#open.at(-up)?.tag ?? '';
      if (open === tag) return true;
      if (!INLINE.has(open)) return false;
    }
    return false;
  }

  #implyEnds(tag: string): void {
    if (this.#has('p') && ENDS_PARAGRAPH.has(tag)) this.#close(['p']);
    const ended = ENDED_BY[tag];
    if (ended?.some((other) => this.#has(other))) this.#close(ended);
  }

  /** Closes the outermost of them within the list, table or marks at hand. */
  #close(tags: readonly string[]): void {
    let outermost = 0;
    for (let up = 1; up <= Math.min(MOST_MARKS, this.#open.length - 1); up += 1) {
      const open = this.#open.at(-up)?.tag ?? '';
      if (HOLDS.has(open)) break;
      if (tags.includes(open)) outermost = up;
      else if (tags[0] === 'p' && !INLINE.has(open)) break;
    }
    for (let up = 0; up < outermost; up += 1) this.#pop();
  }
}
