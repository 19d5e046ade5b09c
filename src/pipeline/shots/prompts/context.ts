import type { Bible } from '../bible';
import type { FormatRules } from '../formats';
import type { CastMember, PlannedSetting, SceneFacts } from '../shot-list';
import type { Wording } from './terms';

/** What a shot's prompts know besides the shot. */
export interface PromptContext {
  readonly facts: SceneFacts;
  readonly rules: FormatRules;
  readonly setting: PlannedSetting;
  readonly membersOf: (key: string) => CastMember | undefined;
  readonly bible: Bible;
  readonly wording: Wording;
  readonly isFirstOfScene: boolean;
  /** How long the shot lasts. */
  readonly seconds: number;
}
