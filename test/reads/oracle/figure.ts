import type { Row } from './memory';
import type { View } from './view';

const byPosition = (a: Row, b: Row) => a.position - b.position;

export const sourcesOf = (scriptId: string, view: View): Row[] =>
  view.all('script_document', { script_id: scriptId }).sort(byPosition);

/** The script's own, else that of the document that is named, else that of the first source that has one. */
export function figureMeant(scriptId: string, { kind, number, document_id }: Row, view: View): Row | null {
  const own = view.one('figure', { script_id: scriptId, kind, number });
  if (own) return own;
  const sources = sourcesOf(scriptId, view).map((source) => source.document_id);
  const named = sources.filter((id) => id === document_id);
  for (const id of [...named, ...sources]) {
    const figure = view.one('figure', { document_id: id, kind, number });
    if (figure) return figure;
  }
  return null;
}

const places = (scriptId: string, view: View) =>
  new Map(sourcesOf(scriptId, view).map(({ document_id, position }) => [document_id, position]));

/** Its own and those of its sources, by kind, number and place. */
export function figuresOf(scriptId: string, view: View): Row[] {
  const place = places(scriptId, view);
  const own = view.all('figure', { script_id: scriptId });
  const theirs = [...place.keys()].flatMap((document_id) => view.all('figure', { document_id }));
  const placeOf = ({ document_id }: Row) => (document_id === null ? -1 : place.get(document_id));
  return [...own, ...theirs].sort(
    (a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.number - b.number) || placeOf(a) - placeOf(b),
  );
}

/** The segments that mean a figure, script by script. */
export function discussing(figure: Row, view: View): Row[] {
  const scripts = view.all('script_document', { document_id: figure.document_id }).map(({ script_id }) => script_id);
  const speaks = (segment: Row) =>
    view
      .all('figure_reference', { segment_id: segment.id })
      .some((reference) => figureMeant(segment.script_id, reference, view)?.id === figure.id);
  return (figure.script_id === null ? scripts : [figure.script_id])
    .flatMap((script_id) => view.all('segment', { script_id }))
    .filter(speaks)
    .sort((a, b) => (a.script_id < b.script_id ? -1 : a.script_id > b.script_id ? 1 : a.idx - b.idx));
}
