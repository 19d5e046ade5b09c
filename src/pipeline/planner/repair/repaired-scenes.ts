import { purposeByPlace } from '../build/purpose';
import { cappedScenes, joinedText } from '../build/scene-count';
import type { Scene } from '../manifest/scene-schema';
import type { Warn } from '../warnings';
import type { Draft, SceneDraft } from './draft-schema';
import { repairedLanguage } from './repaired-metadata';

/** A scene that is somebody: it has its id and purpose; its times, voice, pictures and charts are other repairs'. */
export type NamedScene = SceneDraft & Pick<Scene, 'id' | 'purpose'>;

export interface NamedScenes {
  readonly scenes: readonly NamedScene[];
  /** What each is called now, by what it was called. */
  readonly idsNow: ReadonlyMap<string, string>;
}

const SCENE_WITHOUT_CONTENT: SceneDraft = { purpose: 'content' };

/** At least one, called `s1`, `s2` … in their order. */
export function repairedScenes(drafts: Draft['scenes'], language: string, warn: Warn): NamedScenes {
  const given = cappedScenes(drafts ?? [], joined, warn);
  const scenes = given.length > 0 ? given : [SCENE_WITHOUT_CONTENT];
  if (given.length === 0) {
    warn({ code: 'NO_SCENES', message: 'The plan has no scenes; one stands in. Please review it.', path: 'scenes' });
  }
  const idsNow = idsByFormer(scenes);
  return {
    scenes: scenes.map((scene, index) => named(scene, { index, count: scenes.length, language, warn })),
    idsNow,
  };
}

/** Where two were called alike the first one is meant; who had no name answers to its new one. */
function idsByFormer(scenes: readonly SceneDraft[]): Map<string, string> {
  const idsNow = new Map<string, string>();
  const note = (former: string | undefined, index: number) => {
    if (former !== undefined && !idsNow.has(former)) idsNow.set(former, idAt(index));
  };
  for (const [index, { id }] of scenes.entries()) note(id, index);
  for (const [index, { id }] of scenes.entries()) if (id === undefined) note(idAt(index), index);
  return idsNow;
}

function idAt(sceneIndex: number): string {
  return `s${sceneIndex + 1}`;
}

interface Place {
  readonly index: number;
  readonly count: number;
  readonly language: string;
  readonly warn: Warn;
}

function named(scene: SceneDraft, { index, count, language, warn }: Place): NamedScene {
  const path = `scenes[${index}]`;
  const { language: written, ...rest } = scene;
  const [id, purpose] = [idAt(index), scene.purpose ?? purposeByPlace(index, count)];
  if (id !== scene.id) warn({ code: 'SCENE_RENAMED', message: `${path} is now called ${id}.`, path: `${path}.id` });
  if (purpose !== scene.purpose) {
    warn({ code: 'FILLED', message: `${path}.purpose was not said, and is ${purpose}.`, path: `${path}.purpose` });
  }
  const spoken =
    written === undefined ? {} : { language: repairedLanguage(written, language, { path: `${path}.language`, warn }) };
  return { ...rest, ...spoken, id, purpose };
}

function joined(a: SceneDraft, b: SceneDraft): SceneDraft {
  return {
    ...a,
    narration: joinedText(a.narration, b.narration),
    durationSeconds: (a.durationSeconds ?? 1) + (b.durationSeconds ?? 1),
    visuals: [...(a.visuals ?? []), ...(b.visuals ?? [])],
    charts: [...(a.charts ?? []), ...(b.charts ?? [])],
  };
}
