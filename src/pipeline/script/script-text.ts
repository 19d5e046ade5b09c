import { InvalidInput } from '../errors';
import { isStorable, isWhole } from '../values/text';
import { draftFromMarkdown, scriptToMarkdown } from './markdown';
import { flatText, paragraphs } from './paragraphs';
import { assertNarratable, MOST_CHARACTERS, type TextField, tooMuch } from './script-limits';
import type { ScriptFormat } from './segment';
import { draftFromJson, scriptToJson } from './structured-script';
import { asParagraphs, completed, type ScriptDraft, type WrittenScript } from './written-script';

export interface ScriptSource {
  readonly text: string;
  readonly format: ScriptFormat;
  /** The part of the input that a refusal names. */
  readonly field: TextField;
}

/** A script out of the text of a file. What the file does not say is guessed; what cannot be narrated is refused. */
export function scriptOfText(source: ScriptSource): WrittenScript {
  const { text, field } = source;
  if (!isStorable(text)) throw noPlainText('a NUL character: is this a binary file?', field);
  if (!isWhole(text)) throw noPlainText('half of a surrogate pair', field);
  const mayBeLonger = field === 'uploadId' && source.format === 'JSON';
  if (text.length > MOST_CHARACTERS && !mayBeLonger) {
    throw tooMuch('characters', { got: text.length, most: MOST_CHARACTERS, field });
  }
  const draft = asParagraphs(draftOf(source));
  assertNarratable(draft, field);
  return completed(draft);
}

function draftOf({ text, format, field }: ScriptSource): ScriptDraft {
  if (format === 'JSON') return draftFromJson(parsed(text, field), field);
  if (format === 'MARKDOWN') return draftFromMarkdown(text, field);
  return { segments: paragraphs(text).map((paragraph) => ({ text: paragraph })) };
}

function parsed(text: string, field: TextField): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new InvalidInput('This is not JSON.', {
      field: ['input', field],
      expected: 'the JSON of a structured script',
      got: error instanceof Error ? error.message : String(error),
      remedy: 'Choose the format that the text has: FLAT, MARKDOWN or JSON.',
    });
  }
}

/** The whole script as the text of a file, which reads back as the same segments. FLAT needs their texts alone. */
export function textOfScript(script: WrittenScript, format: ScriptFormat): string {
  if (format === 'FLAT') return flatText(script.segments.map(({ text }) => text));
  if (format === 'JSON') return `${JSON.stringify(scriptToJson(script), null, 2)}\n`;
  return scriptToMarkdown(script);
}

function noPlainText(got: string, field: TextField): InvalidInput {
  return new InvalidInput('The text is not whole.', {
    field: ['input', field],
    expected: 'plain text of whole characters',
    got,
    remedy: 'Send plain UTF-8 text, cut between characters.',
  });
}
