import { type ComparedText, comparedText, joinedTexts } from './compared-words';
import { pairEqual } from './equal-pairs';
import { comparedShot, pairedShots, type SameSpeaker, shotSpelling } from './kept-shots';
import type { DraftScene, KnownScene } from './known-scene';
import { rarityIn } from './likeness';
import { type Comparable, once, Pairing } from './pairing';
import { pairSimilar } from './similar-pairs';

const LEVELS = 4;
/** Of two different scenes of one story less than a fifth is alike; of a scene with half of its lines rewritten, about half. */
const REWORDED = { inPlace: 0.35, elsewhere: 0.5 };
/** Masked words below which the place is needed as well to say that two are one: `Rae runs.` */
const FEW_WORDS = 8;

export interface KeptScene {
  /** Null: a new one. */
  readonly sceneId: string | null;
  /** For each of its shots in order; null: a new one. */
  readonly shotIds: readonly (string | null)[];
}

/**
 * Which scenes and shots the drafts are, so that what was made for them stays theirs. A shot is kept within its scene alone; a
 * scene whose words are others is a new one, wherever it stands.
 */
export function keptScenes(known: readonly KnownScene[], drafts: readonly DraftScene[]): KeptScene[] {
  const pairing = new Pairing(known.map(comparable), drafts.map(comparable));
  pairEqual(pairing, LEVELS);
  pairSimilarScenes(pairing);
  const same = sameSpeakers(known, drafts);
  return drafts.map((draft, at): KeptScene => {
    const old = pairing.knownOf(at) ?? -1;
    const scene = known[old];
    if (!scene) return { sceneId: null, shotIds: draft.shots.map(() => null) };
    const isUntouched = pairing.known[old]?.key(0) === pairing.drafts[at]?.key(0);
    return { sceneId: scene.id, shotIds: isUntouched ? scene.shots.map(({ id }) => id) : shotIds(scene, draft, same) };
  });
}

/** By their words; then by whole lines: in a short scene a line that was written anew is most of the words. */
function pairSimilarScenes(pairing: Pairing): void {
  const words = (scene: Comparable) => scene.words();
  pairSimilar(pairing, { ...REWORDED, tokens: words, weight: () => rarityIn(pairing.known.map(words)) });
  pairSimilar(pairing, { ...REWORDED, tokens: (scene) => scene.lines(), weight: () => () => 1 });
}

function shotIds(scene: KnownScene, draft: DraftScene, same: SameSpeaker): (string | null)[] {
  const shots = pairedShots(scene.shots.map(comparedShot), draft.shots.map(comparedShot), same);
  return shots.map((shot) => scene.shots[shot ?? -1]?.id ?? null);
}

function comparable(scene: DraftScene): Comparable {
  const spelt = once(() => JSON.stringify([scene.slugline, scene.settingKey, scene.shots.map(shotSpelling)]));
  const texts = once(() => scene.shots.map((shot) => comparedShot(shot).text()));
  const text = once(() => joinedTexts(texts()));
  const keys = [spelt, ...worded(scene, text).map(once)];
  return {
    key: (level) => keys[level]?.() ?? null,
    words: () => text().common,
    lines: () => texts().map(({ common }) => common.join(' ')),
  };
}

/** From the finest level to the coarsest: with its heading, by all its words, by those that name nobody. */
function worded({ settingKey, slugline }: DraftScene, text: () => ComparedText): (() => string | null)[] {
  const isMute = () => text().all.length === 0;
  const heading = () => JSON.stringify([settingKey, comparedText(slugline).all.join(' ')]);
  const masked = () => `${text().common.length < FEW_WORDS ? settingKey : ''}: ${text().common.join(' ')}`;
  return [
    () => `${heading()} ${text().all.join(' ')}`,
    () => (isMute() ? `place ${settingKey}` : `words ${text().all.join(' ')}`),
    () => (isMute() ? null : masked()),
  ];
}

/** A key that is gone and a key that has come may be one person. */
function sameSpeakers(known: readonly DraftScene[], drafts: readonly DraftScene[]): SameSpeaker {
  const [before, now] = [speakersOf(known), speakersOf(drafts)];
  return (one, other) => one === other || (isOnlyIn(one, before, now) && isOnlyIn(other, now, before));
}

function isOnlyIn(key: string | null, these: ReadonlySet<string>, those: ReadonlySet<string>): boolean {
  return key !== null && these.has(key) && !those.has(key);
}

function speakersOf(scenes: readonly DraftScene[]): Set<string> {
  return new Set(scenes.flatMap(({ shots }) => shots.flatMap(({ dialogueSpeaker }) => dialogueSpeaker ?? [])));
}
