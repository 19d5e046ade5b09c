/**
 * What the engine is given. Without control characters, since eSpeak takes ^A for an embedded command, without marks of
 * direction, half surrogates, and `[[`, which eSpeak takes for phonemes.
 */
export function spokenText(sentence: string): string {
  return Buffer.from(sentence, 'utf8')
    .toString('utf8')
    .replace(/[\p{Cc}\ufffd\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
    .replace(/\[(?=\[)/g, '[ ')
    .trim();
}
