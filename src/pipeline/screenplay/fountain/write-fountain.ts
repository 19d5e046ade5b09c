import { factNotes } from '../scene-facts';
import type { Screenplay, ScreenplayElement, ScreenplayScene } from '../screenplay';
import { actAfterAll } from '../section-acts';
import { fountainLines } from './fountain-lines';
import { fountainSafe } from './fountain-safe';
import { writtenHeading } from './headings';
import { writtenHidden } from './hidden-element';
import { interruptsAction, lineKind } from './line-kind';
import { writtenField } from './title-page';

/** A screenplay as Fountain, with marks where a line would be read as something else. Read back it equals `fountainSafe` of it. */
export function writeFountain(screenplay: Screenplay): string {
  const { titlePage, opening, scenes } = fountainSafe(screenplay);
  let act = actAfterAll(opening, null);
  const inScenes = scenes.flatMap((scene) => {
    const written = writtenScene(scene, act);
    act = actAfterAll(scene.elements, act);
    return written;
  });
  const blocks = [...writtenElements(opening), ...inScenes];
  const body = blocks.join('\n\n');
  if (titlePage.length > 0) return `${[titlePage.map(writtenField).join('\n'), body].join('\n\n').trimEnd()}\n`;
  return blocks.length === 0 ? '' : `${looksLikeTitlePage(body) ? '\n' : ''}${body}\n`;
}

/** On the very first line a colon could be that of a title page, and U+FEFF a byte order mark. */
function looksLikeTitlePage(body: string): boolean {
  const [first = ''] = body.slice(0, body.indexOf('\n') + 1 || undefined).split('\n', 1);
  return first.includes(':') || first.startsWith('\uFEFF');
}

function writtenScene(scene: ScreenplayScene, sectionAct: number | null): string[] {
  const facts = factNotes(scene, sectionAct).map((text) => writtenHidden({ kind: 'NOTE', text }));
  const heading = writtenHeading(scene.slugline, scene.label);
  return [heading, ...(facts.length > 0 ? [facts.join('\n')] : []), ...writtenElements(scene.elements)];
}

const SPOKEN: ReadonlySet<ScreenplayElement['kind']> = new Set(['DIALOGUE', 'PARENTHETICAL', 'LYRIC']);

/** One block each; a speech is one with its cue. */
function writtenElements(elements: readonly ScreenplayElement[]): string[] {
  const blocks: string[][] = [];
  let isSpeech = false;
  elements.forEach((element, at) => {
    const isSpoken = SPOKEN.has(element.kind);
    const following = elements[at + 1];
    if (isSpeech && isSpoken) blocks.at(-1)?.push(spoken(element));
    else {
      isSpeech = element.kind === 'CHARACTER';
      blocks.push([isSpeech ? cue(element, following) : standing(element)]);
    }
  });
  return blocks.map((lines) => lines.join('\n'));
}

function cue({ text, isDual }: ScreenplayElement, following: ScreenplayElement | undefined): string {
  const written = isDual ? `${text} ^` : text;
  const speech = following && SPOKEN.has(following.kind) ? '\nx' : '';
  return isPlain(`${written}${speech}`, 'CHARACTER', '@') ? written : `@${written}`;
}

/** Read as this kind without the mark that forces it. */
function isPlain(block: string, kind: ScreenplayElement['kind'], mark: string): boolean {
  const [first, second] = fountainLines(block);
  return first !== undefined && lineKind(first, second) === kind && !first.shown.startsWith(mark);
}

function spoken({ kind, text }: ScreenplayElement): string {
  if (kind === 'PARENTHETICAL') return `(${text})`;
  return written(text, (line) => (kind === 'LYRIC' ? `~${line}` : line || '  '));
}

/** What stands between empty lines. */
function standing(element: ScreenplayElement): string {
  const { kind, text } = element;
  switch (kind) {
    case 'SECTION':
      return `${'#'.repeat(element.depth ?? 1)} ${text}`;
    case 'SYNOPSIS':
      return `= ${text}`;
    case 'PAGE_BREAK':
      return '===';
    case 'TRANSITION':
      return isPlain(text, kind, '>') ? text : `> ${text}`;
    case 'LYRIC':
      return written(text, (line) => `~${line}`);
    case 'CENTRED':
      return written(text, (line) => `> ${line} <`);
    case 'NOTE':
    case 'BONEYARD':
      return writtenHidden(element);
    default:
      return action(text);
  }
}

/** Line by line; a line break within a note ends none. */
function written(text: string, line: (text: string) => string): string {
  const lines = fountainLines(text).map((it) => text.slice(it.start, it.endExclusive));
  return lines.map(line).join('\n');
}

function action(text: string): string {
  const lines = fountainLines(text).map((line, at) => {
    const raw = text.slice(line.start, line.endExclusive);
    const isForced = raw === '' || raw.startsWith('!') || (at > 0 && interruptsAction(line));
    return isForced ? `!${raw}` : raw;
  });
  const block = lines.join('\n');
  return isPlain(block, 'ACTION', '!') || block.startsWith('!') ? block : `!${block}`;
}
