import { InvalidInput, Unsupported } from '../errors';
import type { AssetType } from '../library/asset';
import { type Numbers, numbersIn } from '../library/numbers';

/** Which part of a film is to be made, as people say it; null and absent: all of it. */
export interface AskedParts {
  readonly numbers?: string | null;
  readonly parts?: readonly AssetType[] | null;
}

export interface PartSelection {
  readonly numbers: Numbers;
  /** Null: whatever the stages make. */
  readonly parts: readonly AssetType[] | null;
}

export function selectionOf({ numbers, parts }: AskedParts): PartSelection {
  if (parts?.length === 0) throw nothingNamed();
  if (parts?.includes('FIGURE')) throw figuresAreBrought();
  return { numbers: numbersIn(numbers ?? 'all', ['input', 'numbers']), parts: parts ? [...new Set(parts)] : null };
}

/** Null is the number of what belongs to the whole film: whoever names numbers does not mean it. */
export function isAsked(
  { numbers, parts }: PartSelection,
  { number, type }: { readonly number: number | null; readonly type: AssetType },
): boolean {
  if (parts && !parts.includes(type)) return false;
  if (numbers === 'all') return true;
  return number !== null && numbers.some(({ first, last }) => first <= number && number <= last);
}

/** The film alone, out of what is there. */
export function asksForFilmAlone({ numbers, parts }: PartSelection): boolean {
  return numbers === 'all' && parts !== null && parts.every((part) => part === 'VIDEO');
}

export function isWhole({ numbers, parts }: PartSelection): boolean {
  return numbers === 'all' && parts === null;
}

/** As a run keeps it among its options. */
export function isPartial(options: object): boolean {
  return (options as { isPartial?: unknown }).isPartial === true;
}

function nothingNamed(): InvalidInput {
  return new InvalidInput('`parts` names nothing.', {
    field: ['input', 'parts'],
    expected: 'at least one of AUDIO, IMAGE and VIDEO',
    got: 'an empty list',
    remedy: 'Name what is to be made, or leave `parts` out to have all of it made.',
  });
}

function figuresAreBrought(): Unsupported {
  return new Unsupported('Figures are brought, not made.', {
    field: ['input', 'parts'],
    expected: 'AUDIO, IMAGE and VIDEO',
    got: 'FIGURE',
    remedy: 'Bring them with `importFigure`. The pages that show them are of the type IMAGE.',
  });
}
