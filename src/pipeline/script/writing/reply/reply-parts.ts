import type { JsonObject, JsonValue } from '../../../values/canonical-json';
import { FILE_INTENTS, fileWord } from '../../file-words';
import type { FigureKind, SegmentIntent } from '../../segment';

/** A segment as far as a reply says it; nothing in it is known to be true. */
export interface RepliedSegment {
  readonly text: string;
  readonly intent: SegmentIntent | null;
  readonly figureRefs: readonly RepliedFigure[];
  readonly keyConcepts: readonly string[];
  readonly importance: number | null;
  readonly visualDirection: string | null;
  readonly sources: readonly RepliedSource[];
}

export interface RepliedFigure {
  readonly kind: FigureKind;
  readonly number: number;
  /** As the prompt numbers them, from 1. */
  readonly source: number | null;
}

export interface RepliedSource {
  readonly source: number;
  readonly atoms: readonly number[];
}

export interface Reply {
  readonly title: string | null;
  readonly segments: readonly RepliedSegment[];
}

const MOST_LISTED = 50;
const MOST_CHARACTERS_OF_TITLE = 200;
const MOST_CHARACTERS_OF_DIRECTION = 4_000;
const MOST_CHARACTERS_OF_CONCEPT = 200;

/** Whatever came, as a script with as many segments as can be found in it: at the root, a level down, as objects or as texts. */
export function replyOf(value: JsonValue): Reply {
  if (typeof value === 'string') return { title: null, segments: value.split(/\n\s*\n/).map(segmentOf) };
  if (Array.isArray(value)) return { title: null, segments: value.map(segmentOf) };
  const root = objectOf(value);
  const inside = [root, ...Object.values(root).map(objectOf)].find((it) => Array.isArray(it.segments)) ?? root;
  const title = textOf(inside.title) ?? textOf(root.title);
  return { title: title?.slice(0, MOST_CHARACTERS_OF_TITLE) ?? null, segments: listOf(inside.segments).map(segmentOf) };
}

function segmentOf(value: JsonValue): RepliedSegment {
  const it = typeof value === 'string' ? { text: value } : objectOf(value);
  const direction = textOf(it.visualDirection ?? it.visual_direction);
  return {
    text: textOf(it.text ?? it.narration) ?? '',
    intent: FILE_INTENTS.get(fileWord(textOf(it.intent) ?? '').replace(/[\s-]+/g, '_')) ?? null,
    figureRefs: some(it.figureRefs ?? it.figure_refs).flatMap(figureOf),
    keyConcepts: some(it.keyConcepts ?? it.key_concepts).flatMap(conceptOf),
    importance: typeof it.importance === 'number' ? Math.min(1, Math.max(0, it.importance)) : null,
    visualDirection: direction?.slice(0, MOST_CHARACTERS_OF_DIRECTION) ?? null,
    sources: some(it.sources).flatMap(sourceOf),
  };
}

function figureOf(value: JsonValue): RepliedFigure[] {
  if (typeof value === 'number') return isCount(value) ? [{ kind: 'FIGURE', number: value, source: null }] : [];
  const { kind, number, source } = objectOf(value);
  if (!isCount(number)) return [];
  const isTable = typeof kind === 'string' && /^\s*tab/i.test(kind);
  return [{ kind: isTable ? 'TABLE' : 'FIGURE', number, source: isCount(source) ? source : null }];
}

function sourceOf(value: JsonValue): RepliedSource[] {
  if (isCount(value)) return [{ source: value, atoms: [] }];
  const { source, atoms } = objectOf(value);
  if (!isCount(source)) return [];
  return [{ source, atoms: listOf(atoms).filter(isPosition) }];
}

function conceptOf(value: JsonValue): string[] {
  const text = textOf(value);
  return text === null || text.length > MOST_CHARACTERS_OF_CONCEPT ? [] : [text];
}

const objectOf = (value: JsonValue | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);
const some = (value: JsonValue | undefined): readonly JsonValue[] => listOf(value).slice(0, MOST_LISTED);
const isPosition = (value: JsonValue): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isCount = (value: JsonValue | undefined): value is number => Number.isSafeInteger(value) && Number(value) > 0;

/** Null where it says nothing. */
function textOf(value: JsonValue | undefined): string | null {
  if (typeof value !== 'string') return null;
  const text = value.replace(/\0|\p{Surrogate}/gu, '').trim();
  return text === '' ? null : text;
}
