import { InvalidInput } from '../errors';
import { isName } from '../values/text';

const LONGEST = { title: 300, attribution: 200 } as const;

export function assertTitle(title: string | null | undefined): void {
  assertText('title', title);
}

export function assertAttribution(attribution: string | null | undefined): void {
  assertText('attribution', attribution);
}

/** As much of what a document calls itself as is kept; null where that is nothing. */
export function keptTitle(title: string | null): string | null {
  const text = (title ?? '').replace(/\s+/g, ' ').trim().slice(0, LONGEST.title);
  return text.replace(/[\uD800-\uDBFF]$/, '') || null;
}

/** A name without its ending, where it has more than an ending. */
export function stemOf(fileName: string): string {
  return fileName.replace(/(?<=.)\.\w{1,8}$/, '');
}

function assertText(name: keyof typeof LONGEST, text: string | null | undefined): void {
  if (text === null || text === undefined || isName(text, LONGEST[name])) return;
  throw new InvalidInput(`The ${name} of a document must have from 1 to ${LONGEST[name]} characters.`, {
    field: ['input', name],
    expected: `1 to ${LONGEST[name]} characters, not all of them spaces`,
    got: `${text.length} characters`,
    remedy: 'Shorten it, or leave it out.',
  });
}
