import { InvalidInput, LimitExceeded } from '../errors';
import type { JsonValue } from '../values/canonical-json';

const MOST_CHARACTERS = 500_000;

export function assertTreatment(treatment: string): void {
  if (treatment.length <= MOST_CHARACTERS) return;
  throw tooLong({ what: 'A treatment', field: 'treatment', characters: treatment.length });
}

export function assertDraft(draft: JsonValue): void {
  const characters = JSON.stringify(draft).length;
  if (characters <= MOST_CHARACTERS) return;
  throw tooLong({ what: 'The JSON of a draft', field: 'draft', characters });
}

/** What is said beside a treatment or a draft. */
export function assertHints(hints: object | null): void {
  const characters = JSON.stringify(hints).length;
  if (characters <= MOST_CHARACTERS) return;
  throw tooLong({ what: 'The JSON of the hints', field: 'hints', characters });
}

function tooLong({ what, field, characters }: { what: string; field: string; characters: number }): LimitExceeded {
  return new LimitExceeded(`${what} has at most ${MOST_CHARACTERS} characters.`, {
    field: ['input', field],
    expected: `at most ${MOST_CHARACTERS} characters`,
    got: `${characters} characters`,
    remedy:
      field === 'hints'
        ? 'Say only what the planner is to hear.'
        : 'Plan it in parts: what is longer is several films.',
  });
}

/** Whoever asks says one of them. */
export function assertOneOf({
  treatment,
  draft,
}: {
  readonly treatment: string | null;
  readonly draft: JsonValue;
}): void {
  if ((treatment === null) !== (draft === null)) return;
  throw new InvalidInput('A plan is made of a treatment, or of a draft.', {
    field: ['input', 'treatment'],
    expected: 'one of `treatment` and `draft`',
    got: treatment === null ? 'neither' : 'both',
    remedy: 'Send one of them.',
  });
}
