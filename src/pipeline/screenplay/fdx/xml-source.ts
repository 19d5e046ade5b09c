import { InvalidInput } from '../../errors';

/** A text, and the input field that it came in. */
export interface XmlSource {
  readonly text: string;
  readonly field: readonly string[];
}

export function malformed(
  { text, field }: XmlSource,
  at: number,
  { expected, got }: { expected: string; got: string },
): InvalidInput {
  const line = text.slice(0, at).split('\n').length;
  return new InvalidInput(`The screenplay is no XML that can be read: line ${line}.`, {
    field: [...field],
    expected: `${expected} (line ${line})`,
    got,
    remedy: 'Export the file from Final Draft once more, as .fdx.',
  });
}
