import { FRONT_MATTER, FRONT_MATTER_END } from '../../script/markdown-lines';
import { oneLine } from '../drafts/clean-text';
import { type FrontMatter, NO_FRONT_MATTER } from '../drafts/draft';

interface HeadOfText {
  readonly front: FrontMatter;
  /** The line that the text begins at. */
  readonly begins: number;
}

const NONE: HeadOfText = { front: NO_FRONT_MATTER, begins: 0 };
const MOST_LINES = 500;
const KEY = /^([A-Za-z][\w-]{0,40})[ \t]*[:=][ \t]*(.*)$/;
const ITEM = /^[ \t]*-[ \t]+(?:\{?[ \t]*name[ \t]*:[ \t]*)?(.*)$/;
const NAME = /^[ \t]+name[ \t]*:[ \t]*(.+)$/;

/** Title, authors, date, keywords and abstract out of the settings above a text. Other settings are none of its words. */
export function frontMatter(lines: readonly string[]): HeadOfText {
  if (!FRONT_MATTER.test(lines[0] ?? '') || (lines[1] ?? '').trim() === '') return NONE;
  const end = lines.slice(0, MOST_LINES).findIndex((line, at) => at > 0 && FRONT_MATTER_END.test(line));
  if (end < 0) return NONE;
  const settings = settingsOf(lines.slice(1, end));
  const first = (...keys: string[]) => keys.flatMap((key) => settings.get(key) ?? []);
  return {
    front: {
      title: first('title')[0] ?? null,
      authors: first('author', 'authors'),
      date: first('date', 'published').find((date) => /\d/.test(date) && !date.includes('`')) ?? null,
      keywords: first('keywords', 'tags'),
      abstract: unquoted(first('abstract').join(' ')).replace(/^["']\s*|\s*["']$/g, '') || null,
    },
    begins: end + 1,
  };
}

function settingsOf(lines: readonly string[]): ReadonlyMap<string, string[]> {
  const settings = new Map<string, string[]>();
  let values: string[] = [];
  for (const line of lines) {
    const [, key, value = ''] = KEY.exec(line) ?? [];
    if (key !== undefined) {
      values = valuesOf(key.toLowerCase(), value);
      settings.set(key.toLowerCase(), values);
    } else values.push(...further(line));
  }
  return settings;
}

function further(line: string): string[] {
  const said = ITEM.exec(line)?.[1] ?? NAME.exec(line)?.[1] ?? (/^[ \t]+[a-z]+[ \t]*:/.test(line) ? '' : line);
  return [unquoted(said)].filter(Boolean);
}

function valuesOf(key: string, value: string): string[] {
  if (/^[|>][+-]?$/.test(value.trim())) return [];
  const listed = /^\[(.*)\]$/.exec(value.trim())?.[1];
  const isList = listed !== undefined || key === 'keywords' || key === 'tags';
  const parts = isList
    ? (listed ?? value).split(',')
    : key.startsWith('author')
      ? value.split(/\s*(?:;|,| and )\s*/)
      : [value];
  return parts.map(unquoted).filter(Boolean);
}

const unquoted = (value: string): string =>
  oneLine(value)
    .replace(/^(["'])(.*)\1$/, '$2')
    .replace(/[{}]$/, '')
    .trim();
