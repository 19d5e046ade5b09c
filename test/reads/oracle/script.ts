import { connection } from './connection';
import { SLOTS, slotCalled } from './slot';
import { link, type Resolvers, sum } from './types';

const byIdx = (a: { idx: number }, b: { idx: number }) => a.idx - b.idx;

export const scriptResolvers: Resolvers = {
  StructuredScript: {
    project: link('project', 'project_id'),
    segments: ({ id }, args, view, info) => {
      const segments = view
        .all('segment', { script_id: id })
        .filter(({ intent }) => (args.intents ?? null) === null || args.intents.includes(intent));
      return connection(segments, args, view, info, { keys: (row) => [row.idx] });
    },
    estimatedSeconds: ({ id }, _, view) =>
      sum(view.all('segment', { script_id: id }).map((segment) => segment.estimated_seconds)),
    actualSeconds: ({ id }, _, view) => {
      const seconds = view.all('segment', { script_id: id }).map((segment) => segment.actual_seconds);
      return seconds.length === 0 || seconds.includes(null) ? null : sum(seconds);
    },
    text: ({ id }, _, view) => {
      const segments = view.all('segment', { script_id: id }) as { idx: number; text: string }[];
      return segments
        .sort(byIdx)
        .map(({ text }) => text)
        .join('\n\n');
    },
  },
  Segment: {
    slots: SLOTS,
    script: link('structured_script', 'script_id'),
    number: ({ idx }) => idx + 1,
    figureReferences: ({ id }, _, view) =>
      view.all('figure_reference', { segment_id: id }).sort((a, b) => a.position - b.position),
    audio: slotCalled('audio'),
    picture: slotCalled('picture'),
    video: slotCalled('video'),
  },
};
