import { oneLine } from './lines';
import { plainText } from './plain-text';
import type { Screenplay, TitleField } from './screenplay';
import { storyFormatOf } from './story-format';

type TitleMembers = Pick<Screenplay, 'title' | 'author' | 'format' | 'genre' | 'logline'>;

const KEYS = {
  title: ['title'],
  author: ['author', 'authors'],
  format: ['format'],
  genre: ['genre'],
  logline: ['logline'],
} as const;
const WRITTEN = { title: 'Title', author: 'Author', format: 'Format', genre: 'Genre', logline: 'Logline' } as const;
type Member = keyof TitleMembers;
/** Words of a table: the marks in `dude_with_a_problem` are letters. */
const NAMES: ReadonlySet<Member> = new Set<Member>(['format', 'genre']);
const MEMBERS = Object.keys(KEYS) as Member[];

function isOf(member: Member, { key }: TitleField): boolean {
  return (KEYS[member] as readonly string[]).includes(key.toLowerCase());
}

function said(member: Member, fields: readonly TitleField[]): string | null {
  const value = fields.find((field) => isOf(member, field))?.value;
  if (value === undefined) return null;
  return (NAMES.has(member) ? oneLine(value) : plainText(oneLine(value)).trim()) || null;
}

/** What a title page says of the screenplay. */
export function titleMembers(fields: readonly TitleField[]): TitleMembers {
  return {
    title: said('title', fields) ?? '',
    author: said('author', fields),
    format: storyFormatOf(said('format', fields) ?? ''),
    genre: said('genre', fields),
    logline: said('logline', fields),
  };
}

/** A title page that says all of it: fields that say something else are replaced, fields that are missing added. */
export function completedTitlePage(screenplay: TitleMembers & Pick<Screenplay, 'titlePage'>): TitleField[] {
  return MEMBERS.reduce<TitleField[]>(
    (fields, member) => completed(member, screenplay[member], fields),
    [...screenplay.titlePage],
  );
}

function completed(member: Member, wanted: string | null, fields: TitleField[]): TitleField[] {
  if ((titleMembers(fields)[member] || null) === (wanted || null)) return fields;
  const value = NAMES.has(member) ? (wanted ?? '') : unmarked(wanted ?? '');
  const field = { key: fields.find((it) => isOf(member, it))?.key ?? WRITTEN[member], value };
  const at = fields.findIndex((it) => isOf(member, it));
  const others = fields.filter((it) => !isOf(member, it));
  if (value === '') return others;
  const place = member === 'title' ? 0 : at < 0 ? others.length : at;
  return others.toSpliced(Math.min(place, others.length), 0, field);
}

/** A text whose plain words are these. */
function unmarked(words: string): string {
  return plainText(words) === words ? words : words.replace(/[*_\\]/g, '\\$&');
}

/** As a title page can say it: on one line, and never the beginning of a note. */
export function titleWords(words: string): string {
  return oneLine(words).replace(/\[(?=\[)/g, '[ ');
}
