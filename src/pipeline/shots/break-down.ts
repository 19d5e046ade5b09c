import type { Screenplay } from '../screenplay/screenplay';
import type { Rate } from '../values/rate';
import type { Bible } from './bible';
import { bookOf, prompted } from './book';
import { FORMATS } from './formats';
import { castOf } from './people/cast';
import { peopleOf } from './people/people-of';
import { settingsOf } from './places/settings';
import { readSlugline } from './places/slugline';
import { aspectRatioOf } from './prompts/aspect';
import type { StoryFormat } from './shot';
import type { CastMember, PlannedShotList, ShotListProblem } from './shot-list';
import { filmedScenes } from './steps/filmed-scenes';

export interface BreakDown {
  readonly bible: Bible;
  readonly format: StoryFormat;
  readonly rate: Rate;
}

export interface BrokenDown {
  readonly list: PlannedShotList;
  /** What was noticed while it was made: that shots were added, that a target cannot be met. What the rules say of the list is asked of them. */
  readonly noticed: readonly ShotListProblem[];
}

/** A screenplay as a shot list: V1 to V6. The same screenplay, bible and rate give the same list. */
export function breakDown(screenplay: Screenplay, { bible, format, rate }: BreakDown): BrokenDown {
  const cast = castOf(bible, screenplay);
  const { settings, keys: settingKeys } = settingsOf(screenplay, bible);
  const sluglines = screenplay.scenes.map(({ slugline }) => readSlugline(slugline));
  const people = peopleOf(cast, screenplay.scenes);
  const names = new Map(cast.members.map(({ key, name }) => [key, name]));
  const nameOf = (key: string) => names.get(key) ?? key;
  const told = { people, sluglines, settingKeys, bible, format, rate, nameOf };
  const { scenes: filmed, problems: noticed } = filmedScenes(screenplay, told);
  const seen = new Set(filmed.flatMap(({ shots }) => shots.flatMap(({ characters }) => characters)));
  // Whoever no shot shows yet is there to be put into one by people.
  const story = { cast: cast.members, settings, format, rate };
  const book = bookOf(story, bible);
  const scenes = filmed.map(({ facts, shots }) => {
    return { facts, shots: shots.map((shot, nth) => prompted(shot, { facts, nth }, book)) };
  });
  const { title } = screenplay;
  const aspectRatio = aspectRatioOf(FORMATS[format], bible.cinematography);
  return {
    list: { ...story, title, aspectRatio, scenes, problems: [] },
    noticed: [...noticed, ...unseen(cast.members, seen)],
  };
}

/** People of the bible that no shot shows: perhaps they are called otherwise in the screenplay. */
function unseen(members: readonly CastMember[], seen: ReadonlySet<string>): ShotListProblem[] {
  return members
    .filter(({ key, tier }) => tier !== null && tier < 3 && !seen.has(key))
    .map(({ name }) => ({
      ...{ code: 'NEVER_IN_FRAME', severity: 'WARNING', scene: null, shot: null },
      message: `${name} is in the cast and in no shot.`,
    }));
}
