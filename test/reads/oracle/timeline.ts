import { srt, vtt, vttKaraoke } from '../../../src/pipeline/timeline/captions';
import { chaptersText } from '../../../src/pipeline/timeline/chapters';
import { SLOTS, slotCalled, takeOf } from './slot';
import { link, type Resolvers } from './types';

const WRITERS = { SRT: srt, VTT: vtt, KARAOKE: vttKaraoke };

export const timelineResolvers: Resolvers = {
  Timeline: {
    slots: SLOTS,
    project: link('project', 'project_id'),
    script: link('structured_script', 'script_id'),
    plan: link('production_plan', 'plan_id'),
    rate: (timeline) => ({ numerator: timeline.rate_numerator, denominator: timeline.rate_denominator }),
    span: ({ duration_frames, rate_numerator, rate_denominator }) => ({
      startFrame: 0,
      endFrameExclusive: duration_frames,
      startSeconds: 0,
      durationSeconds: (duration_frames * rate_denominator) / rate_numerator,
    }),
    film: slotCalled('film'),
    ambience: slotCalled('ambience'),
    report: ({ id }, _, view) => {
      const film = view.one('slot', { owner_id: id, part: 'film' });
      const take = film && takeOf(film, view);
      return take && view.one('render_report', { asset_id: take.id });
    },
    title: slotCalled('title'),
    end: slotCalled('end'),
    chapters: ({ cut, duration_frames: durationFrames, rate_numerator: numerator, rate_denominator: denominator }) =>
      chaptersText({ chapters: cut?.chapters ?? [], durationFrames, rate: { numerator, denominator } }),
    captionPlace: ({ cut }) => (['BURNED', 'KARAOKE'].includes(cut?.captionStyle) ? cut.captionStyle : 'SIDECAR'),
    captions: ({ cut, rate_numerator: numerator, rate_denominator: denominator }, { format }) =>
      WRITERS[format as keyof typeof WRITERS](cut?.captions ?? [], { numerator, denominator }),
  },
};
