/** Stands for a character that is not said: the text keeps its length, so that its words stay where they are. */
const NOTHING = '\0';
const BLANK_WITHIN = '\u0001';

interface Mark {
  readonly found: RegExp;
  /** What remains of it; the rest is nothing. */
  readonly kept?: (match: RegExpExecArray) => readonly [from: number, length: number];
  readonly instead?: (match: RegExpExecArray) => string;
}

const whole = (found: RegExp): Mark => ({ found });
/** The first group remains. */
const inner = (found: RegExp): Mark => ({
  found,
  kept: (match) => [match[0].indexOf(match[1] ?? ''), (match[1] ?? '').length],
});
const instead = (found: RegExp, its: (match: RegExpExecArray) => string): Mark => ({ found, instead: its });

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: BLANK_WITHIN, ndash: '–', mdash: '—', hellip: '…' },
  ...{
    times: '×',
    deg: '°',
    plusmn: '±',
    micro: 'µ',
    rsquo: '’',
    lsquo: '‘',
    rdquo: '”',
    ldquo: '“',
    le: '≤',
    ge: '≥',
  },
};

/** In this order. Each looks no further than some hundred characters ahead, so that a page of brackets takes no longer than one of words. */
const MARKS: readonly Mark[] = [
  whole(/(?!\s)(?:[\p{Cc}\p{Cf}]|\ufe0e|\ufe0f|\u20e3)/gu),
  whole(/<!--[^>]{0,400}-->/g),
  whole(/<\/?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,300})?\/?>/gi),
  instead(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,8}));/gi, entity),
  inner(/!?\[([^[\]\n]{0,400})\]\([^()\n]{0,1000}\)/g),
  whole(/\[\^[^\]\s]{1,40}\]:?/g),
  whole(/\[\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,40}\]/g),
  inner(/\[([^[\]\n]{1,400})\]\[[^[\]\n]{0,100}\]/g),
  whole(/^[ \t]{0,8}(?:#{1,6}|>{1,6}|[-*+•‣◦–](?=[ \t]))(?=[ \t])/gm),
  whole(/^[ \t]{0,8}(?:[-*_=][ \t]?){3,100}$/gm),
  whole(/^\s{0,8}\|?(?:\s?:?-{2,60}:?\s?\|){1,40}/gm),
  whole(/\|/g),
  whole(/`{1,3}|~~|\*\*|__(?=\S)|(?<=\S)__/g),
  whole(/(?<![\p{L}\p{N}\s*])\*(?=\S)|(?<=^|\s)\*(?=\S)|(?<=[^\s\d*])\*(?![\p{L}\p{N}])/gmu),
  whole(/(?<![\p{L}\p{N}])_(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}.,;:!?)])_(?![\p{L}\p{N}])/gu),
  whole(/\\(?=[^\p{L}\p{N}\s])/gu),
  whole(/\(\)/g),
  whole(/(?![↔→←⇒↑↓])(?:\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}])/gu),
  whole(/[†‡¶■□▪●○★☆✓✗]/gu),
];

function entity([all = '', decimal, hexadecimal, name = '']: RegExpExecArray): string {
  const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : null;
  if (code === null) return ENTITIES[name.toLowerCase()] ?? all;
  const its = code > 32 && code < 0xd800 ? String.fromCharCode(code) : BLANK_WITHIN;
  return /\s/.test(its) ? BLANK_WITHIN : its;
}

/** A text without what is there for the eye alone. White space stays where it is; what went is nothing, of the same length. */
export function withoutMarkup(text: string): string {
  return MARKS.reduce((rest, { found, kept, instead: other }) => {
    return rest.replace(found, (...given) => {
      const match = given.slice(
        0,
        given.findIndex((it) => typeof it === 'number'),
      ) as unknown as RegExpExecArray;
      const all = match[0];
      if (other) return (other(match) + NOTHING.repeat(all.length)).slice(0, all.length);
      const [from, length] = kept?.(match) ?? [0, 0];
      return [...all.split('')]
        .map((it, at) => ((at >= from && at < from + length) || /\s/.test(it) ? it : NOTHING))
        .join('');
    });
  }, text);
}

/** What a piece of such a text says. */
export function readable(piece: string): string {
  return piece.replaceAll(NOTHING, '').replaceAll(BLANK_WITHIN, ' ');
}
