import { attribute, isElement, isUnread } from './html-elements';
import type { HtmlElement } from './html-tree';

const BLOCKS = new Set(
  'address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

export const isBlock = ({ tag }: HtmlElement): boolean => BLOCKS.has(tag);

/** What is written within an element, blanks as they are; blocks in it are parted by a line's end. */
export function textWithin(root: HtmlElement): string {
  const parts: string[] = [];
  const stack: (HtmlElement | string)[] = [...root.children].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) parts.push(node);
    else if (!isUnread(node)) {
      const said = textOfLeaf(node);
      if (said !== null) parts.push(said);
      else {
        if (isBlock(node)) parts.push('\n');
        if (isBlock(node)) stack.push('\n');
        for (let at = node.children.length - 1; at >= 0; at -= 1) stack.push(node.children[at] ?? '');
      }
    }
  }
  return parts.join('');
}

const RAISED: Readonly<Record<string, string>> = { '-': '⁻', '−': '⁻', '+': '⁺', n: 'ⁿ' };
const raised = (text: string): string =>
  [...text].map((sign) => RAISED[sign] ?? '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(sign))).join('');
const lowered = (text: string): string => [...text].map((sign) => '₀₁₂₃₄₅₆₇₈₉'.charAt(Number(sign))).join('');

/** Of elements that are read as one: formulas, numbers above and below the line, marks of notes. Null of all others. */
export function textOfLeaf(element: HtmlElement): string | null {
  switch (element.tag) {
    case 'math':
      return formulaText(element);
    case 'd-math':
    case 'dt-math':
    case 'tex-math':
      return inDollars(textWithin(element));
    case 'script':
      return `$${element.children.filter((child) => !isElement(child)).join('')}$`;
    case 'sup':
      return raisedText(element);
    case 'sub':
      return loweredText(element);
    case 'img':
      return /(?:^|[\s-])(?:tex|math|latex|equation)/.test(attribute(element, 'class'))
        ? inDollars(attribute(element, 'alt'))
        : '';
    default:
      return null;
  }
}

/** Text of a small element; null where it is none. */
function shortText({ children }: HtmlElement): string | null {
  return children.length <= 3 && children.every((child) => !isElement(child)) ? children.join('').trim() : null;
}

function raisedText(element: HtmlElement): string | null {
  const text = shortText(element);
  if (text !== null) return /^[-−+]?[\dn]{1,6}$/.test(text) ? raised(text) : null;
  const [only, ...others] = element.children.filter((child) => isElement(child) || child.trim() !== '');
  const isNote = others.length === 0 && only !== undefined && isElement(only) && only.tag === 'a';
  return isNote && /^\d{1,3}$/.test(shortText(only) ?? '') ? '' : null;
}

function loweredText(element: HtmlElement): string | null {
  const text = shortText(element);
  return text !== null && /^\d{1,6}$/.test(text) ? lowered(text) : null;
}

const STRUCTURED = new Set('msub msup msubsup mfrac msqrt mroot munder mover munderover mtable'.split(' '));

/** A simple formula in its own signs, another in TeX where the page has that. */
export function formulaText(math: HtmlElement): string {
  const { signs, tex, isStructured } = signsOf(math);
  const plain = signs.replace(/\s+/g, ' ').trim();
  if (!isStructured && plain !== '') return plain;
  const source = attribute(math, 'alttext') || tex;
  return source === '' ? plain : inDollars(source);
}

function signsOf(math: HtmlElement): { signs: string; tex: string; isStructured: boolean } {
  const [signs, tex]: [string[], string[]] = [[], []];
  let isStructured = false;
  const stack: { node: HtmlElement | string; inTex: boolean }[] = [{ node: math, inTex: false }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, inTex } = next;
    if (!isElement(node)) (inTex ? tex : signs).push(node);
    else if (node.tag !== 'annotation-xml') {
      isStructured ||= STRUCTURED.has(node.tag);
      if (node.tag === 'annotation' && !/tex/i.test(attribute(node, 'encoding'))) continue;
      for (let at = node.children.length - 1; at >= 0; at -= 1) {
        stack.push({ node: node.children[at] ?? '', inTex: inTex || node.tag === 'annotation' });
      }
    }
  }
  return { signs: signs.join(''), tex: tex.join(''), isStructured };
}

const inDollars = (tex: string): string => {
  const bare = tex
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\{\\displaystyle\s?(.*)\}$/, '$1')
    .trim();
  return bare === '' ? '' : `$${bare}$`;
};
