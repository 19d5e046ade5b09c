import { effectNamed } from '../effects';
import type { SceneEffects } from '../manifest/scene-schema';
import { CLIP_FILTERS, type Clip, type ClipEffect, type ClipTransition } from './edit-schema';

/** How a renderer says what our vocabulary does. */
const EFFECTS: Readonly<Record<string, ClipEffect>> = {
  cinematic_zoom: 'zoomIn',
  slow_pan: 'slideRight',
  parallax_scroll: 'slideUp',
};
const BY_MOVE: Readonly<Record<'ZOOM' | 'PAN', ClipEffect>> = { ZOOM: 'zoomIn', PAN: 'slideRight' };

const TRANSITIONS: Readonly<Record<string, ClipTransition>> = {
  slide_left: 'slideLeft',
  slide_right: 'slideRight',
  slide_up: 'slideUp',
  slide_down: 'slideDown',
  logo_reveal: 'reveal',
  zoom: 'zoom',
};

/** What a picture does while it is seen: its first effect that a renderer knows. */
export function movement({ layeredEffects = [], filters = [] }: SceneEffects): Pick<Clip, 'effect' | 'filter'> {
  const effect = layeredEffects.map(clipEffect).find((known) => known !== undefined);
  const filter = CLIP_FILTERS.find((known) => filters.includes(known));
  return { ...(effect && { effect }), ...(filter && { filter }) };
}

function clipEffect(name: string): ClipEffect | undefined {
  const { moves } = effectNamed(name);
  return Object.hasOwn(EFFECTS, name) ? EFFECTS[name] : moves && BY_MOVE[moves];
}

/** How a scene comes, and how it goes where that is said: whatever has no other name is a fade. */
export function crossing(transitions: readonly string[], usual: string): NonNullable<Clip['transition']> {
  const goes = transitions.find((name) => /(?:^|_)out(?:_|$)/.test(name));
  const comes = transitions.find((name) => name !== goes) ?? (goes === undefined ? usual : undefined);
  return { ...(comes && { in: clipTransition(comes) }), ...(goes && { out: clipTransition(goes) }) };
}

function clipTransition(name: string): ClipTransition {
  return (Object.hasOwn(TRANSITIONS, name) ? TRANSITIONS[name] : undefined) ?? 'fade';
}
