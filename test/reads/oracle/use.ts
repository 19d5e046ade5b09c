import { discussing } from './figure';
import type { Row } from './memory';
import { ownerOf, takeOf } from './slot';
import { link, type Resolvers } from './types';
import type { View } from './view';

const LANES: Record<string, number> = { PICTURE: 1, NARRATION: 2, AMBIENCE: 3 };

export const USE_ORDER = { keys: (use: Row) => use.keys };

/** Clips, then the slot's owner where no clip is laid out for it, then the segments that speak of the figure. */
export function usesOf(asset: Row, view: View): Row[] {
  const clips = view.all('clip', { asset_id: asset.id });
  const slot = view.one('slot', { id: asset.slot_id });
  const isPicked = slot !== null && takeOf(slot, view)?.id === asset.id;
  const shown = clips
    .filter((clip) => ownerOf(clip, view) !== null)
    .map((clip) => ({ ...clip, keys: [0, clip.timeline_id, LANES[clip.track], clip.position] }));
  if (!slot || !isPicked) return shown;
  const place = { ...slot, timeline_id: null, keys: [1, slot.owner_id, 0, 0] };
  const isShown = clips.some(({ owner_id }) => owner_id === slot.owner_id);
  return [...shown, ...(isShown ? [] : [place]), ...(slot.owner_type === 'FIGURE' ? speaking(slot, view) : [])];
}

function speaking({ owner_id }: Row, view: View): Row[] {
  const figure = view.one('figure', { id: owner_id });
  return (figure ? discussing(figure, view) : []).map(({ id, script_id, idx }) => {
    return { owner_type: 'SEGMENT', owner_id: id, timeline_id: null, keys: [2, script_id, 0, idx] };
  });
}

export const useResolvers: Resolvers = {
  Use: {
    owner: (use, _, view) => ownerOf(use, view),
    timeline: link('timeline', 'timeline_id'),
    span: ({ timeline_id, start_frame, end_frame_exclusive }, _, view) => {
      if (timeline_id === null) return null;
      const { rate_numerator, rate_denominator } = view.one('timeline', { id: timeline_id }) ?? {};
      const seconds = (frames: number) => (frames * rate_denominator) / rate_numerator;
      return {
        startFrame: start_frame,
        endFrameExclusive: end_frame_exclusive,
        startSeconds: seconds(start_frame),
        durationSeconds: seconds(end_frame_exclusive - start_frame),
      };
    },
  },
};
