import { readBible } from '../../../src/pipeline/shots/bible/read-bible';
import { breakDown } from '../../../src/pipeline/shots/break-down';
import { problemsOf } from '../../../src/pipeline/shots/checks/validate';
import type { StoryFormat } from '../../../src/pipeline/shots/shot';
import type { PlannedShot, PlannedShotList, ShotListProblem } from '../../../src/pipeline/shots/shot-list';
import { FILM_RATE, type Rate } from '../../../src/pipeline/values/rate';
import type { GeneratedStory } from './generator/story';

export interface Measured {
  readonly list: PlannedShotList;
  readonly shots: readonly PlannedShot[];
  readonly problems: readonly ShotListProblem[];
}

/** A generated story as the command and the server break it down. */
export function shotsOf(story: GeneratedStory, format: StoryFormat = 'FEATURE', rate: Rate = FILM_RATE): Measured {
  const { hero, cast, world, visual } = story;
  const { bible, problems } = readBible({ hero, cast, world, visual });
  const { list, noticed } = breakDown(story.screenplay, { bible, format, rate });
  const shots = list.scenes.flatMap((scene) => scene.shots);
  return { list, shots, problems: [...problems, ...noticed, ...problemsOf(list)] };
}

export interface PeopleFound {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  /** Frames with nobody in them where somebody is named: pronouns, and what goes on in further paragraphs, name nobody. */
  readonly empty: number;
  readonly spoken: number;
  /** Shots that speak without their speaker in frame. */
  readonly absent: number;
}

/** Who is in frame, beside who should be: of silent shots by what they cover, of speech by its speaker. */
export function peopleFound({ truth }: GeneratedStory, { scenes }: PlannedShotList): PeopleFound {
  const found = { right: 0, wrong: 0, missed: 0, empty: 0, spoken: 0, absent: 0 };
  for (const [scene, { shots }] of scenes.entries())
    for (const shot of shots) {
      const said = shot.covers.flatMap(({ element }) => truth.scenes[scene]?.elements[element]?.speakers ?? []);
      if (shot.dialogueText !== null) {
        found.spoken += 1;
        const isThere =
          said.includes(shot.dialogueSpeaker ?? '') && shot.characters.includes(shot.dialogueSpeaker ?? '');
        found.absent += isThere ? 0 : 1;
        continue;
      }
      const shown = shot.covers.flatMap(({ element, paragraph }) => {
        return truth.scenes[scene]?.elements[element]?.shown[paragraph] ?? [];
      });
      const wanted = new Set([...shown, ...said]);
      found.right += shot.characters.filter((key) => wanted.has(key)).length;
      found.wrong += shot.characters.filter((key) => !wanted.has(key)).length;
      found.missed += [...wanted].filter((key) => !shot.characters.includes(key)).length;
      const isNamed = shot.covers.some(({ element, paragraph }) => {
        const told = truth.scenes[scene]?.elements[element];
        return paragraph === 0 && told?.leans !== true && (told?.shown[0] ?? []).length > 0;
      });
      found.empty += isNamed && shot.characters.length === 0 ? 1 : 0;
    }
  return found;
}
