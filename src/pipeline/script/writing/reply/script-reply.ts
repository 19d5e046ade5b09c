import { type DomainError, Unavailable } from '../../../errors';
import type { JsonValue } from '../../../values/canonical-json';
import { figureMentions } from '../../figure-mentions';
import { wordCount } from '../../paragraphs';
import { completed, type WrittenScript } from '../../written-script';
import type { BriefFigure, WritingBrief } from '../brief';
import { checkedScript } from '../claims';
import { replyOf } from './reply-parts';
import { segmentsOf } from './segments';

export interface Replied {
  readonly script: WrittenScript;
  /** What was mended, and what a reader of the script should know. */
  readonly notes: readonly string[];
}

/** Of the words that were asked for. */
const AS_ASKED = 0.1;

/** A model's reply as a script: what can be mended is, what cannot is left out and told. A refusal is answered where nothing is left. */
export function scriptOfReply(value: JsonValue, brief: WritingBrief): Replied | DomainError {
  const reply = replyOf(value);
  const { segments, notes } = segmentsOf(reply.segments, brief);
  if (segments.length === 0) return nothingLeft(value);
  const [main] = brief.sources;
  const script = checkedScript(
    {
      ...completed({ segments: [] }),
      title: reply.title ?? main?.title ?? null,
      sourcesUsed: brief.sources.map(({ documentId }) => documentId),
      contentType: 'research',
      productionStyle: 'explainer',
      sourceDocument: main?.title ?? null,
      generationPrompt: `written by a model from ${brief.sources.map(({ title }) => `“${title}”`).join('; ')}`,
      segments,
    },
    brief,
  );
  return { script, notes: [...notes, ...notesOf(script, brief)] };
}

function nothingLeft(value: JsonValue): DomainError {
  const said = JSON.stringify(value) ?? '';
  return new Unavailable('The model wrote no script.', {
    expected: 'at least one segment with text to be spoken',
    got: said.length > 200 ? `${said.slice(0, 200)}…` : said,
    remedy: 'Ask again, or name another model.',
  });
}

function notesOf(script: WrittenScript, { sources, minutes, wordsPerMinute }: WritingBrief): string[] {
  const notes: string[] = [];
  const words = script.segments.reduce((sum, { text }) => sum + wordCount(text), 0);
  const asked = minutes * wordsPerMinute;
  if (Math.abs(words / asked - 1) > AS_ASKED) {
    const said = (words / wordsPerMinute).toFixed(1);
    notes.push(`The script lasts ${said} minutes and not the ${minutes.toFixed(1)} that were asked for.`);
  }
  const claims = script.segments.flatMap((segment) => segment.claims ?? []);
  const unsupported = claims.filter(({ supported }) => !supported).length;
  if (unsupported > 0) notes.push(`Its sources do not say ${unsupported} of its ${claims.length} claims.`);
  const unseen = sources.flatMap(({ documentId, figures }) => figures.filter((it) => !isSeen(it, documentId, script)));
  if (unseen.length > 0) notes.push(`Nobody walks through ${unseen.map(labelOf).join(', ')}.`);
  return notes;
}

const labelOf = ({ kind, number }: BriefFigure): string => `${kind === 'TABLE' ? 'Table' : 'Figure'} ${number}`;

function isSeen({ kind, number }: BriefFigure, documentId: string, { segments }: WrittenScript): boolean {
  return segments.some(
    ({ figures, text }) =>
      figures.some((it) => it.kind === kind && it.number === number && it.documentId === documentId) &&
      figureMentions(text).some((it) => it.kind === kind && it.number === number),
  );
}
