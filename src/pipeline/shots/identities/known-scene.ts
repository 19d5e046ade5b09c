import type { Trigger } from '../shot';

/** A shot as it stands in the shot list. */
export interface KnownShot {
  readonly id: string;
  readonly trigger: Trigger;
  readonly content: string;
  readonly dialogueText: string | null;
  /** The key of whoever speaks. */
  readonly dialogueSpeaker: string | null;
}
export type DraftShot = Omit<KnownShot, 'id'>;

export interface KnownScene {
  readonly id: string;
  readonly slugline: string;
  readonly settingKey: string;
  readonly shots: readonly KnownShot[];
}
/** A scene of the screenplay that has just been broken down. */
export interface DraftScene extends Omit<KnownScene, 'id' | 'shots'> {
  readonly shots: readonly DraftShot[];
}
