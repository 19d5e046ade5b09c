import type { Screenplay } from '../../screenplay/screenplay';
import type { Rate } from '../../values/rate';
import type { Bible } from '../bible';
import { FORMATS, type FormatRules } from '../formats';
import type { ScenePeople } from '../people/scene-people';
import type { StoryFormat } from '../shot';
import type { FilmedShot, SceneFacts, ShotListProblem, ShotSegment, Slugline } from '../shot-list';
import { filmedBy } from './camera';
import { decomposed } from './decompose';
import { timed } from './durations';
import { type Filled, filled } from './fill';
import { sceneFacts } from './scene-facts';
import { framed } from './shot-types';
import { joined } from './transitions';

export interface Filming {
  /** Who is in frame and who speaks; one a scene, as are the next two. */
  readonly people: readonly ScenePeople[];
  readonly sluglines: readonly Slugline[];
  readonly settingKeys: readonly string[];
  readonly bible: Bible;
  readonly format: StoryFormat;
  readonly rate: Rate;
  /** What a person of a key is called. */
  readonly nameOf: (key: string) => string;
}

export interface FilmedScene {
  readonly facts: SceneFacts;
  readonly shots: FilmedShot[];
}

/** V1 to V5 over the whole film. */
export function filmedScenes(
  screenplay: Screenplay,
  filming: Filming,
): { scenes: FilmedScene[]; problems: ShotListProblem[] } {
  const rules = FORMATS[filming.format];
  const facts = sceneFacts(screenplay, filming);
  const fillings = filledFilm(decomposed(screenplay, { ...filming, facts }), facts, { ...filming, rules });
  const segmented = facts.map((about, at) => ({ facts: about, shots: fillings[at]?.shots ?? [] }));
  const timings = segmented.map(({ shots, facts: about }) => timed(shots, about, rules, filming.rate));
  const lengths = timings.map(({ shots }) => shots);
  const cut = withSteps(segmented, framed(segmented, rules), lengths);
  const scenes = withSteps(cut, filmedBy(cut, filming.bible, rules), joined(cut, filming.rate));
  const found = segmented.map(({ shots }, at) => [
    fillings[at]?.problem ?? null,
    timings[at]?.problem ?? null,
    ...unspoken(shots, at + 1),
  ]);
  return { scenes, problems: found.flat().filter((problem) => problem !== null) };
}

/** The shots of each scene with what two steps decided of each of them. `Object.assign` takes a sixth of the time of spreading into a literal. */
function withSteps<A, B, C>(
  scenes: readonly { readonly facts: SceneFacts; readonly shots: readonly A[] }[],
  one: readonly (readonly B[])[],
  other: readonly (readonly C[])[],
): { facts: SceneFacts; shots: (A & B & C)[] }[] {
  return scenes.map(({ facts, shots }, at) => ({
    facts,
    shots: shots.flatMap((shot, index) => {
      const [b, c] = [one[at]?.[index], other[at]?.[index]];
      return b === undefined || c === undefined ? [] : [Object.assign({}, shot, b, c)];
    }),
  }));
}

/** 30 s a shot make 200 minutes of a scene of them; over the film twice its own shots, and some for a film of a few. */
const MOST_ADDED_TO_SCENE = 400;
const MOST_ADDED = 2_000;

interface FilmFilling {
  readonly rules: FormatRules;
  readonly rate: Rate;
  readonly nameOf: (key: string) => string;
}

function filledFilm(
  film: readonly (readonly ShotSegment[])[],
  facts: readonly SceneFacts[],
  filling: FilmFilling,
): Filled[] {
  let left = MOST_ADDED + 2 * film.reduce((sum, shots) => sum + shots.length, 0);
  return film.map((shots, at): Filled => {
    const about = facts[at];
    if (!about) return { shots, added: 0, problem: null };
    const done = filled(shots, { ...filling, facts: about, allowance: Math.min(MOST_ADDED_TO_SCENE, left) });
    left -= done.added;
    return done;
  });
}

function unspoken(shots: readonly ShotSegment[], scene: number): ShotListProblem[] {
  return shots.flatMap(({ dialogueText, dialogueSpeaker }, at): ShotListProblem[] => {
    if (dialogueText === null || dialogueSpeaker !== null) return [];
    const message = `Shot ${at + 1} of scene ${scene} has words that nobody is named to speak.`;
    return [{ code: 'SPEAKER_UNKNOWN', severity: 'WARNING', message, scene, shot: at + 1 }];
  });
}
