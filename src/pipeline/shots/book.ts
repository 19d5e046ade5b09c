import { secondsOfFrames } from '../values/frames';
import type { Rate } from '../values/rate';
import type { Bible } from './bible';
import { FORMATS, type FormatRules } from './formats';
import { promptsOf } from './prompts/prompts-of';
import { Wording } from './prompts/terms';
import type { StoryFormat } from './shot';
import type { CastMember, FilmedShot, PlannedSetting, PlannedShot, SceneFacts } from './shot-list';

/** What prompts are written from. */
export interface Book {
  readonly bible: Bible;
  readonly rules: FormatRules;
  readonly rate: Rate;
  readonly cast: ReadonlyMap<string, CastMember>;
  readonly settings: ReadonlyMap<string, PlannedSetting>;
  readonly wording: Wording;
}

interface Story {
  readonly cast: readonly CastMember[];
  readonly settings: readonly PlannedSetting[];
  readonly format: StoryFormat;
  readonly rate: Rate;
}

export function bookOf({ cast, settings, format, rate }: Story, bible: Bible): Book {
  return {
    ...{ bible, rate, rules: FORMATS[format], wording: new Wording() },
    cast: new Map(cast.map((member) => [member.key, member])),
    settings: new Map(settings.map((setting) => [setting.key, setting])),
  };
}

interface Place {
  readonly facts: SceneFacts;
  /** Within its scene, from 0. */
  readonly nth: number;
}

/** V6 for one shot, once its framing, its camera and its time are decided. */
export function prompted<S extends FilmedShot>(shot: S, { facts, nth }: Place, book: Book): S & PlannedShot {
  const setting = book.settings.get(facts.settingKey);
  if (!setting) throw new TypeError(`The shot list is set in "${facts.settingKey}", and has no such place.`);
  const { bible, rules, rate, wording } = book;
  const seconds = secondsOfFrames(shot.durationFrames, rate);
  const membersOf = (key: string) => book.cast.get(key);
  const isFirstOfScene = nth === 0;
  const context = { facts, rules, setting, membersOf, bible, wording, isFirstOfScene, seconds };
  // A literal that spreads both takes six times as long: 7.2 ms for 920 shots instead of 1.2.
  return Object.assign({}, shot, promptsOf(shot, context));
}
