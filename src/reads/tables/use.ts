import { TRACKS } from '../../pipeline/timeline/clips';
import { literal } from '../pieces';
import type { Field, Order, Place, Row, Tables } from '../table';
import { embed, page, toOne } from '../table';
import { speaksOf } from './figure';
import { slotOwner } from './slot';

/**
 * Clips first, by their cut, track and place; then the owner of the slot that would pick the asset, where no clip of that owner
 * has it; then the segments that speak of the figure that it is. What the rows of each kind are ordered by makes them unique:
 * a cut's track has one clip at a position, an asset one slot, a script one segment at a place.
 */
const uses = (asset: Row, place: Place): string => {
  const { scope } = place;
  return `(
  SELECT 0 AS rank, c.timeline_id AS within, array_position(ARRAY[${TRACKS.map(literal).join(', ')}], c.track) AS lane, c.position,
    c.owner_type, c.owner_id, c.timeline_id, c.start_frame, c.end_frame_exclusive, l.rate_numerator, l.rate_denominator
  FROM clip c JOIN timeline l ON l.id = c.timeline_id
  WHERE c.asset_id = ${asset('id')}${scope('c')}${scope('l')} AND (c.owner_type <> 'SEGMENT' OR EXISTS (
    SELECT 1 FROM segment o WHERE o.id = c.owner_id${scope('o')}))
  UNION ALL
  SELECT 1, s.owner_id, 0, 0, s.owner_type, s.owner_id, NULL, NULL, NULL, NULL, NULL
  FROM slot s WHERE s.id = ${asset('slot_id')} AND s.current_id = ${asset('id')}${scope('s')} AND NOT EXISTS (
    SELECT 1 FROM clip c WHERE c.asset_id = ${asset('id')} AND c.owner_id = s.owner_id${scope('c')})
  UNION ALL
  SELECT 2, g.script_id, 0, g.idx, 'SEGMENT', g.id, NULL, NULL, NULL, NULL, NULL
  FROM slot s JOIN figure f ON f.id = s.owner_id JOIN segment g ON ${speaksOf(
    (column) => `f.${column}`,
    (column) => `g.${column}`,
    place,
  )}
  WHERE s.id = ${asset('slot_id')} AND s.current_id = ${asset('id')} AND s.owner_type = 'FIGURE'${scope('s')}${scope('f')}${scope('g')})`;
};

const ORDER: Order = {
  keys: [
    { column: 'rank', type: 'int' },
    { column: 'within', type: 'uuid' },
    { column: 'lane', type: 'int' },
    { column: 'position', type: 'int' },
  ],
};

export const usesOfAsset: Field = page({ from: uses, on: () => 'true', orders: { default: ORDER } });

const seconds = (row: Row, frames: string): string =>
  `((${frames})::float8 * ${row('rate_denominator')} / ${row('rate_numerator')})`;

export const useTables: Tables = {
  Use: {
    project: null, // its rows are walled where they come from
    fields: {
      owner: slotOwner,
      timeline: toOne('timeline_id'),
      span: embed(
        {
          start_seconds: (row) => seconds(row, row('start_frame')),
          duration_seconds: (row) => seconds(row, `${row('end_frame_exclusive')} - ${row('start_frame')}`),
        },
        (row) => `${row('timeline_id')} IS NOT NULL`,
      ),
    },
  },
};
