import { malformed, type XmlSource } from './xml-source';
import { decodedText } from './xml-text';

/** What is next in an XML text. Comments, instructions and the document type are passed over. */
export type XmlEvent =
  | {
      readonly kind: 'OPEN';
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
      readonly at: number;
    }
  | { readonly kind: 'CLOSE'; readonly name: string; readonly at: number }
  | { readonly kind: 'TEXT'; readonly text: string; readonly at: number };

const NAME = /[^\s=/<>"'&!?]+/y;
const ATTRIBUTE = /\s+([^\s=/<>"'&]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;
const CLOSE = /<\/([^\s<>]+)\s*>/y;

/**
 * An XML text piece by piece, for the subset that files of programs are in: elements, attributes, text, the five entities, numbers of
 * characters, CDATA. A document type is passed over and its entities are none. Linear, with no depth of its own.
 */
export function* xmlEvents(source: XmlSource): Generator<XmlEvent> {
  const { text } = source;
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; ) {
    if (text[at] !== '<') {
      const end = endOr(text.indexOf('<', at), text.length);
      yield { kind: 'TEXT', text: decodedText(source, at, end), at };
      at = end;
    } else if (text.startsWith('<![CDATA[', at)) {
      const end = endOf(source, at, ']]>');
      yield { kind: 'TEXT', text: text.slice(at + 9, end - 3).replace(/\r\n?/g, '\n'), at };
      at = end;
    } else if (text.startsWith('<!--', at)) at = endOf(source, at, '-->');
    else if (text.startsWith('<?', at)) at = endOf(source, at, '?>');
    else if (text.startsWith('<!', at)) at = endOfDeclaration(source, at);
    else at = yield* tag(source, at);
  }
}

function endOr(found: number, otherwise: number): number {
  return found < 0 ? otherwise : found;
}

function endOf(source: XmlSource, at: number, word: string): number {
  const found = source.text.indexOf(word, at);
  if (found < 0) throw malformed(source, at, { expected: `${word} further on`, got: 'the end of the file' });
  return found + word.length;
}

const DECLARATION_MARK = /["'[\]<>]/g;

/** Past `<!DOCTYPE …>`, with the declarations within its brackets. What is quoted ends nothing. */
function endOfDeclaration(source: XmlSource, at: number): number {
  const pattern = new RegExp(DECLARATION_MARK);
  pattern.lastIndex = at + 1;
  let isInside = false;
  for (let mark = pattern.exec(source.text); mark; mark = pattern.exec(source.text)) {
    const [character] = mark;
    if (character === '"' || character === "'") pattern.lastIndex = endOf(source, mark.index + 1, character);
    else if (character === '[' || character === ']') isInside = character === '[';
    else if (character === '>' && !isInside) return mark.index + 1;
    else if (source.text.startsWith('<!--', mark.index)) pattern.lastIndex = endOf(source, mark.index, '-->');
  }
  throw malformed(source, at, { expected: 'the end of the declaration', got: 'the end of the file' });
}

function* tag(source: XmlSource, at: number): Generator<XmlEvent, number> {
  const { text } = source;
  const closing = matchAt(CLOSE, text, at);
  if (closing?.[1]) {
    yield { kind: 'CLOSE', name: closing[1], at };
    return at + closing[0].length;
  }
  const name = matchAt(NAME, text, at + 1)?.[0];
  if (!name) throw malformed(source, at, { expected: 'the name of an element after <', got: spelled(text, at) });
  const { attributes, end } = attributesAt(source, at + 1 + name.length);
  const [ending, isEmpty] = matchAt(TAG_END, text, end) ?? [];
  if (ending === undefined)
    throw malformed(source, end, { expected: `> at the end of <${name}`, got: spelled(text, end) });
  yield { kind: 'OPEN', name, attributes, at };
  if (isEmpty) yield { kind: 'CLOSE', name, at };
  return end + ending.length;
}

function attributesAt(source: XmlSource, begin: number) {
  const attributes = new Map<string, string>();
  let end = begin;
  for (let found = matchAt(ATTRIBUTE, source.text, end); found; found = matchAt(ATTRIBUTE, source.text, end)) {
    const [all, name = '', double, single] = found;
    const value = double ?? single ?? '';
    const from = end + all.length - 1 - value.length;
    attributes.set(name, decodedText(source, from, from + value.length));
    end += all.length;
  }
  return { attributes, end };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function spelled(text: string, at: number): string {
  return at >= text.length ? 'the end of the file' : JSON.stringify(text.slice(at, at + 20));
}
