import type { Field, Place, Row, Tables } from '../table';
import { embed, one, sql, toOne } from '../table';
import { flagIn } from './json';

/** 1e-6 of a frame, as `framesForSeconds` has it: 2.1 s measured as 2.1000000000000001 s is not a frame longer. */
const NOISE = '0.000001';

/** A number of frames out of these seconds, at the rate of the project. */
const atRate = (row: Row, { scope }: Place, seconds: string, frames: (exact: string) => string): string => {
  const exact = `(${seconds}) * p.rate_numerator / p.rate_denominator`;
  return `(SELECT ${frames(exact)}::int FROM project p WHERE p.id = ${row('project_id')}${scope('p', 'id')})`;
};

const startFrame = (row: Row, place: Place): string =>
  atRate(row, place, row('start_seconds'), (exact) => `floor(${exact} + ${NOISE})`);

const endFrame = (row: Row, place: Place): string => {
  const end = `${row('start_seconds')} + ${row('duration_seconds')}`;
  return atRate(row, place, end, (exact) => `ceil(${exact} - ${NOISE})`);
};

/** The asset of the note that a line is about. */
const notedAsset: Field = one(
  (line, asset, { scope }) =>
    `${asset('id')} = (SELECT n.asset_id FROM annotation n WHERE n.id = ${line('subject_id')}${scope('n')})`,
);

export const annotationTables: Tables = {
  Annotation: {
    from: 'annotation',
    fields: {
      asset: toOne('asset_id'),
      span: embed(
        {
          start_frame: startFrame,
          end_frame_exclusive: (row, place) => `greatest(${startFrame(row, place)} + 1, ${endFrame(row, place)})`,
        },
        (row) => `${row('start_seconds')} IS NOT NULL`,
      ),
      region: embed({}, (row) => `${row('x')} IS NOT NULL`),
    },
  },
  Region: {},
  AssetAnnotated: { fields: { annotation: toOne('subject_id'), asset: notedAsset } },
  AnnotationResolved: {
    fields: {
      resolved: sql((row) => flagIn(row('facts'), 'resolved')),
      annotation: toOne('subject_id'),
      asset: notedAsset,
    },
  },
};
