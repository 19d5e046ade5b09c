import { oneLine } from '../drafts/clean-text';
import type { DraftPicture, DraftTable } from '../drafts/draft';
import { attribute, elementsIn, isElement, isUnread, outermost } from './html-elements';
import { textWithin } from './html-text';
import type { HtmlElement } from './html-tree';

const PICTURES = new Set(['img', 'svg', 'canvas', 'object', 'video', 'picture']);
const isSeen = (element: HtmlElement): boolean => PICTURES.has(element.tag) && attribute(element, 'hidden') === '';

/** A `figure` with a picture or a table in it; null where it holds text alone. */
export function figureDraft(figure: HtmlElement): DraftPicture | DraftTable | null {
  const caption = captionOf(figure);
  const [table] = outermost(figure, ({ tag }) => tag === 'table', isUnread);
  const seen = elementsIn(figure, isSeen);
  if (table && seen.length === 0) return { ...tableDraft(table), caption: caption ?? tableDraft(table).caption };
  if (seen.length === 0) return null;
  const images = seen.filter(({ tag }) => tag === 'img');
  const image = images.find((one) => /^data:image/i.test(attribute(one, 'src'))) ?? images[0];
  const alt = image ? attribute(image, 'alt') : '';
  return { kind: 'PICTURE', alt: oneLine(alt), caption, source: image ? attribute(image, 'src') : '', isAlone: true };
}

function captionOf(figure: HtmlElement): string | null {
  const captions = outermost(figure, ({ tag }) => tag === 'figcaption', isUnread).map((one) =>
    oneLine(textWithin(one)),
  );
  const own = figure.children.find((child) => isElement(child) && child.tag === 'figcaption');
  const said = own && isElement(own) ? oneLine(textWithin(own)) : captions.filter(Boolean).join(' ');
  return said === '' ? null : said;
}

export function imageDraft(image: HtmlElement): DraftPicture {
  const isSmall = ['width', 'height'].some((side) => Number.parseInt(attribute(image, side), 10) < 64);
  const alt = oneLine(attribute(image, 'alt'));
  return { kind: 'PICTURE', alt, caption: null, source: attribute(image, 'src'), isAlone: !isSmall };
}

export function tableDraft(table: HtmlElement): DraftTable {
  const isWithinOther = (element: HtmlElement) => element.tag === 'table' || isUnread(element);
  const [caption] = elementsIn(table, ({ tag }) => tag === 'caption', isWithinOther);
  const rows = outermost(table, ({ tag }) => tag === 'tr', isWithinOther).map(cellsOf);
  const said = caption ? oneLine(textWithin(caption)) : '';
  return { kind: 'TABLE', caption: said === '' ? null : said, rows: rows.filter((row) => row.some(Boolean)) };
}

const isCell = (node: HtmlElement | string): node is HtmlElement =>
  isElement(node) && (node.tag === 'td' || node.tag === 'th');

const cellsOf = (row: HtmlElement): string[] => row.children.filter(isCell).map((cell) => oneLine(textWithin(cell)));

const FORMULA_CLASS = /(?:^|[\s_-])(?:ltx_equation|ltx_eqn|ltx_eqn_table|equation)(?=$|[\s_-])/;

export const isFormula = (element: HtmlElement): boolean => FORMULA_CLASS.test(attribute(element, 'class'));

const FLOWS = new Set(['p', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'table', 'blockquote', 'form', 'article', 'section']);

/** A table that only places things on a page: its cells hold paragraphs and more, and it has no head. */
export function isLayout(table: HtmlElement): boolean {
  if (/^(?:presentation|none)$/.test(attribute(table, 'role'))) return true;
  const [inner] = elementsIn(table, ({ tag }) => tag === 'th' || tag === 'caption');
  return inner === undefined && elementsIn(table, ({ tag }) => FLOWS.has(tag)).length > 1;
}
