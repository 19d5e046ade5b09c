import type { Screenplay } from '../screenplay';
import { completedTitlePage } from '../title-fields';
import { elementToJson } from './json-elements';
import { membersBesides } from './json-members';
import { sceneToJson } from './json-scene';
import { ROOT_MEMBERS } from './screenplay-of-json';

const SECONDS_A_PAGE = 60;

/**
 * A screenplay under the names of the screenplay engine, which finds all it asks for. What its files have no name for has ours:
 * `title_page`, `opening`, `act`, `scene_label` where a scene is not counted by its place. Read back it is the same.
 */
export function writeScreenplayJson(screenplay: Screenplay): string {
  const { title, author, format, genre, logline, opening, scenes, extra } = screenplay;
  const seconds = scenes.reduce((sum, { targetSeconds }) => sum + (targetSeconds ?? 0), 0);
  const file = {
    title,
    author,
    format: format?.toLowerCase() ?? null,
    genre,
    logline,
    total_pages: Math.round((seconds / SECONDS_A_PAGE) * 10) / 10,
    estimated_duration_seconds: seconds,
    ...titlePageMember(screenplay),
    ...(opening.length === 0 ? {} : { opening: opening.map(elementToJson) }),
    scenes: scenes.map(sceneToJson),
    ...membersBesides(extra, ROOT_MEMBERS),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Said where it holds more than the members do. */
function titlePageMember(screenplay: Screenplay) {
  const composed = completedTitlePage({ ...screenplay, titlePage: [] });
  const isComposed = JSON.stringify(screenplay.titlePage) === JSON.stringify(composed);
  return isComposed ? {} : { title_page: screenplay.titlePage.map(({ key, value }) => ({ key, value })) };
}
