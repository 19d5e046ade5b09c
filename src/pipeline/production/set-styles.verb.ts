import type { DataSource, EntityManager } from 'typeorm';
import { InvalidInput } from '../errors';
import type { WishTerms } from '../library/wish';
import { isName } from '../values/text';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import { rewordProject } from './project-wishes.verb';
import { STYLE_PRESETS, type StylePreset, withWords } from './style-presets';

export interface AskedStyles {
  /** A row id. */
  readonly projectId: string;
  /** All that the project has beside those that every project has. */
  readonly styles: readonly StylePreset[];
}

const MOST_STYLES = 100;
const MOST_WORDS_CHARACTERS = 1_000;

/** What a project's own styles mean. Pictures that were asked for in one whose meaning changes are stale. Answers how many takes went stale. */
export function setStyles(
  studio: Studio<DataSource>,
  caller: Caller,
  asked: AskedStyles,
): Promise<{ staleCount: number }> {
  const styles = stylesOf(asked.styles);
  const { projectId } = asked;
  const wishes = (manager: EntityManager) => restyled(manager, { projectId, styles });
  return rewordProject(studio, caller, { projectId, values: { styles }, wishes });
}

/** Only what people laid over a wish names a style of the project's own: none of them is called like one that every project has. */
async function restyled(
  manager: EntityManager,
  { projectId, styles }: { readonly projectId: string; readonly styles: Readonly<Record<string, string>> },
) {
  const slots = await manager.query<(WishTerms & { id: string })[]>(
    `SELECT id, capability, provider, model, prompt, parameters, inputs, overrides, variation FROM slot
     WHERE project_id = $1 AND capability = 'IMAGE' AND overrides ? 'style' ORDER BY id`,
    [projectId],
  );
  return slots.map(({ id: slotId, ...wish }) => ({
    slotId,
    wish: { ...wish, overrides: withWords(wish.overrides, styles) },
  }));
}

function stylesOf(styles: readonly StylePreset[]): Record<string, string> {
  if (styles.length > MOST_STYLES) throw refused(`at most ${MOST_STYLES} styles`, `${styles.length}`);
  const named = styles.map(({ name, words }) => [name.trim().toLowerCase(), words.trim()] as const);
  for (const [index, [name, words]] of named.entries()) {
    if (!isName(name, 80) || !isName(words, MOST_WORDS_CHARACTERS))
      throw refused(`a name and 1 to ${MOST_WORDS_CHARACTERS} characters that say what it means`, JSON.stringify(name));
    if (STYLE_PRESETS.some((preset) => preset.name === name))
      throw refused('a name of its own', `${name}, which every project has`);
    if (named.findIndex(([other]) => other === name) !== index) throw refused('each name once', name);
  }
  return Object.fromEntries(named);
}

function refused(expected: string, got: string): InvalidInput {
  return new InvalidInput('These are no styles of a project.', {
    field: ['input', 'styles'],
    expected,
    got: got.slice(0, 80),
    remedy: 'Correct them; nothing was changed.',
  });
}
