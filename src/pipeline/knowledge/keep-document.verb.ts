import type { DataSource, EntityManager } from 'typeorm';
import { Document } from '../../entities/document.entity';
import { Figure } from '../../entities/figure.entity';
import { Slot } from '../../entities/slot.entity';
import type { Storage } from '../../storage/storage';
import { appendAudit } from '../library/audit-log.verb';
import { type RegisteredTake, registerTakes } from '../library/register-take.verb';
import { type FigureRow, figureSlot, figureTake } from '../script/figure-slot.verb';
import type { Caller } from '../workspace/caller';
import { appendLinesToProjectLog, type ProjectLine } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import type { DocumentGraph } from './atom';
import type { DocumentKind } from './document';
import type { DocumentReaders } from './document-readers';
import { keptTitle, stemOf } from './document-words';
import { keptCaption } from './figure-words';
import { linkDocuments } from './link-documents.verb';
import type { ReadFigure, Reading } from './reading';
import type { Pictured } from './store-pictures.stage';

export interface NewDocument {
  /** Row ids. */
  readonly projectId: string;
  readonly uploadId: string;
  /** What it says of itself unless given. */
  readonly title?: string | null;
  readonly attribution?: string | null;
  readonly idempotencyKey: string;
}

export interface IngestDesk extends Studio<DataSource> {
  readonly storage: Pick<Storage, 'open' | 'put'>;
  readonly readers: DocumentReaders;
}

export interface BroughtFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly fileName: string;
  readonly mimeType: string;
  readonly kind: DocumentKind;
}

/** What was made of it before a row speaks of it. */
export interface ReadFile {
  readonly reading: Reading;
  readonly graph: DocumentGraph;
  readonly pictures: Pictured;
}

interface ReadDocument extends ReadFile {
  readonly caller: Caller;
  readonly input: NewDocument;
  readonly file: BroughtFile;
}

const LAST_NUMBER = 9_999;
const LONGEST_KEY = 200;
const LONGEST_LABEL = 100;

/** Where a figure's picture comes from, as the library calls it. */
const SOURCE = 'kb_extraction';

/** The rows of a document that was read, all of them. Answers its row id. */
export async function keepDocument(manager: EntityManager, desk: IngestDesk, read: ReadDocument): Promise<string> {
  const document = documentRow(desk, read);
  await manager.insert(Document, document);
  const figures = figureRows(desk, read, document);
  const takes = await keepFigures(manager, desk, { read, figures });
  await keepAtoms(manager, desk, { document, graph: read.graph, figures });
  await keepConcepts(manager, document, read.graph);
  await linkDocuments(manager, desk, document.projectId);
  await writeLines(manager, desk, { read, document, figures, takes });
  return document.id;
}

type DocumentRow = ReturnType<typeof documentRow>;

function documentRow(desk: IngestDesk, { caller, input, file, reading, graph }: ReadDocument) {
  const { projectId, attribution = null } = input;
  const { kind, sha256, mimeType, fileName } = file;
  return {
    ...{ id: desk.newId(), projectId, attribution, kind, sha256, mimeType, fileName, bytes: String(file.bytes) },
    title: input.title ?? keptTitle(reading.title) ?? stemOf(fileName),
    authors: [...reading.authors],
    date: reading.date,
    pageCount: Math.max(1, reading.pageCount),
    language: 'en',
    summaries: graph.summaries,
    warnings: [...reading.warnings, ...unnumbered(reading)],
    createdAt: desk.now(),
    createdBy: caller.name,
  };
}

const isNumbered = ({ number }: ReadFigure): boolean => number >= 1 && number <= LAST_NUMBER;

function unnumbered({ figures }: Reading): string[] {
  const left = figures.filter((figure) => !isNumbered(figure));
  return left.map(({ label }) => `${label} is left out: figures are numbered from 1 to ${LAST_NUMBER}.`);
}

interface KeptFigure {
  readonly row: FigureRow;
  readonly read: ReadFigure;
}

/** Each kind and number once, as readers promise. */
function figureRows(desk: IngestDesk, { reading }: ReadDocument, { id: documentId, projectId }: DocumentRow) {
  return reading.figures.filter(isNumbered).map((read): KeptFigure => {
    const { kind, number, caption } = read;
    return {
      read,
      row: { id: desk.newId(), projectId, scriptId: null, documentId, kind, number, caption: keptCaption(caption) },
    };
  });
}

interface Keeping {
  readonly read: ReadDocument;
  readonly figures: readonly KeptFigure[];
}

/** Each with its place, and where there is a picture with a take that is approved by policy. */
async function keepFigures(manager: EntityManager, desk: IngestDesk, { read, figures }: Keeping) {
  if (figures.length === 0) return [];
  await manager.insert(
    Figure,
    figures.map(({ row, read: { page, label, confidence } }) => {
      return { ...row, page, label: label.slice(0, LONGEST_LABEL), confidence };
    }),
  );
  const slots = figures.map(({ row }) => figureSlot(row, desk));
  await manager.insert(Slot, slots);
  const pictured = figures.flatMap((figure, index) => {
    const [media, slot] = [read.pictures.get(figure.read), slots[index]];
    if (!media || !slot) return [];
    const place = { figure: figure.row, slotId: slot.id, wishHash: slot.wishHash };
    return [figureTake(place, { source: SOURCE, media, generatedBy: read.caller.name })];
  });
  return registerTakes(manager, desk, pictured);
}

interface Atoms {
  readonly document: DocumentRow;
  readonly graph: DocumentGraph;
  readonly figures: readonly KeptFigure[];
}

/** As one JSON: a book has 20,000 atoms, and a statement takes 65,535 parameters. */
async function keepAtoms(manager: EntityManager, { newId }: IngestDesk, { document, graph, figures }: Atoms) {
  const idOf = new Map(figures.map(({ row: { id, kind, number } }) => [`${kind} ${number}`, id]));
  const atoms = graph.atoms.map(({ figure, ...atom }) => {
    return { ...atom, id: newId(), figureId: figure && (idOf.get(`${figure.kind} ${figure.number}`) ?? null) };
  });
  await manager.query(
    `INSERT INTO atom (project_id, document_id, id, position, kind, zone, text, page, box, section, parent, importance, topics, entities,
       figure_id, form)
     SELECT $1, $2, a.* FROM jsonb_to_recordset($3) AS a(id uuid, position int, kind text, zone text, text text, page int, box jsonb,
       section text, parent int, importance float8, topics text[], entities text[], "figureId" uuid, form text)`,
    [document.projectId, document.id, JSON.stringify(atoms)],
  );
}

async function keepConcepts(
  manager: EntityManager,
  { id, projectId }: DocumentRow,
  { topics, entities }: DocumentGraph,
) {
  const concepts = [
    ...topics.map((concept) => ({ ...concept, kind: 'TOPIC' })),
    ...entities.map((concept) => ({ ...concept, kind: 'ENTITY' })),
  ].filter(({ key }) => key.length <= LONGEST_KEY);
  await manager.query(
    `INSERT INTO concept (project_id, document_id, kind, key, name, count, weight)
     SELECT $1, $2, c.* FROM jsonb_to_recordset($3) AS c(kind text, key text, name text, count int, weight float8)
     ON CONFLICT DO NOTHING`,
    [projectId, id, JSON.stringify(concepts)],
  );
}

interface Kept extends Keeping {
  readonly document: DocumentRow;
  readonly takes: readonly RegisteredTake[];
}

async function writeLines(manager: EntityManager, desk: IngestDesk, { read, document, figures, takes }: Kept) {
  const { id: subjectId, projectId, title } = document;
  const actor = read.caller.name;
  const facts = { title, figureCount: figures.length };
  const ingested: ProjectLine = { projectId, actor, kind: 'DOCUMENT_INGESTED', subjectId, facts };
  const imported = figures.map(({ row: { id, kind, number } }): ProjectLine => {
    return { projectId, actor, kind: 'FIGURE_IMPORTED', subjectId: id, facts: { kind, number } };
  });
  const registered = takes.flatMap(({ projectLine }) => projectLine ?? []);
  await appendLinesToProjectLog(manager, [ingested, ...imported, ...registered]);
  await appendAudit(
    manager,
    desk,
    takes.flatMap(({ auditLine }) => auditLine ?? []),
  );
}
