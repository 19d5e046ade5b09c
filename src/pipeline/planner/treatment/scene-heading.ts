import { FIELD_WORDS, type FieldName } from './field-words';
import { folded } from './folded';
import { labelled } from './labelled';
import { purposeOf } from './purpose-words';
import { type TimePhrase, timeAtStart, wholeTime } from './time-phrase';
import { bare, isQuoted } from './values';

export interface SceneHeading {
  /** Without times and labelled brackets. */
  readonly title: string | null;
  readonly purpose: string | null;
  readonly time: TimePhrase | null;
  /** `[Purpose: Hook]`. */
  readonly fields: readonly { readonly name: FieldName; readonly value: string }[];
  /** What is seen, where it says so: `City at dusk`; a purpose is nothing to be seen. */
  readonly picture: string | null;
  /** Of a heading that is a quotation. */
  readonly spoken: string | null;
}

/** Longer, it is no heading, and none of its brackets is looked into. */
const MOST_CHARACTERS = 2_000;

/** Reads what stands behind the marker of a scene: `(4-9s): City at dusk`, `Hook (Step One)`, `[Purpose: Hook]`. */
export function sceneHeading(behind: string): SceneHeading {
  const fields: { name: FieldName; value: string }[] = [];
  const times: TimePhrase[] = [];
  const unbracketed = behind.length > MOST_CHARACTERS ? behind : withoutTold(behind, fields, times);
  const untimed = withoutBareTime(unbracketed, times);
  const text = trimmed(untimed);
  const purpose = purposeOf(text);
  const colon = folded(text).indexOf(':');
  const [head, rest] = purpose !== null && colon > 0 ? [text.slice(0, colon), text.slice(colon + 1)] : [text, ''];
  const free = purpose === null ? text : trimmed(rest);
  return {
    title: trimmed(head) || null,
    purpose,
    time: times[0] ?? null,
    fields,
    picture: free === '' || isQuoted(free) ? null : bare(free),
    spoken: isQuoted(free) ? bare(free) : null,
  };
}

/** Takes out brackets that are a time or a field. */
function withoutTold(text: string, fields: SceneHeading['fields'][number][], times: TimePhrase[]): string {
  const line = folded(text);
  const kept: string[] = [];
  let from = 0;
  for (const { index, 0: bracket } of line.matchAll(/[([][^()[\]]{1,200}[)\]]/g)) {
    const inner = text.slice(index + 1, index + bracket.length - 1);
    const time = timeAtStart(inner);
    const field = labelled(inner, FIELD_WORDS);
    if (time?.isTime && time.rest === '') times.push(time);
    else if (field) fields.push(field);
    else continue;
    kept.push(text.slice(from, index), ' ');
    from = index + bracket.length;
  }
  return [...kept, text.slice(from)].join('').replace(/ {2,}/g, ' ');
}

/** `0:00-0:05 Hook`, `5s: Hook`, `Hook - 5s`: at an end, and apart. */
function withoutBareTime(text: string, times: TimePhrase[]): string {
  if (times.length > 0) return text;
  const line = folded(text);
  const last = Math.max(line.lastIndexOf(' - '), line.lastIndexOf(' | '), line.lastIndexOf(', '));
  const end = last < 0 ? null : wholeTime(text.slice(last + 2).trim());
  if (end?.isTime) {
    times.push(end);
    return text.slice(0, last);
  }
  const cut = /^[*_\s]*([^:|]*?(?:\d:\d\d[^:|]*?)*)(?:\s*(?::(?!\d)|\||\s-\s)\s*|$)/.exec(line.slice(0, 80));
  const start = wholeTime(cut?.[1] ?? '');
  if (cut && start?.isTime) {
    times.push(start);
    return text.slice(cut[0].length);
  }
  const clocks = /^\s*\d{1,3}:\d\d\s*(?:-|->|>|to)\s*\d{1,3}:\d\d\s/.exec(line)?.[0];
  const range = clocks === undefined ? null : wholeTime(clocks);
  if (clocks === undefined || range === null) return text;
  times.push(range);
  return text.slice(clocks.length);
}

function trimmed(text: string): string {
  const edges = text.replace(/^[\s:：|>~–—-]+/, '').replace(/[\s:：|–—-]+$/, '');
  return edges
    .replace(/^(\*{1,3}|_{1,3})(.*?)\1$/, '$2')
    .replace(/^\*\*|\*\*$/g, '')
    .trim();
}
