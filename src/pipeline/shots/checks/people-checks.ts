import type { ShotType } from '../shot';
import type { PlannedShotList } from '../shot-list';
import { finderOf } from './named-people';
import { eachShot, type Found } from './problem';

export function absentSpeakers(list: PlannedShotList): Found[] {
  return eachShot(list, ({ shot: { dialogueSpeaker, characters } }) =>
    dialogueSpeaker === null || characters.includes(dialogueSpeaker)
      ? null
      : `has ${dialogueSpeaker} speak, who is not in its frame.`,
  );
}

export function speechWithoutSpeaker(list: PlannedShotList): Found[] {
  return eachShot(list, ({ shot: { dialogueSpeaker, dialogueText } }) => {
    if (dialogueText !== null && dialogueText.trim() !== '' && dialogueSpeaker === null)
      return 'has speech that nobody says.';
    return dialogueSpeaker !== null && !dialogueText?.trim() ? `has ${dialogueSpeaker} speak, and no words.` : null;
  });
}

/** An establishing shot shows the place before anybody. */
export function emptyFrames(list: PlannedShotList): Found[] {
  const namedIn = finderOf(list.cast);
  return eachShot(list, ({ shot }) => {
    if (shot.characters.length > 0 || shot.trigger === 'LOCATION_ESTABLISH') return null;
    const name = namedIn(shot.content);
    return name === null ? null : `speaks of ${name} and has nobody in its frame.`;
  });
}

export function unknownCharacters(list: PlannedShotList): Found[] {
  const known = new Set(list.cast.map(({ key }) => key));
  return eachShot(list, ({ shot: { characters, dialogueSpeaker } }) => {
    const unknown = [...characters, ...(dialogueSpeaker === null ? [] : [dialogueSpeaker])].find(
      (key) => !known.has(key),
    );
    return unknown === undefined ? null : `shows ${unknown || 'somebody without a key'}, who is not in the cast.`;
  });
}

export function doubledCharacters(list: PlannedShotList): Found[] {
  return eachShot(list, ({ shot: { characters } }) =>
    new Set(characters).size === characters.length ? null : 'has somebody in its frame twice.',
  );
}

const LEAST_PEOPLE: Readonly<Partial<Record<ShotType, number>>> = { OVER_SHOULDER: 2, TWO_SHOT: 2, GROUP: 3 };

/** Over whose shoulder, if there is one person? */
export function tooFewPeople(list: PlannedShotList): Found[] {
  return eachShot(list, ({ shot: { shotType, characters } }) => {
    const least = LEAST_PEOPLE[shotType] ?? 0;
    if (characters.length >= least) return null;
    return `is framed as ${shotType.toLowerCase().replaceAll('_', ' ')}, which takes ${least} people, and has ${characters.length}.`;
  });
}

export function withoutPrefix(list: PlannedShotList): Found[] {
  return eachShot(list, ({ shot: { characters, characterPromptPrefix } }) =>
    characters.length > 0 && characterPromptPrefix.trim() === '' ? 'does not say how its first character looks.' : null,
  );
}
