import type { EntityManager } from 'typeorm';
import { type DocumentKind, sourceLine } from '../knowledge/document';
import type { ShownFigure } from '../production/segment-wishes';
import type { FigureMention } from './figure-mentions';

/** What a line of a script names, in the order of mention. */
export interface Naming {
  readonly lineId: string;
  readonly mentions: readonly FigureMention[];
}

/** By line: every figure that it shows, in the order of mention, each once. */
export type ShownByLine = ReadonlyMap<string, readonly ShownFigure[]>;

interface Meant {
  readonly lineId: string;
  readonly figureId: string | null;
  readonly sha256: string | null;
  readonly figure: Omit<ShownFigure, 'sha256' | 'source'>;
  readonly page: number | null;
  /** Whose the figure is, where it is no script's own. */
  readonly document: {
    readonly title: string;
    readonly attribution: string | null;
    readonly kind: DocumentKind;
  } | null;
}

/**
 * What lines show of the figures that they name. Whoever speaks first of one whose picture is still to come shows none: the first is what
 * it is about.
 */
export async function shownFigures(
  manager: EntityManager,
  scriptId: string,
  namings: readonly Naming[],
): Promise<ShownByLine> {
  const named = namings.flatMap(({ lineId, mentions }) =>
    mentions.map(({ kind, number, documentId = null }, position) => ({ lineId, position, kind, number, documentId })),
  );
  if (named.length === 0) return new Map();
  const meant = await manager.query<Meant[]>(
    `SELECT n."lineId", f.id AS "figureId", a.sha256, f.page,
       jsonb_build_object('kind', f.kind, 'number', f.number, 'caption', f.caption, 'label', f.label) AS figure,
       CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('title', d.title, 'attribution', d.attribution, 'kind', d.kind) END AS document
     FROM jsonb_to_recordset($2) AS n("lineId" uuid, position int, kind text, number int, "documentId" uuid)
       LEFT JOIN figure f ON f.id = workprint_figure_meant($1, n.kind, n.number, n."documentId")
       LEFT JOIN slot s ON s.owner_id = f.id AND s.part = 'picture' LEFT JOIN asset a ON a.id = s.current_id
       LEFT JOIN document d ON d.id = f.document_id
     ORDER BY n."lineId", n.position`,
    [scriptId, JSON.stringify(named)],
  );
  return byLine(meant);
}

function byLine(meant: readonly Meant[]): ShownByLine {
  const shown = new Map<string, ShownFigure[]>();
  const seen = new Set<string>();
  for (const { lineId, figureId, sha256, ...rest } of meant) {
    const key = `${lineId} ${figureId}`;
    if (!shown.has(lineId) && sha256 === null) shown.set(lineId, []);
    else if (sha256 !== null && !seen.has(key) && !isSilent(shown.get(lineId)))
      shown.set(lineId, [...(shown.get(lineId) ?? []), figureOf(rest, sha256)]);
    seen.add(key);
  }
  return shown;
}

const isSilent = (figures: readonly ShownFigure[] | undefined): boolean => figures?.length === 0;

function figureOf(
  { figure, page, document }: Pick<Meant, 'figure' | 'page' | 'document'>,
  sha256: string,
): ShownFigure {
  return { ...figure, sha256, source: document && sourceLine({ ...document, page }) };
}

/** What segments name, as it was read from their words when these came. */
export async function namingsOf(manager: EntityManager, segmentIds: readonly string[]): Promise<Naming[]> {
  return manager.query<Naming[]>(
    `SELECT segment_id AS "lineId", json_agg(json_build_object('kind', kind, 'number', number, 'panel', panel,
       'documentId', document_id) ORDER BY position) AS mentions
     FROM figure_reference WHERE segment_id = ANY($1) GROUP BY segment_id`,
    [segmentIds],
  );
}

/** The same of segments as they are, whatever their scripts. */
export async function shownBySegment(
  manager: EntityManager,
  segments: readonly { readonly segmentId: string; readonly scriptId: string }[],
): Promise<ShownByLine> {
  const namings = await namingsOf(
    manager,
    segments.map(({ segmentId }) => segmentId),
  );
  const scriptOf = new Map(segments.map(({ segmentId, scriptId }) => [segmentId, scriptId]));
  const shown = new Map<string, readonly ShownFigure[]>();
  for (const scriptId of new Set(scriptOf.values())) {
    const own = namings.filter(({ lineId }) => scriptOf.get(lineId) === scriptId);
    for (const [segmentId, figures] of await shownFigures(manager, scriptId, own)) shown.set(segmentId, figures);
  }
  return shown;
}
