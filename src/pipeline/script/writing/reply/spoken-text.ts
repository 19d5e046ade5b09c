import { splitSentences } from '../../../values/sentences';
import { inlineText } from '../../markdown-inline';
import * as is from '../../markdown-lines';

/** `Narrator:`, `Host 2:`, `V.O.:`, whatever their capitals. */
const ROLE =
  /^\s*(?:co-?host|host|guest|narrator|narration|speaker|interviewer|interviewee|anchor|moderator|presenter|expert|reporter|announcer|voice[\s-]?over|v\.?o\.?|text|segment|scene)(?:\s?[a-z0-9]{1,3})?\s*(?:\([^()]{0,40}\))?\s*:\s+/i;
/** What is done and not said. */
const DIRECTION =
  /\s*[([]\s*(?:pause|beat|silence|music|sound|sfx|fx|laugh|cut|fade|zoom|pan|show|on[\s-]screen|visual|camera|image|graphic|transition|title card|b-roll|intro|outro|sigh|whisper|softly|voice)[^()[\]]{0,80}[)\]]/gi;
const CITATION = /\s*\[(?:\d+(?:\s*[-–,;]\s*\d+)*|\^\w{1,20}|source[^[\]]{0,40}|atoms?[^[\]]{0,40})\](?!\()/gi;
const CLOCK = /^\s*[[(]?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[-–]\s*\d{1,2}:\d{2}(?::\d{2})?)?[\])]?\s+/;
/** Kept by no database, or no character at all. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** What of a reply is to be said: one paragraph, without headings, marks, speakers, directions and repetitions. */
export function spokenText(written: string, language: string): string {
  const lines = written.replace(UNSTORABLE, '').split(/\r\n|\n|\r|\u2028|\u2029/);
  const plain = lines.flatMap(lineSaid).join(' ').replace(/\s+/g, ' ').trim();
  return withoutRepetitions(plain, language);
}

function lineSaid(line: string): string[] {
  const isMark = is.HEADING.test(line) || is.FENCE.test(line) || is.BREAK_LINE.test(line) || is.TABLE_RULE.test(line);
  if (isMark || is.BLANK.test(line) || is.STAGE_DIRECTION.test(line)) return [];
  const bare = line.replace(is.QUOTE, '').replace(is.ITEM, '$3').replace(CLOCK, '');
  const said = inlineText(bare.replace(CITATION, '')).text.replace(DIRECTION, '').replace(ROLE, '');
  return said.trim() === '' ? [] : [is.withoutSpeaker(said, is.speakersOf([said])) ?? said];
}

/** A sentence right after itself was written by mistake. */
function withoutRepetitions(text: string, language: string): string {
  const sentences = splitSentences(text, language);
  return sentences.filter((sentence, idx) => sentence !== sentences[idx - 1]).join(' ');
}
