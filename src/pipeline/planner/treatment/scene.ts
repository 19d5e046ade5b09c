import type { Warn } from '../warnings';
import { listed } from './bracket-list';
import type { FieldName } from './field-words';
import { musicIn, voiceIn } from './music-words';
import { statedPurpose } from './purpose-words';
import { type SceneField, type SceneWords, sceneWords } from './scene-fields';
import { type SceneHeading, sceneHeading } from './scene-heading';
import type { SourceLine } from './source-lines';
import { statedDuration, warnOfDuration } from './stated-duration';
import type { TreatmentScene, TreatmentVisual } from './treatment';
import { bare, isQuoted, plainValue, said } from './values';
import { visualsIn } from './visuals';

export interface WrittenScene {
  readonly line: number;
  /** What stands behind the marker. */
  readonly behind: string;
  readonly body: readonly SourceLine[];
}

export function sceneOf({ line, behind, body }: WrittenScene, warn: Warn): TreatmentScene {
  const heading = sceneHeading(behind);
  const words = sceneWords(body);
  const told = heading.fields.map(({ name, value }) => ({ name, line, items: [value] }));
  return sceneFrom({ line, heading, words: { ...words, fields: [...told, ...words.fields] } }, warn);
}

export interface SceneParts {
  readonly line: number;
  readonly heading: SceneHeading;
  readonly words: SceneWords;
}

export function sceneFrom({ line, heading, words }: SceneParts, warn: Warn): TreatmentScene {
  const { fields } = words;
  const of = (...names: FieldName[]) => fields.filter(({ name }) => names.includes(name));
  const values = (name: FieldName) => of(name).flatMap(({ items }) => items);
  const prose = words.prose.map(({ text }) => text);
  const stated = of('VISUALS', 'OVERLAY_TEXT').flatMap(visualsOf);
  const spoken = spokenIn(of('NARRATION')) ?? heading.spoken ?? spokenProse(prose);
  const silent = prose.filter((text) => !isQuoted(text));
  warnOfRest({ words, isUsed: stated.length === 0 && heading.picture === null }, warn);
  const purposes = values('PURPOSE').flatMap((value) => plainValue(value) ?? []);
  return {
    line,
    heading: heading.title,
    purpose: purposes[0] === undefined ? heading.purpose : statedPurpose(purposes[0]),
    durationMs: durationOf(of('DURATION'), heading, { line, warn }),
    narration: spoken,
    voice: firstOf(values('VOICE'), voiceIn),
    visuals: stated.length > 0 ? stated : visualsIn(heading.picture ?? silent.join(' ')),
    effects: values('EFFECTS').flatMap(listed),
    music: firstOf(values('MUSIC'), musicIn),
    sfx: values('SFX').flatMap(listed),
  };
}

function visualsOf({ name, items }: SceneField): readonly TreatmentVisual[] {
  if (name === 'VISUALS') return items.flatMap(visualsIn);
  return items.flatMap((item) => {
    const text = plainValue(item);
    return text === null ? [] : [{ kind: 'OVERLAY_TEXT', text, data: [] } as const];
  });
}

function spokenIn(fields: readonly SceneField[]): string | null {
  const spoken = fields.flatMap(({ items }) =>
    items.length > 1 ? items.flatMap((item) => said(item) ?? []).join(' ') : items,
  );
  const texts = spoken.flatMap((text) => said(text) ?? []);
  return texts.length === 0 ? null : texts.join(' ');
}

/** Without a label, only what is quoted is spoken. */
function spokenProse(prose: readonly string[]): string | null {
  const spoken = prose.filter(isQuoted).flatMap((text) => said(text) ?? []);
  return spoken.length === 0 ? null : spoken.map(bare).join(' ');
}

function durationOf(
  fields: readonly SceneField[],
  { time }: SceneHeading,
  { line, warn }: { readonly line: number; readonly warn: Warn },
): number | null {
  const stated = fields.flatMap((field) => statedDuration(field.items.join(' '), field.line, warn) ?? []);
  if (stated[0] !== undefined) return stated[0];
  if (time && time.durationMs === null) warnOfDuration(line, warn);
  return time?.durationMs ?? null;
}

function firstOf<Value>(values: readonly string[], read: (value: string) => Value | null): Value | null {
  for (const value of values) {
    const found = read(value);
    if (found !== null) return found;
  }
  return null;
}

function warnOfRest({ words, isUsed }: { readonly words: SceneWords; readonly isUsed: boolean }, warn: Warn): void {
  for (const { number } of words.unknown) {
    const message = 'This label is not known, and what it says is left out.';
    warn({ code: 'FIELD_UNKNOWN', message, path: `line ${number}` });
  }
  for (const { number, text } of words.prose) {
    if (isQuoted(text)) continue;
    const message = isUsed ? 'Text without a label is taken for what is seen.' : 'Text without a label is left out.';
    warn({ code: 'TEXT_WITHOUT_LABEL', message, path: `line ${number}` });
  }
}
