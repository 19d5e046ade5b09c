import { InvalidInput, MissingAssets, NotFound } from '../errors';
import { numbersMissing } from '../library/numbers';
import { asksForFilmAlone, isWhole, type PartSelection } from './asked-parts';
import type { ExplainerJob } from './explainer';
import type { ScreenedPlaces } from './explainer-places';

const MOST_NAMED = 20;

/** Whoever names numbers means each of them. */
export function assertNumbers({ numbers }: PartSelection, rows: readonly { readonly number: number | null }[]): void {
  if (numbers === 'all') return;
  const there = new Set(rows.flatMap(({ number }) => number ?? []));
  const { count, first } = numbersMissing(numbers, there, MOST_NAMED);
  if (count === 0) return;
  const more = count > first.length ? ` and ${count - first.length} more` : '';
  throw new NotFound(
    count === 1 ? 'There is no segment of this number.' : `${count} of these numbers have no segment.`,
    {
      field: ['input', 'numbers'],
      expected: `numbers from 1 to ${there.size}`,
      got: `${first.join(', ')}${more}`,
      remedy: 'Leave them out; nothing was started.',
    },
  );
}

/** Whoever asks for a part asks for something. */
export function assertSomething(selection: PartSelection, jobs: readonly ExplainerJob[]): void {
  const asked = asksForFilmAlone(selection) ? jobs : jobs.filter(({ stage }) => stage !== 'CUT' && stage !== 'FILM');
  if (isWhole(selection) || asked.length > 0) return;
  throw new InvalidInput('This selects no place that could be filled.', {
    field: ['input'],
    expected: 'numbers, parts and a stage that have a place in common',
    got: 'none',
    remedy:
      'Ask for other numbers or parts, or go further with stopAfter; parts [VIDEO] cuts the film of what is there.',
  });
}

/** A film of approved takes alone is not begun while one is missing that nobody said to leave out. */
export function assertApproved({ used }: ScreenedPlaces): void {
  const missing = used.filter(({ hasApproved, isLeftOut }) => !hasApproved && !isLeftOut).map(({ name }) => name);
  if (missing.length === 0) return;
  const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : '';
  throw new MissingAssets(`${missing.length} of ${used.length} places have no approved take.`, {
    field: ['input', 'onlyApproved'],
    expected: 'an approved take in every place',
    got: `none in ${missing.slice(0, MOST_NAMED).join(', ')}${more}`,
    remedy: 'Approve them with `approveAssets`, start without onlyApproved, or leave them out with allowMissing.',
  });
}

/** Of what is left after all that is left out. */
export function assertFilm({ narratedCount, pictureCount }: ScreenedPlaces): void {
  if (narratedCount > 0 && pictureCount > 0) return;
  const got = narratedCount === 0 ? 'no segment with a narration' : 'no picture';
  throw new MissingAssets(`With all that is to be left out there is ${got}.`, {
    field: ['input'],
    expected: 'at least one narrated segment and one picture',
    got,
    remedy: 'Approve or regenerate some of them, ask for more, or start without skipRejected and allowMissing.',
  });
}
