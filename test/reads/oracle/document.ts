import { createHash } from 'node:crypto';
import { connection } from './connection';
import type { Row } from './memory';
import { link, type Resolve, type Resolvers, sum } from './types';
import type { View } from './view';

const PROJECT = link('project', 'project_id');
const NEWEST = { keys: (row: Row) => [row.id], descending: true };
const STRONGEST = { keys: (row: Row) => [millionths(row.strength), row.id], descending: true };
const millionths = (number: number): number => Math.round(number * 1_000_000);

const given = (value: unknown): boolean => (value ?? null) !== null;

const conceptsOf =
  (kind: string): Resolve =>
  ({ id }, _, view) =>
    view
      .all('concept', { document_id: id, kind })
      .sort((a, b) => b.weight - a.weight || Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));

const linksOf =
  (of: (row: Row, view: View) => Row[]): Resolve =>
  (row, args, view, info) => {
    const links = of(row, view).filter(({ relation }) => !given(args.relation) || relation === args.relation);
    return connection(links, args, view, info, STRONGEST);
  };

function conceptOf(rows: Row[]): Row {
  const most = [...rows].sort((a, b) => b.count - a.count || (a.document_id < b.document_id ? -1 : 1))[0] ?? {};
  const hex = createHash('md5').update(`${most.kind} ${most.key}`).digest('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const weight = Math.max(...rows.map((row) => row.weight));
  return {
    ...most,
    id,
    weight,
    atom_count: sum(rows.map(({ count }) => count)),
    documentIds: rows.map((row) => row.document_id),
  };
}

const MOST_SHARED = {
  keys: (row: Row) => [row.documentIds.length, millionths(row.weight), row.id],
  descending: true,
};

export const documentResolvers: Resolvers = {
  Document: {
    project: PROJECT,
    bytes: ({ bytes }) => Number(bytes),
    pages: ({ page_count }) => page_count,
    summaries: ({ summaries }) => summaries,
    figures: ({ id }, _, view) =>
      view
        .all('figure', { document_id: id })
        .sort((a, b) => (a.kind === b.kind ? a.number - b.number : a.kind < b.kind ? -1 : 1)),
    atoms: ({ id }, args, view, info) => {
      const atoms = view
        .all('atom', { document_id: id })
        .filter(({ kind }) => !given(args.kinds) || args.kinds.includes(kind))
        .filter(({ zone }) => !given(args.zones) || args.zones.includes(zone))
        .filter(({ page }) => !given(args.page) || page === args.page)
        .filter(({ text }) => !given(args.text) || text.toLowerCase().includes(args.text.toLowerCase()));
      return connection(atoms, args, view, info, { keys: (row) => [row.position] });
    },
    topics: conceptsOf('TOPIC'),
    entities: conceptsOf('ENTITY'),
    scripts: ({ id }, args, view, info) => {
      const ids = view.all('script_document', { document_id: id }).map(({ script_id }) => script_id);
      const scripts = view.all('structured_script').filter((script) => ids.includes(script.id));
      return connection(scripts, args, view, info, NEWEST);
    },
  },
  Atom: {
    document: link('document', 'document_id'),
    box: ({ box }) => box,
    parent: ({ document_id, parent }, _, view) =>
      parent === null ? null : view.one('atom', { document_id, position: parent }),
    figure: link('figure', 'figure_id'),
    links: linksOf(({ id }, view) =>
      view.all('atom_link').filter(({ from_atom_id, to_atom_id }) => from_atom_id === id || to_atom_id === id),
    ),
  },
  AtomLink: { from: link('atom', 'from_atom_id'), to: link('atom', 'to_atom_id') },
  Project: { knowledge: (project) => project },
  Knowledge: {
    concepts: ({ id }, args, view, info) => {
      const byKey = new Map<string, Row[]>();
      for (const row of view.all('concept', { project_id: id })) {
        const key = `${row.kind} ${row.key}`;
        byKey.set(key, [...(byKey.get(key) ?? []), row]);
      }
      const concepts = [...byKey.values()].map(conceptOf).filter(({ kind }) => !given(args.kind) || kind === args.kind);
      return connection(concepts, args, view, info, MOST_SHARED);
    },
    links: linksOf(({ id }, view) => view.all('atom_link', { project_id: id })),
  },
  Concept: {
    documents: ({ documentIds }, _, view) =>
      view
        .all('document')
        .filter(({ id }) => documentIds.includes(id))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
  },
};
