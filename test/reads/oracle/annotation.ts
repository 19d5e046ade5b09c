import type { Row } from './memory';
import { link, type Resolve, type Resolvers } from './types';
import type { View } from './view';

export function notesOf(asset_id: string, resolved: boolean | null, view: View): Row[] {
  const notes = view.all('annotation', { asset_id });
  return resolved === null ? notes : notes.filter(({ resolved_at }) => (resolved_at !== null) === resolved);
}

const annotation = link('annotation', 'subject_id');
const asset: Resolve = ({ subject_id }, _, view) => {
  const note = view.one('annotation', { id: subject_id });
  return note && view.one('asset', { id: note.asset_id });
};

export const annotationResolvers: Resolvers = {
  Annotation: {
    asset: link('asset', 'asset_id'),
    span: ({ project_id, start_seconds, duration_seconds }, _, view) => {
      if (start_seconds === null) return null;
      const { rate_numerator, rate_denominator } = view.one('project', { id: project_id }) ?? {};
      const frames = (seconds: number) => (seconds * rate_numerator) / rate_denominator;
      const startFrame = Math.floor(frames(start_seconds) + 1e-6);
      const end = Math.ceil(frames(start_seconds + duration_seconds) - 1e-6);
      const span = { startSeconds: start_seconds, durationSeconds: duration_seconds };
      return { ...span, startFrame, endFrameExclusive: Math.max(end, startFrame + 1) };
    },
    region: (note) => (note.x === null ? null : note),
  },
  AssetAnnotated: { annotation, asset },
  AnnotationResolved: { annotation, asset, resolved: ({ facts }) => facts.resolved },
};
