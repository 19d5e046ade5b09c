/** Narration is read at 150 words a minute until it has been spoken and measured. */
export const WORDS_PER_MINUTE = 150;

/** Paragraphs of flat text: parted by blank lines, whatever the line ends and whatever spaces stand on the blank lines. */
export function paragraphs(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/(?:\r\n|\n|\r|\u2028|\u2029)(?:[^\S\r\n]*(?:\r\n|\n|\r|\u2028|\u2029))+/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

export function estimatedSeconds(text: string): number {
  return (wordCount(text) * 60) / WORDS_PER_MINUTE;
}

export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

/** A text as one paragraph: without blank lines and without blanks around it. Empty where it says nothing. */
export function asParagraph(text: string): string {
  return paragraphs(text).join('\n');
}

/** Flat text of a script: reading it back gives the same paragraphs. */
export function flatText(texts: readonly string[]): string {
  return texts.join('\n\n');
}
