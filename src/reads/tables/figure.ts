import type { Place, Row } from '../table';

/** The row id of the figure that a reference of a script means: the database says which, for whoever asks. */
export const meantBy = (script: string, reference: Row): string =>
  `workprint_figure_meant(${script}, ${reference('kind')}, ${reference('number')}, ${reference('document_id')})`;

/** Of the script itself or of one of its sources. */
export const isOfScript = (figure: string, script: string, { scope }: Place): string =>
  `(${figure}.script_id = ${script} OR ${figure}.document_id IN (
    SELECT x.document_id FROM script_document x WHERE x.script_id = ${script}${scope('x')}))`;

/** Both, its own at a place before the first of its sources. */
export const figuresOfScript = (script: Row, { scope }: Place): string => `(
  SELECT o.*, -1 AS place FROM figure o WHERE o.script_id = ${script('id')}${scope('o')}
  UNION ALL
  SELECT o.*, x.position FROM script_document x JOIN figure o ON o.document_id = x.document_id
  WHERE x.script_id = ${script('id')}${scope('x')}${scope('o')})`;

/** Whether a segment means a figure: one of the script that may, which names it, and nothing else by that name. */
export const speaksOf = (figure: Row, segment: Row, { scope }: Place): string =>
  `${segment('script_id')} = ANY(ARRAY(
    SELECT ${figure('script_id')} UNION ALL
    SELECT x.script_id FROM script_document x WHERE x.document_id = ${figure('document_id')}${scope('x')}))
  AND EXISTS (SELECT 1 FROM figure_reference r
    WHERE r.segment_id = ${segment('id')} AND r.kind = ${figure('kind')} AND r.number = ${figure('number')}${scope('r')}
      AND ${meantBy(segment('script_id'), (column) => `r.${column}`)} = ${figure('id')})`;
