import { z } from 'zod';
import type { FigureKind } from '../../script/segment';
import { fileNameOf, folderOf, type Members } from './member-paths';
import { type LegacyEntry, type Planned, plainEntry } from './plan';
import { numberIn, unreadable } from './words';

/** A figure or table as a document graph knows it. */
export interface FigureAtom {
  readonly id: string;
  readonly kind: FigureKind;
  readonly number: number;
  readonly caption: string | null;
  readonly page: number;
}

const atom = z.object({
  ...{ id: z.string().nullish(), type: z.string().nullish() },
  figure_number: z.union([z.string(), z.int()]).nullish(),
  ...{ caption: z.string().nullish(), content: z.string().nullish(), page: z.number().nullish() },
});

const CAPTION = /^\s*(fig(?:ure)?\.?|table)\s*(\d{1,4})\b/i;

/** Null for what is neither figure nor table, and for what does not say which. */
export function figureAtom(key: string | number, value: unknown): FigureAtom | null {
  const parsed = atom.safeParse(value);
  if (!parsed.success) return null;
  const { id, type, figure_number: said, caption, content, page } = parsed.data;
  if (!['figure', 'chart', 'diagram', 'table'].includes(String(type).toLowerCase())) return null;
  const named = [String(said ?? ''), caption ?? '', content ?? ''].map((words) => CAPTION.exec(words)).find(Boolean);
  const bare = /^\s*(\d{1,4})\s*$/.exec(String(said ?? ''))?.[1];
  const number = Number(named?.[2] ?? bare ?? 0);
  if (number < 1) return null;
  const isTable = named ? /^t/i.test(named[1] ?? '') : String(type).toLowerCase() === 'table';
  const known = {
    id: id || String(key),
    kind: isTable ? 'TABLE' : 'FIGURE',
    caption: caption || content || null,
  } as const;
  return { ...known, number, page: page ?? 0 };
}

/** The pictures of one folder, and what the graph beside it says of them: null where there is no graph. */
export interface FigureFolder {
  readonly names: readonly string[];
  readonly atoms: readonly FigureAtom[] | null;
}

const LAST_NUMBER = 9_999;
const PICTURE = /^(?:kb_fig|fig|doc_[0-9a-f]+_fig)_(\d{1,6})\.(?:png|jpe?g)$/i;

/** Folders that have pictures of figures, each with the graph of its source. Names count from where that folder begins. */
export function figureFolders(members: Members): { folder: string; names: string[]; graph: string | null }[] {
  const folders = new Map<string, string[]>();
  for (const name of [...members].sort()) {
    if (!PICTURE.test(fileNameOf(name))) continue;
    const own = folders.get(folderOf(name)) ?? [];
    folders.set(folderOf(name), [...own, name]);
  }
  return [...folders].map(([folder, names]) => ({ folder, names, graph: graphOf(members, folder) }));
}

function graphOf(members: Members, folder: string): string | null {
  const above = folderOf(folder.slice(0, -1));
  return members.first(['document_graph.json'], folder) ?? members.first(['document_graph.json'], above);
}

/**
 * Which figure each picture is. Pictures are numbered as they were cut, tables too and from 0, so their number says nothing of
 * the figure's where captions do: a picture is the atom of its own name, or the n-th picture the n-th atom where there are as
 * many of both.
 */
export function planFigures({ names, atoms }: FigureFolder): Planned[] {
  const known = atoms && distinct(atoms);
  const planned = names.map((name, at) => (known ? byAtoms(name, at, { names, atoms: known }) : byName(name, names)));
  return firstOfEach(planned);
}

/** In the order of the pages; a caption that is repeated on a later page says nothing new. */
function distinct(atoms: readonly FigureAtom[]): FigureAtom[] {
  const inOrder = atoms.map((atom, at) => ({ atom, at })).sort((a, b) => a.atom.page - b.atom.page || a.at - b.at);
  const seen = new Set<string>();
  return inOrder.flatMap(({ atom }) => {
    const isNew = !seen.has(keyOf(atom));
    seen.add(keyOf(atom));
    return isNew ? [atom] : [];
  });
}

function keyOf({ kind, number }: { kind: FigureKind; number: number | null }): string {
  return `${kind} ${number}`;
}

function byAtoms(
  name: string,
  at: number,
  { names, atoms }: { names: readonly string[]; atoms: FigureAtom[] },
): Planned {
  const stem = fileNameOf(name).replace(/\.\w+$/, '');
  const own = atoms.find(({ id }) => id === stem) ?? (names.length === atoms.length ? atoms[at] : undefined);
  if (!own) return unreadable(name, 'no caption of the document says which figure it is');
  return figureEntry(name, own);
}

/** `kb_fig_006` is figure 6. `fig_000` and whatever was cut from a document count from 0; without captions that must do. */
function byName(name: string, names: readonly string[]): Planned {
  const file = fileNameOf(name);
  const number = numberIn(PICTURE, file) ?? 0;
  const isCut = /^doc_/i.test(file) || /(?:^|\/)sources\//.test(name);
  const hasNought = names.some((other) => /^fig_0+\./i.test(fileNameOf(other)));
  const counted = /^kb_fig/i.test(file) || !(isCut || hasNought) ? number : number + 1;
  if (counted < 1 || counted > LAST_NUMBER) return unreadable(name, `figures are numbered from 1 to ${LAST_NUMBER}`);
  return figureEntry(name, { kind: 'FIGURE', number: counted, caption: null });
}

function figureEntry(
  path: string,
  { kind, number, caption }: Pick<FigureAtom, 'kind' | 'number' | 'caption'>,
): LegacyEntry {
  const externalId = `kb_fig_${kind === 'TABLE' ? 'table_' : ''}${String(number).padStart(3, '0')}`;
  const facts = { figureNumber: number, kind, caption, externalId, status: 'APPROVED' } as const;
  return plainEntry({ path, type: 'FIGURE', source: 'kb_extraction', document: folderOf(path), ...facts });
}

/** Of several sources that all have a figure 1 the first is taken. */
export function firstOfEach(planned: readonly Planned[]): Planned[] {
  const taken = new Map<string, string>();
  return planned.map((one) => {
    if ('reason' in one) return one;
    const key = keyOf({ kind: one.kind, number: one.figureNumber });
    const first = taken.get(key);
    if (first === undefined) taken.set(key, one.path);
    return first === undefined ? one : unreadable(one.path, `${key.toLowerCase()} is ${first} already`);
  });
}
