import { attribute, isMargin, isUnread, outermost } from './html-elements';
import { textWithin } from './html-text';
import type { HtmlElement } from './html-tree';

export interface MainContent {
  readonly root: HtmlElement;
  /** Whether heads, feet and margins in it are the page's. */
  readonly hasMargins: boolean;
}

/** One article is the document where it holds so much of what all articles say; of a list of teasers none is. */
const SHARE_OF_ONE = 0.6;

const isLeft = (element: HtmlElement): boolean => isUnread(element) || isMargin(element);

/** The part of a page that is its document. */
export function mainContent(page: HtmlElement): MainContent {
  const isMain = (element: HtmlElement) => element.tag === 'main' || attribute(element, 'role') === 'main';
  const within = outermost(page, isMain, isLeft)[0] ?? outermost(page, ({ tag }) => tag === 'body', isLeft)[0] ?? page;
  const articles = outermost(within, ({ tag }) => tag === 'article', isLeft).map((root) => ({
    root,
    said: textWithin(root).length,
  }));
  const all = articles.reduce((sum, { said }) => sum + said, 0);
  const largest = articles.reduce((best, next) => (next.said > best.said ? next : best), { root: within, said: 0 });
  if (largest.said > 0 && largest.said >= all * SHARE_OF_ONE) return { root: largest.root, hasMargins: false };
  return { root: within, hasMargins: !isMain(within) };
}
