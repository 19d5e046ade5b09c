import { Atom, AtomLink, Concept } from '../../../src/entities/atom.entity';
import { Document, ScriptDocument } from '../../../src/entities/document.entity';
import { Figure } from '../../../src/entities/figure.entity';
import { FigureReference, Segment } from '../../../src/entities/segment.entity';
import type { StructuredScript } from '../../../src/entities/structured-script.entity';
import { LINK_RELATIONS } from '../../../src/pipeline/knowledge/atom';
import { CONCEPT_KINDS } from '../../../src/pipeline/knowledge/document';
import type { Claim } from '../../../src/pipeline/script/claim';
import { FIGURE_KINDS } from '../../../src/pipeline/script/segment';
import type { Rows } from './rows';
import type { Takes } from './takes';
import { TEXTS } from './wicked';

const WEIGHTS = [0, 0.1, 0.25, 1 / 3, 1];

/** Documents with figures, atoms and concepts that they share, links between them, and scripts that are written from some of them. */
export function addDocuments(rows: Rows, takes: Takes, scripts: readonly StructuredScript[], count: number): void {
  const [{ projectId } = { projectId: '' }] = scripts;
  const documents = Array.from({ length: count }, () => addDocument(rows, takes, projectId));
  addLinks(rows, projectId);
  for (const script of scripts) addSources(rows, script, documents);
}

function addDocument(rows: Rows, takes: Takes, projectId: string): Document {
  const { random } = rows;
  const summaries = { short: random.pick(TEXTS), medium: random.pick(TEXTS), long: 'x"\u2028' };
  const document = rows.add(Document, { projectId, summaries });
  const figures = [1, 2, 4].flatMap((number) =>
    random.chance(0.8) ? [rows.add(Figure, figureOf(rows, document, number))] : [],
  );
  for (const { id } of figures) takes.slot({ projectId, id, type: 'FIGURE' }, 'picture', 'FIGURE');
  for (let position = 0, most = 2 + random.below(8); position < most; position += 1)
    rows.add(Atom, {
      projectId,
      documentId: document.id,
      position,
      importance: random.pick(WEIGHTS),
      box: random.chance(0.5) ? { left: 0.5, top: 1 / 3, width: 100, height: 12.25 } : null,
      parent: random.chance(0.5) ? random.below(12) : null,
      figureId: figures.length > 0 && random.chance(0.3) ? random.pick(figures).id : null,
    });
  addConcepts(rows, document);
  return document;
}

function figureOf({ random }: Rows, { projectId, id }: Document, number: number): Partial<Figure> {
  return {
    projectId,
    scriptId: null,
    documentId: id,
    kind: random.pick(FIGURE_KINDS),
    number,
    confidence: random.pick([null, ...WEIGHTS]),
  };
}

function addConcepts(rows: Rows, { projectId, id: documentId }: Document): void {
  const { random } = rows;
  for (const kind of CONCEPT_KINDS)
    for (const key of random.shuffled(['heat', 'ice', 'É "x"', '']).slice(0, 3))
      rows.add(Concept, { projectId, documentId, kind, key, weight: random.pick(WEIGHTS) });
}

/** Between any two atoms of the project, some in several ways. */
function addLinks(rows: Rows, projectId: string): void {
  const { random } = rows;
  const atoms = rows.made(Atom).filter((atom) => atom.projectId === projectId);
  if (atoms.length < 2) return;
  for (let links = 3 + random.below(6); links > 0; links -= 1) {
    const [from, to] = random.shuffled(atoms);
    const relation = LINK_RELATIONS[links % LINK_RELATIONS.length];
    const [fromAtomId, toAtomId] = [from?.id, to?.id];
    const isThere = rows
      .made(AtomLink)
      .some((link) => link.fromAtomId === fromAtomId && link.toAtomId === toAtomId && link.relation === relation);
    if (!isThere) rows.add(AtomLink, { projectId, fromAtomId, toAtomId, relation, strength: random.pick(WEIGHTS) });
  }
}

/** References name a source, another document or none; segments claim what some of them say. */
function addSources(rows: Rows, { id: scriptId, projectId }: StructuredScript, documents: readonly Document[]): void {
  const { random } = rows;
  const sources = random.shuffled(documents).slice(0, random.below(3));
  for (const [position, { id: documentId }] of sources.entries())
    rows.add(ScriptDocument, { projectId, scriptId, documentId, position: position * 2 });
  const segments = rows.made(Segment).filter((segment) => segment.scriptId === scriptId);
  const anyOf = () => (random.chance(0.5) || documents.length === 0 ? null : random.pick(documents).id);
  for (const segment of segments) {
    segment.claims = random.some(TEXTS, 3).map((text) => claimOf(text, anyOf(), random.chance(0.5)));
    for (const reference of rows.made(FigureReference).filter(({ segmentId }) => segmentId === segment.id))
      reference.documentId = anyOf();
  }
}

function claimOf(text: string, documentId: string | null, supported: boolean): Claim {
  return { text, supported, documentId, position: documentId && 3, page: supported ? 4 : null } as Claim;
}
