import { oneLine } from '../drafts/clean-text';
import type { FrontMatter } from '../drafts/draft';
import { attribute, elementsIn, isUnread } from './html-elements';
import { textWithin } from './html-text';
import type { HtmlElement } from './html-tree';

/** What the head of a page says of its document. `root` is what of the page is read. */
export function htmlFrontMatter(page: HtmlElement, root: HtmlElement): FrontMatter {
  const said = metaOf(page);
  const first = (...names: string[]) => names.flatMap((name) => said.get(name) ?? [])[0] ?? null;
  const all = (...names: string[]) => names.map((name) => said.get(name) ?? []).find((found) => found.length > 0) ?? [];
  const words = all('citation_keywords', 'keywords', 'dc.subject').flatMap((list) => list.split(/[,;]/));
  return {
    title: first('citation_title', 'dc.title') ?? titleOf(page, root, first('og:title')),
    authors: all('citation_author', 'dc.creator', 'author').flatMap(people),
    date: first('citation_publication_date', 'citation_date', 'dc.date', 'article:published_time', 'date'),
    keywords: words.map((word) => word.trim()).filter(Boolean),
    abstract: first('citation_abstract'),
  };
}

function metaOf(page: HtmlElement): ReadonlyMap<string, string[]> {
  const said = new Map<string, string[]>();
  for (const meta of elementsIn(page, ({ tag }) => tag === 'meta')) {
    const name = (attribute(meta, 'name') || attribute(meta, 'property')).toLowerCase();
    const content = oneLine(attribute(meta, 'content'));
    const before = said.get(name) ?? [];
    if (name !== '' && content !== '') before.push(content);
    said.set(name, before);
  }
  return said;
}

/** `Okafor, Ada` is one, `Ada Okafor, Bo Lind` are two; an address is nobody. */
function people(content: string): string[] {
  if (/^(?:https?:|@)/i.test(content)) return [];
  const [last = '', given, ...others] = content.split(/\s*,\s*/);
  if (given !== undefined && others.length === 0 && !last.includes(' ')) return [`${given} ${last}`];
  return content.split(/\s*[,;]\s*|\s+and\s+/).filter(Boolean);
}

/** Null where what is read begins with a heading of its own. */
function titleOf(page: HtmlElement, root: HtmlElement, told: string | null): string | null {
  const isFirst = ({ tag }: HtmlElement) => tag === 'h1';
  if (elementsIn(root, isFirst, isUnread).length > 0) return null;
  const [heading] = elementsIn(page, isFirst, isUnread);
  const [title] = elementsIn(
    page,
    ({ tag }) => tag === 'title',
    ({ tag }) => tag === 'svg',
  );
  const found = [heading ? textWithin(heading) : null, told, title?.children.join('')];
  return found.map((text) => oneLine(text ?? '')).find(Boolean) ?? null;
}
