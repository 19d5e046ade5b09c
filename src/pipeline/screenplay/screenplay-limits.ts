import { InvalidInput, LimitExceeded } from '../errors';
import { isStorable, isWhole } from '../values/text';
import type { Screenplay } from './screenplay';

const MOST_CHARACTERS = 10_000_000;
export const MOST_SCENES = 5_000;

/** Text that can be kept, and no more of it than is read. */
export function assertReadable(text: string, field: readonly string[]): void {
  if (text.length > MOST_CHARACTERS) throw tooMuch('characters', { got: text.length, most: MOST_CHARACTERS, field });
  assertText(text, field);
}

export function assertText(text: string, field: readonly string[]): void {
  if (!isStorable(text)) throw unstorable('the character U+0000', field);
  if (!isWhole(text)) throw unstorable('half of a surrogate pair', field);
}

/** A screenplay that something can be shot of. */
export function assertFilmable({ scenes }: Screenplay, field: readonly string[]): void {
  if (scenes.length > MOST_SCENES)
    throw tooMuch('scenes', { got: `more than ${MOST_SCENES}`, most: MOST_SCENES, field });
  if (scenes.length > 0) return;
  throw new InvalidInput('The screenplay has no scene.', {
    field: [...field],
    expected: 'at least one scene heading',
    got: 'none',
    remedy: 'Begin each scene with a heading on a line of its own, after an empty one: INT. KITCHEN - DAY.',
  });
}

function unstorable(what: string, field: readonly string[]): InvalidInput {
  return new InvalidInput(`The screenplay holds ${what}.`, {
    field: [...field],
    expected: 'text of whole characters without U+0000',
    got: what,
    remedy: 'Save the file as UTF-8 and send it again.',
  });
}

function tooMuch(what: string, { got, most, field }: { got: number | string; most: number; field: readonly string[] }) {
  return new LimitExceeded(`A screenplay has at most ${most} ${what}.`, {
    field: [...field],
    expected: `at most ${most} ${what}`,
    got: `${got} ${what}`,
    remedy: 'Send it in parts, as several screenplays.',
  });
}
