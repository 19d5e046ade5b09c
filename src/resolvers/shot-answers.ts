import { chartsOf } from '../pipeline/shots/charts';
import type { ShotListRows } from '../pipeline/shots/list/list-rows';
import { storedList } from '../pipeline/shots/list/stored-list';
import { secondsOfFrames } from '../pipeline/values/frames';
import { globalId } from '../pipeline/values/global-id';
import { Made } from './made';

/** Coverage and pacing in the shapes of the contract: scenes, people and places by their ids. */
export function shownCharts(rows: ShotListRows): Made {
  const list = storedList(rows);
  const { scenes, pacing, characters, settings, shotTypes, acts } = chartsOf(list);
  const seconds = (frames: number): number => secondsOfFrames(frames, list.rate);
  const used = ({ shots, frames }: { readonly shots: number; readonly frames: number }) => {
    return { shotCount: shots, durationSeconds: seconds(frames) };
  };
  return new Made({
    scenes: scenes.map((bar, index) => {
      const id = globalId('Scene', rows.scenes[index]?.id ?? '');
      const intensity = pacing[index]?.meanIntensity ?? 0;
      return new Made({ ...used(bar), scene: id, meanShotSeconds: seconds(bar.meanFrames), intensity });
    }),
    characters: longestFirst(characters, rows.cast).map(({ id, share }) => {
      const speakingSeconds = seconds(share.speakingFrames);
      return new Made({ ...used(share), character: globalId('Character', id), speakingSeconds });
    }),
    settings: longestFirst(settings, rows.settings).map(({ id, share }) => {
      return new Made({ ...used(share), setting: globalId('Setting', id) });
    }),
    shotTypes: shotTypes.map(({ shotType, ...share }) => new Made({ ...used(share), shotType })),
    acts: acts.map(({ act, scenes: sceneCount, meanShotFrames, share, ...rest }) => {
      return new Made({ ...used(rest), act, sceneCount, meanShotSeconds: seconds(meanShotFrames), share });
    }),
  });
}

/** Charts come in the order of the list. */
function longestFirst<S extends { readonly frames: number }>(
  shares: readonly S[],
  rows: readonly { readonly id: string }[],
): { id: string; share: S }[] {
  return shares
    .map((share, index) => ({ id: rows[index]?.id ?? '', share }))
    .sort((one, other) => other.share.frames - one.share.frames);
}
