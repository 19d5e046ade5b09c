import type { Asset } from '../manifest/asset-schema';
import type { ManifestWithoutJobs } from '../manifest/manifest-schema';
import type { Scene, Visual } from '../manifest/scene-schema';
import { msOf, secondsOf, sharedMs, startsOf } from '../timing';
import type { Clip } from './edit-schema';
import { crossing, movement } from './motion-words';
import { movingKey, type Takes } from './takes';

const LIES_OVER: ReadonlySet<string | undefined> = new Set(['graphic', 'overlay']);

function liesOver({ role }: Visual): boolean {
  return LIES_OVER.has(role);
}

/** The pictures of all scenes, those of one sharing its time evenly. Where a scene has graphics alone, they are its pictures. */
export function pictureClips(takes: Takes): Clip[] {
  return takes.manifest.scenes.flatMap((scene) => {
    const under = scene.visuals.filter((visual) => !liesOver(visual));
    const shown = under.length > 0 ? under : scene.visuals.slice(0, 1);
    const shares = sharedMs(
      msOf(scene.durationSeconds),
      shown.map(() => 1),
    );
    const starts = startsOf(shares);
    return shown.flatMap((visual, index) => {
      const [from = 0, ms = 0] = [starts[index], shares[index]];
      const start = secondsOf(msOf(scene.startAtSec) + from);
      return ms > 0 ? [pictureClip({ visual, scene, isFirst: index === 0, start, length: secondsOf(ms) }, takes)] : [];
    });
  });
}

interface Shown extends Pick<Clip, 'start' | 'length'> {
  readonly visual: Visual;
  readonly scene: Scene;
  readonly isFirst: boolean;
}

function pictureClip({ visual, scene, isFirst, start, length }: Shown, takes: Takes): Clip {
  const { effects = {} } = scene;
  const usual = takes.manifest.effects.defaultTransition ?? 'fade';
  const transition = isFirst ? crossing(effects.transitions ?? [], usual) : {};
  return {
    asset: pictureAsset(visual, scene, takes),
    start,
    length,
    fit: 'cover',
    ...(Object.keys(transition).length > 0 && { transition }),
    ...movement(effects),
  };
}

/** What lies over the pictures of a scene as long as it lasts: charts and graphics, and the logo in its corner. */
export function graphicClips(takes: Takes): Clip[] {
  return takes.manifest.scenes.flatMap((scene) => {
    const span = { start: scene.startAtSec, length: scene.durationSeconds };
    const over = scene.visuals.filter(liesOver);
    const isCarried = over.length < scene.visuals.length;
    const graphics = (isCarried ? over : over.slice(1)).map((visual): Clip => {
      return { asset: pictureAsset(visual, scene, takes), ...span, fit: 'contain', scale: 0.8, position: 'center' };
    });
    const logos = logosIn(scene, takes).map((src): Clip => {
      return { asset: { type: 'image', src }, ...span, fit: 'contain', scale: 0.2, position: 'topRight' };
    });
    return [...logos, ...graphics];
  });
}

function logosIn({ visuals }: Scene, { manifest, fields }: Takes): string[] {
  const logos = visuals.flatMap(({ overlays = [] }) => overlays.filter(({ type }) => type === 'logo'));
  return logos.flatMap(({ params: { assetId } }) => {
    const asset = typeof assetId === 'string' ? assetOf(assetId, manifest) : null;
    return asset ? [fields.source(asset.id, asset.originUrl)] : [];
  });
}

function assetOf(assetId: string, { assets }: ManifestWithoutJobs): Asset | null {
  return (Object.hasOwn(assets, assetId) ? assets[assetId] : undefined) ?? null;
}

function pictureAsset({ assetId }: Visual, scene: Scene, { manifest, moving, fields }: Takes): Clip['asset'] {
  const jobId = moving.get(movingKey(scene.id, assetId));
  if (jobId !== undefined) return { type: 'video', src: fields.source(jobId), volume: 0 };
  const asset = assetOf(assetId, manifest);
  const src = fields.source(assetId, asset?.originUrl);
  return asset && isVideo(asset) ? { type: 'video', src } : { type: 'image', src };
}

function isVideo({ mimeType, originUrl }: Asset): boolean {
  return mimeType?.startsWith('video/') ?? /\.(?:mp4|mov|webm|m4v)(?:[?#]|$)/i.test(originUrl ?? '');
}
