import { CAPTION_PLACES } from '../../pipeline/production/explainer-options';
import type { Tables } from '../table';
import { computed, embed, one, sql, toOne } from '../table';
import { wordIn } from './json';
import { ownedSlots, slotNamed } from './slot';

export const timelineTables: Tables = {
  Timeline: {
    from: 'timeline',
    fields: {
      slots: ownedSlots,
      project: toOne('project_id'),
      script: toOne('script_id'),
      plan: toOne('plan_id'),
      rate: embed({ numerator: (row) => row('rate_numerator'), denominator: (row) => row('rate_denominator') }),
      span: embed({
        start_frame: () => '0',
        end_frame_exclusive: (row) => row('duration_frames'),
        start_seconds: () => '0',
        duration_seconds: (row) =>
          `(${row('duration_frames')}::float8 * ${row('rate_denominator')} / ${row('rate_numerator')})`,
      }),
      film: slotNamed('film'),
      ambience: slotNamed('ambience'),
      report: one(
        (timeline, report, { scope }) =>
          `${report('asset_id')} = (SELECT s.current_id FROM slot s WHERE s.owner_id = ${timeline('id')} AND s.part = 'film'${scope('s')})`,
      ),
      title: slotNamed('title'),
      end: slotNamed('end'),
      chapters: computed(
        (row) =>
          `SELECT json_build_object('chapters', coalesce(${row('cut')}->'chapters', '[]'), 'durationFrames', ${row('duration_frames')},
            'rate', json_build_object('numerator', ${row('rate_numerator')}, 'denominator', ${row('rate_denominator')}))`,
      ),
      captionPlace: sql((row) => `coalesce(${wordIn(row('cut'), 'captionStyle', CAPTION_PLACES)}, 'SIDECAR')`),
      captions: computed(
        (row) =>
          `SELECT json_build_object('lines', coalesce(${row('cut')}->'captions', '[]'), 'rate', json_build_object('numerator', ${row('rate_numerator')}, 'denominator', ${row('rate_denominator')}))`,
      ),
    },
  },
  Span: {},
  RenderReport: { from: 'render_report' },
};
