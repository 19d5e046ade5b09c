/** What a line of Markdown is, by itself. */

export const FRONT_MATTER = /^(?:---|\+\+\+)[ \t]*$/;
export const FRONT_MATTER_END = /^(?:---|\.\.\.|\+\+\+)[ \t]*$/;
export const BLANK = /^\s*$/;
export const FENCE = /^[ \t]*(`{3,}(?=[^`]*$)|~{3,})/;
export const HEADING = /^ {0,3}(#{1,6})(?=[ \t]|$)/;
export const CLOSING_MARKS = /(?:^|[ \t])#+$/;
export const UNDERLINE = /^ {0,3}(={2,}|-{2,})[ \t]*$/;
export const BREAK_LINE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
export const QUOTE = /^(?: {0,3}>[ \t]?)+/;
export const ITEM = /^([ \t]*)(?:[-*+]|(\d{1,9})[.)])(?:[ \t]+(.*))?$/s;
export const TASK = /^\[[ xX]\][ \t]+/;
export const COMMENT_BEGINS = /^[ \t]*<!--/;
export const UNSAID_BEGINS = /^ {0,3}<(script|style|template)\b/i;
export const LINK = /^ {0,3}\[([^\]^][^\]]{0,199})\]:[ \t]*\S/;
export const FOOTNOTE = /^ {0,3}\[\^[^\]\s]{1,100}\]:/;
/** Parts the head of a table from its rows. Of a line without blanks at its end. */
export const TABLE_RULE = /^[ \t]*(?=[^|]*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;

/** `[music]`, `(laughs)`, `*(pause)*`: alone on a line. */
export const STAGE_DIRECTION = /^[ \t]*[*_]{0,3}(?:\[[^[\]]{1,80}\]|\([^()]{1,80}\))[*_]{0,3}[ \t]*$/;

const BOLD_SPEAKER = /^[ \t]*(\*\*|__)(\p{Lu}[\p{L}\p{N} .'’-]{0,39}?)(?::\1|\1:)[ \t]*/u;
export const SPEAKER = /^[ \t]*(\p{Lu}[\p{Lu}\p{N} .'’-]{0,39}):(?=\s|$)[ \t]*/u;
const ROLE =
  /^(?:(?:CO-?)?HOST|GUEST|NARRATOR|SPEAKER|INTERVIEWER|INTERVIEWEE|ANCHOR|MODERATOR|PRESENTER|EXPERT|REPORTER|ANNOUNCER|VOICE ?OVER|V\.?O\.?)(?: ?[A-Z0-9])?$/;

/** Labels in capitals that stand for a speaker: known roles, and whoever speaks twice. `DNA: a molecule` is said. */
export function speakersOf(lines: readonly string[]): ReadonlySet<string> {
  const turns = new Map<string, number>();
  for (const line of lines) {
    const label = SPEAKER.exec(line)?.[1];
    if (label) turns.set(label, (turns.get(label) ?? 0) + 1);
  }
  return new Set([...turns].filter(([label, count]) => count > 1 || ROLE.test(label)).map(([label]) => label));
}

/** What is left of a line without the label of its speaker; null where it has none. */
export function withoutSpeaker(line: string, speakers: ReadonlySet<string>): string | null {
  const bold = BOLD_SPEAKER.exec(line);
  if (bold && (bold[2] ?? '').split(' ').length <= 3) return line.slice(bold[0].length);
  const plain = SPEAKER.exec(line);
  return plain && speakers.has(plain[1] ?? '') ? line.slice(plain[0].length) : null;
}
