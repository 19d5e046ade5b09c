import { wordsOf } from '../planner/asset-words';
import { effectNamed } from '../planner/effects';
import { cueSeconds } from '../planner/jobs/music-jobs';
import { spokenText } from '../planner/jobs/speech-jobs';
import type { MusicCue } from '../planner/manifest/audio-schema';
import type { Manifest } from '../planner/manifest/manifest-schema';
import type { Scene, Visual } from '../planner/manifest/scene-schema';
import { msOf } from '../planner/timing';
import type { Motion } from '../timeline/cut';
import { motionNamed } from '../timeline/motions';
import type { NarrationTake, PlannedFilm, PlannedMusic, PlannedPicture, PlannedScene } from '../timeline/plan-cut';
import { partOfAsset } from './plan-wishes';

/** What stands in a place of a plan. */
export interface PlanTake {
  readonly assetId: string;
  readonly sha256: string;
  readonly isClip: boolean;
  /** Set in type, not drawn: it stands still. */
  readonly isSet: boolean;
  readonly durationSeconds: number | null;
  readonly loudnessLufs: number | null;
  readonly sentences: NarrationTake['sentences'];
  readonly words: NarrationTake['words'];
}

interface Making extends Pick<PlannedFilm, 'ownerId' | 'rate' | 'size' | 'captionStyle'> {
  readonly manifest: Manifest;
  /** By part. */
  readonly takes: ReadonlyMap<string, PlanTake>;
}

/** A plan with what there is for it, as it is cut. */
export function plannedFilm({ manifest, takes, ...film }: Making): PlannedFilm {
  const making = { manifest, takes };
  return {
    ...film,
    scenes: manifest.scenes.map((scene) => sceneOf(scene, making)),
    music: Object.values(manifest.audio.music.cueMap).flatMap((cue) => musicOf(cue, making)),
  };
}

type Takes = Pick<Making, 'manifest' | 'takes'>;

function sceneOf(scene: Scene, making: Takes): PlannedScene {
  const { id, durationSeconds, effects = {} } = scene;
  const text = spokenText(scene);
  const usual = making.manifest.effects.defaultTransition ?? 'fade';
  return {
    id,
    durationMs: msOf(durationSeconds),
    narration: text === null ? null : { text, take: narrationTake(id, making) },
    pictures: scene.visuals.map((visual) => pictureOf(visual, scene, making)),
    isSoft: (effects.transitions ?? [usual])[0] !== 'cut',
  };
}

function narrationTake(sceneId: string, { manifest, takes }: Takes): NarrationTake | null {
  const job = manifest.jobs.find(({ type, payload }) => type === 'tts' && payload.sceneId === sceneId);
  const take = job && takes.get(job.id);
  if (!take || take.durationSeconds === null || take.loudnessLufs === null) return null;
  const { durationSeconds, loudnessLufs } = take;
  return { ...take, durationSeconds, loudnessLufs };
}

/** The moving picture goes before the still that it was made of; a picture that is not there is said in its own words. */
function pictureOf(visual: Visual, scene: Scene, { manifest, takes }: Takes): PlannedPicture {
  const { assetId } = visual;
  const moving = manifest.jobs.filter(({ type, payload }) => {
    if (payload.sceneId !== scene.id) return false;
    const replaced = type === 'generate_video' ? payload.replacesAssetId : type === 'lip_sync' && payload.videoAssetId;
    return replaced === assetId;
  });
  const parts = [...moving.map(({ id }) => id).reverse(), partOfAsset(assetId, manifest)];
  const take = parts.map((part) => (part === null ? undefined : takes.get(part))).find((found) => found) ?? null;
  const words = wordsOf(manifest.assets[assetId] ?? {}).prompt ?? assetId;
  return { take, words, motion: take?.isSet ? null : motionOf(visual, scene) };
}

/** As its shot says; else as the first of its scene's effects that moves anything. */
function motionOf({ shot }: Visual, { effects = {} }: Scene): Motion | null {
  if (shot?.camera) return motionNamed(shot.camera);
  const moves = (effects.layeredEffects ?? []).map((name) => MOVES[name] ?? moveOf(name)).find((move) => move);
  return motionNamed(moves ?? 'static');
}

type Camera = NonNullable<NonNullable<Visual['shot']>['camera']>;
const MOVES: Readonly<Record<string, Camera>> = { parallax_scroll: 'tilt' };

function moveOf(effect: string): Camera | null {
  const { moves } = effectNamed(effect);
  if (moves === 'ZOOM') return 'push';
  return moves === 'PAN' ? 'pan' : null;
}

function musicOf(cue: MusicCue, { manifest, takes }: Takes): PlannedMusic[] {
  const job = manifest.jobs.find(({ type, payload }) => type === 'generate_music' && payload.cueId === cue.id);
  const take = job && takes.get(job.id);
  if (!take || take.loudnessLufs === null) return [];
  const { assetId, sha256, loudnessLufs } = take;
  const endMs = msOf(cue.startSec + cueSeconds(cue, manifest.metadata.durationSeconds));
  return [{ take: { assetId, sha256, loudnessLufs }, startMs: msOf(cue.startSec), endMs }];
}
