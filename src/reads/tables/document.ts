import type { ConceptKind } from '../../pipeline/knowledge/document';
import { containing } from '../../pipeline/library/asset-conditions';
import type { Field, Order, Place, Row, Tables } from '../table';
import { among, embed, list, NEWEST, one, page, sql, toOne } from '../table';
import { isObject, numberIn, textIn } from './json';

const IN_PLACE: Order = { keys: [{ column: 'position', type: 'int' }] };

/** Cursors hold whole numbers: a millionth is finer than anything that these are worked out to. */
const millionths = (number: string): string => `round(${number} * 1000000)::int`;

/** Links have no order of their own; equally strong ones go by their ids. */
const STRONGEST: Order = {
  from: `(SELECT l.*, ${millionths('l.strength')} AS strong FROM atom_link l)`,
  keys: [
    { column: 'strong', type: 'int' },
    { column: 'id', type: 'uuid' },
  ],
  descending: true,
};

const links = (on: (owner: Row, link: Row) => string): Field =>
  page({
    on,
    orders: { default: STRONGEST },
    where: (link, { args }) =>
      args.given('relation') ? [`${link('relation')} = ${args.value(['relation'], 'text')}`] : [],
  });

const concepts = (kind: ConceptKind): Field =>
  list({
    on: (document, concept) => `${concept('document_id')} = ${document('id')} AND ${concept('kind')} = '${kind}'`,
    order: (concept) => `${concept('weight')} DESC, ${concept('key')} COLLATE "C"`,
  });

/** Over all documents of a project, one row each; what names it is the document that speaks of it most. */
const shared = (project: Row, { scope }: Place): string => `(
  SELECT c.kind, c.key, c.project_id, (array_agg(c.name ORDER BY c.count DESC, c.document_id))[1] AS name, max(c.weight) AS weight,
    sum(c.count)::int AS atom_count, count(*)::int AS documents, ${millionths('max(c.weight)')} AS weighed,
    md5(concat(c.kind, ' ', c.key))::uuid AS id
  FROM concept c WHERE c.project_id = ${project('id')}${scope('c')} GROUP BY c.project_id, c.kind, c.key)`;

const MOST_SHARED: Order = {
  keys: [
    { column: 'documents', type: 'int' },
    { column: 'weighed', type: 'int' },
    { column: 'id', type: 'uuid' },
  ],
  descending: true,
};

export const knowledge: Field = embed();

export const documentTables: Tables = {
  Document: {
    from: 'document',
    fields: {
      project: toOne('project_id'),
      pages: sql((row) => row('page_count')),
      summaries: embed({
        short: (row) => textIn(row('summaries'), 'short'),
        medium: (row) => textIn(row('summaries'), 'medium'),
        long: (row) => textIn(row('summaries'), 'long'),
      }),
      figures: list({
        on: (document, figure) => `${figure('document_id')} = ${document('id')}`,
        order: (figure) => `${figure('kind')}, ${figure('number')}`,
      }),
      atoms: page({
        on: (document, atom) => `${atom('document_id')} = ${document('id')}`,
        orders: { default: IN_PLACE },
        where: (atom, { args }) => [
          ...(args.given('kinds') ? [among(atom('kind'), args, ['kinds'])] : []),
          ...(args.given('zones') ? [among(atom('zone'), args, ['zones'])] : []),
          ...(args.given('page') ? [`${atom('page')} = ${args.value(['page'], 'int')}`] : []),
          ...(args.given('text') ? [`${atom('text')} ILIKE ${args.value(['text'], 'text', containing)}`] : []),
        ],
      }),
      topics: concepts('TOPIC'),
      entities: concepts('ENTITY'),
      scripts: page({
        on: (document, script, { scope }) =>
          `EXISTS (SELECT 1 FROM script_document x WHERE x.script_id = ${script('id')} AND x.document_id = ${document('id')}${scope('x')})`,
        orders: { default: NEWEST },
      }),
    },
  },
  DocumentSummaries: {},
  DocumentConcept: { from: 'concept' },
  Box: {},
  Atom: {
    from: 'atom',
    fields: {
      document: toOne('document_id'),
      box: embed(
        Object.fromEntries(
          ['left', 'top', 'width', 'height'].map((side) => [side, (row: Row) => numberIn(row('box'), side)]),
        ),
        (row) => isObject(row('box')),
      ),
      parent: one(
        (atom, heading) =>
          `${heading('document_id')} = ${atom('document_id')} AND ${heading('position')} = ${atom('parent')}`,
      ),
      figure: toOne('figure_id'),
      links: links(
        (atom, link) => `(${link('from_atom_id')} = ${atom('id')} OR ${link('to_atom_id')} = ${atom('id')})`,
      ),
    },
  },
  AtomLink: { from: 'atom_link', fields: { from: toOne('from_atom_id'), to: toOne('to_atom_id') } },
  Knowledge: {
    fields: {
      concepts: page({
        from: shared,
        on: () => 'true',
        orders: { default: MOST_SHARED },
        where: (concept, { args }) =>
          args.given('kind') ? [`${concept('kind')} = ${args.value(['kind'], 'text')}`] : [],
      }),
      links: links((project, link) => `${link('project_id')} = ${project('id')}`),
    },
  },
  Concept: {
    fields: {
      atomCount: sql((row) => row('atom_count')),
      documents: list({
        on: (concept, document, { scope }) =>
          `${document('project_id')} = ${concept('project_id')} AND EXISTS (SELECT 1 FROM concept c
            WHERE c.document_id = ${document('id')} AND c.kind = ${concept('kind')} AND c.key = ${concept('key')}${scope('c')})`,
        order: (document) => document('id'),
      }),
    },
  },
};
