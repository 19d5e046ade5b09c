import type { HtmlElement } from './html-tree';

export const isElement = (node: HtmlElement | string): node is HtmlElement => typeof node !== 'string';

export const attribute = ({ attributes }: HtmlElement, name: string): string => attributes.get(name) ?? '';

type Question = (element: HtmlElement) => boolean;

/** Elements in the order of the text that a question is true of, and nothing below those it keeps out. */
export function elementsIn(root: HtmlElement, isOne: Question, isOut: Question = () => false): HtmlElement[] {
  return walked({ root, isOne, isOut, isNested: true });
}

/** The same without those that are within another of them. */
export function outermost(root: HtmlElement, isOne: Question, isOut: Question): HtmlElement[] {
  return walked({ root, isOne, isOut, isNested: false });
}

interface Walk {
  readonly root: HtmlElement;
  readonly isOne: Question;
  readonly isOut: Question;
  readonly isNested: boolean;
}

function walked({ root, isOne, isOut, isNested }: Walk): HtmlElement[] {
  const found: HtmlElement[] = [];
  const stack: HtmlElement[] = [root];
  for (let element = stack.pop(); element; element = stack.pop()) {
    if (element !== root && isOut(element)) continue;
    const isFound = isOne(element);
    if (isFound) found.push(element);
    if (isFound && !isNested) continue;
    for (let at = element.children.length - 1; at >= 0; at -= 1) {
      const child = element.children[at];
      if (child !== undefined && isElement(child)) stack.push(child);
    }
  }
  return found;
}

const NO_TEXT = new Set(
  'aside script style noscript template svg canvas form button select textarea input nav iframe object embed video audio map dialog head'.split(
    ' ',
  ),
);
const NO_ROLE = /^(?:navigation|banner|contentinfo|search|complementary|alert|dialog|menu|toolbar|tooltip)$/i;
const NO_CLASS =
  /(?:^|[\s_-])(?:visually-hidden|mw-editsection|toc|ltx_toc|navbox|breadcrumbs?|cookies?|advert(?:isement)?|noprint|share-buttons|related-posts|comments-area|skip-link|katex-html|MathJax_Preview|MathJax|ltx_page_footer|ltx_page_header|headerlink|anchorjs-link)(?=$|[\s_-])/;

/** What is there for the page and not for the document, and what nobody sees. */
export function isUnread(element: HtmlElement): boolean {
  const { tag } = element;
  if (tag === 'script') return !/^math\/tex/i.test(attribute(element, 'type'));
  return NO_TEXT.has(tag) || isHidden(element) || NO_ROLE.test(attribute(element, 'role')) || isFurniture(element);
}

function isFurniture(element: HtmlElement): boolean {
  const { tag } = element;
  return tag !== 'body' && tag !== 'main' && tag !== 'article' && NO_CLASS.test(attribute(element, 'class'));
}

function isHidden(element: HtmlElement): boolean {
  if (/mwe-math-mathml/.test(attribute(element, 'class'))) return false;
  if (element.attributes.has('hidden') || attribute(element, 'aria-hidden').toLowerCase() === 'true') return true;
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attribute(element, 'style'));
}

/** A page's own head and foot; those of an article are parts of it. */
export const isMargin = ({ tag }: HtmlElement): boolean => tag === 'header' || tag === 'footer';
