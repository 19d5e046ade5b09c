import type { ManifestWithoutJobs } from '../manifest/manifest-schema';
import type { Overlay, Scene } from '../manifest/scene-schema';
import { msOf, secondsOf } from '../timing';
import type { Clip } from './edit-schema';
import { withoutFields } from './merge-fields';

/** What is read: the words that are spoken, and those that are written over pictures. */
export function captionClips({ scenes }: ManifestWithoutJobs): Clip[] {
  return scenes.flatMap(({ subtitles = [] }) =>
    subtitles.flatMap(({ text, start, end }) =>
      titleClip(text, { start, length: secondsOf(msOf(end) - msOf(start)) }, { style: 'subtitle', position: 'bottom' }),
    ),
  );
}

const LOOKS = {
  text: { style: 'minimal', position: 'center' },
  kpi: { style: 'chunk', position: 'center' },
  lower_third: { style: 'minimal', position: 'bottomLeft' },
} as const;

export function titleClips({ scenes }: ManifestWithoutJobs): Clip[] {
  return scenes.flatMap((scene) =>
    scene.visuals.flatMap(({ overlays = [] }) => overlays.flatMap((overlay) => writtenOver(overlay, scene))),
  );
}

function writtenOver({ type, params }: Overlay, { startAtSec, durationSeconds }: Scene): Clip[] {
  if (type === 'chart' || type === 'logo') return [];
  const { text } = params;
  return typeof text === 'string' ? titleClip(text, { start: startAtSec, length: durationSeconds }, LOOKS[type]) : [];
}

type Title = Extract<Clip['asset'], { type: 'title' }>;

function titleClip(
  text: string,
  span: Pick<Clip, 'start' | 'length'>,
  look: Pick<Title, 'style' | 'position'>,
): Clip[] {
  const said = withoutFields(text).trim();
  return said === '' || span.length <= 0 ? [] : [{ asset: { type: 'title', text: said, ...look }, ...span }];
}
