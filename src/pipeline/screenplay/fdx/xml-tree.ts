import { type XmlEvent, xmlEvents } from './xml-events';
import { malformed, type XmlSource } from './xml-source';

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (XmlElement | string)[];
}

interface OpenElement extends XmlElement {
  readonly at: number;
}

/** The root of an XML text. However deep it is, nothing here calls itself. */
export function xmlTree(source: XmlSource): XmlElement {
  const document: XmlElement = { name: '', attributes: new Map(), children: [] };
  const open: OpenElement[] = [];
  for (const event of xmlEvents(source)) take(event, { source, document, open });
  const last = open.at(-1);
  if (last) throw malformed(source, last.at, { expected: `</${last.name}>`, got: 'the end of the file' });
  const [root] = document.children;
  if (typeof root === 'object') return root;
  throw malformed(source, 0, { expected: 'an element', got: 'none' });
}

interface Building {
  readonly source: XmlSource;
  readonly document: XmlElement;
  readonly open: OpenElement[];
}

function take(event: XmlEvent, { source, document, open }: Building): void {
  const parent = open.at(-1);
  if (event.kind === 'OPEN') {
    if (!parent && document.children.length > 0) throw beside(source, event.at, `<${event.name}>`);
    const element = { name: event.name, attributes: event.attributes, children: [], at: event.at };
    (parent ?? document).children.push(element);
    open.push(element);
  } else if (event.kind === 'TEXT') {
    if (parent) parent.children.push(event.text);
    else if (event.text.trim() !== '') throw beside(source, event.at, 'text');
  } else {
    const closed = open.pop();
    const expected = closed ? `</${closed.name}>` : 'no end of an element';
    if (closed?.name !== event.name) throw malformed(source, event.at, { expected, got: `</${event.name}>` });
  }
}

function beside(source: XmlSource, at: number, got: string) {
  return malformed(source, at, { expected: 'one element that holds all', got: `${got} beside it` });
}

export function elementsOf({ children }: XmlElement, ...names: readonly string[]): XmlElement[] {
  return children.filter((child): child is XmlElement => typeof child === 'object' && names.includes(child.name));
}

/** All the text within. */
export function textWithin(element: XmlElement): string {
  const parts: string[] = [];
  const waiting: (XmlElement | string)[] = [element];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') parts.push(next);
    else for (let at = next.children.length - 1; at >= 0; at--) waiting.push(next.children[at] ?? '');
  }
  return parts.join('');
}
