import { plainText } from './plain-text';

/** What a camera could see of an element, paragraph by paragraph; the lines of one paragraph are joined. */
export function paragraphsOf(text: string): string[] {
  return plainText(text)
    .split(/\n[^\S\n]*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}
