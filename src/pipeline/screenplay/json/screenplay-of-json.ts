import type { JsonValue } from '../../values/canonical-json';
import type { Screenplay, ScreenplayElement, TitleField } from '../screenplay';
import { storyFormatOf } from '../story-format';
import { completedTitlePage } from '../title-fields';
import { asShot, elementsOf } from './json-elements';
import { listAt, membersBesides, objectAt, type Place, textAt } from './json-members';
import { sceneOfJson } from './json-scene';
import { assertKeepable, parsedJson } from './json-text';

export const ROOT_MEMBERS: ReadonlySet<string> = new Set([
  ...['title', 'author', 'genre', 'logline', 'title_page', 'opening', 'scenes', 'total_pages'],
  'estimated_duration_seconds',
]);

/**
 * A screenplay out of the structured JSON of the screenplay engine. What is missing or null is not known; unknown members are kept under
 * `extra`. A member of another type than it must have is refused by its path. `field`: the input field that holds it.
 */
export function screenplayOfJson(json: JsonValue, field: readonly string[] = ['text']): Screenplay {
  const value = typeof json === 'string' ? parsedJson(json, field) : json;
  assertKeepable(value, field);
  const root = objectAt(value, { path: '', field });
  const members = titleMembersAt(root);
  return {
    ...members,
    titlePage: titlePageAt(root) ?? completedTitlePage({ ...members, titlePage: [] }),
    opening: openingAt(root),
    scenes: (listAt(root, 'scenes') ?? []).map((scene, at) =>
      sceneOfJson(objectAt(scene, { path: `scenes[${at}]`, field })),
    ),
    extra: membersBesides(root.object, members.format || !textAt(root, 'format') ? WITH_FORMAT : ROOT_MEMBERS),
  };
}

/** A format that is none of ours stays where it was. */
const WITH_FORMAT: ReadonlySet<string> = new Set([...ROOT_MEMBERS, 'format']);

function titleMembersAt(root: Place) {
  return {
    title: textAt(root, 'title') ?? '',
    author: textAt(root, 'author'),
    format: storyFormatOf(textAt(root, 'format') ?? ''),
    genre: textAt(root, 'genre'),
    logline: textAt(root, 'logline'),
  };
}

function titlePageAt(root: Place): TitleField[] | null {
  const fields = listAt(root, 'title_page');
  return fields?.map((value, at) => titleField(objectAt(value, { ...root, path: `title_page[${at}]` }))) ?? null;
}

function titleField(place: Place): TitleField {
  return { key: textAt(place, 'key') ?? '', value: textAt(place, 'value') ?? '' };
}

function openingAt(root: Place): ScreenplayElement[] {
  const list = listAt(root, 'opening') ?? [];
  return list.flatMap((value, at) => elementsOf(value, { ...root, path: `opening[${at}]` }).map(asShot));
}
