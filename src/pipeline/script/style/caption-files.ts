import type { Cue } from './transcript';

const TIME = String.raw`(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?`;
const TIMING = new RegExp(`^\\s*${TIME}\\s*-->\\s*${TIME}`);
/** Classes, voices and karaoke stamps: `<c.yellow>`, `<v Roger>`, `<00:00:01.500>`. */
const TAG = /<[^<>]{0,200}>/g;
/** `{\an8}` places a line; `♪` is not spoken. */
const PLACING = /\{\\?[^{}]{0,80}\}|[♪♫]/g;
/** `[Applause]`, `(laughs)`, `>>`: what is heard and not said. */
const NOT_SAID = /\[[^[\]]{0,60}\]|\([^()]{0,40}\)|>>+/g;
const SPEAKER = /^\s*(?:-\s*)?\p{Lu}[\p{Lu}\p{N} .'’-]{1,30}:\s+/u;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' };

export const looksLikeCaptions = (text: string): boolean => /^\s*(?:WEBVTT|\d+\s*\r?\n)?[\s\S]{0,400}?-->/.test(text);

/** The cues of SRT and of WebVTT, whose blocks are alike: some lines, one of which has the times. */
export function cuesOf(text: string): Cue[] {
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const blocks = lines.split(/\n[^\S\n]*\n\s*/);
  return blocks.flatMap((block) => cueOf(block.split('\n')));
}

/** NOTE, STYLE and REGION have no times, and no cue is made of them. */
function cueOf(lines: readonly string[]): Cue[] {
  if (/^\s*(?:NOTE|STYLE|REGION)\b/.test(lines[0] ?? '')) return [];
  const at = lines.findIndex((line) => TIMING.test(line));
  const timing = TIMING.exec(lines[at] ?? '');
  if (!timing) return [];
  const text = lines
    .slice(at + 1)
    .map(lineSaid)
    .filter(Boolean)
    .join('\n');
  const [startSeconds, endSeconds] = [secondsOf(timing.slice(1, 5)), secondsOf(timing.slice(5, 9))];
  return text === '' || endSeconds < startSeconds ? [] : [{ text, startSeconds, endSeconds }];
}

function lineSaid(line: string): string {
  return line
    .replace(TAG, '')
    .replace(PLACING, '')
    .replace(/&(\w+);/g, (all, name: string) => ENTITIES[name] ?? all)
    .replace(NOT_SAID, ' ')
    .replace(SPEAKER, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function secondsOf([hours = '0', minutes = '0', seconds = '0', part = '0']: (string | undefined)[]): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(`0.${part}`);
}
