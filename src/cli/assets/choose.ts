import type { AssetStatus } from '../../pipeline/library/asset';
import { type Decision, OUTCOMES, openTo } from '../../pipeline/library/review';
import type { Refusal } from '../graphql/refusal';
import type { Words } from '../words/parse';
import { WrongUsage } from '../words/usage';
import { approvedTake, isLocked, type Library, type PlaceRow, standing, type TakeRow } from './library';
import { beyond, holds, type Picked, parsePicked } from './ranges';

/** Which takes a command is about; `REGEN` of a place, `COPY` of what is approved there, `LOOK` at what stands there. */
export type Purpose = Decision | 'REGEN' | 'COPY' | 'LOOK';

interface Pick {
  readonly flag: string;
  readonly picked: Picked;
}

export interface ChosenTake {
  readonly place: PlaceRow;
  readonly take: TakeRow;
}

export interface Chosen {
  readonly takes: readonly ChosenTake[];
  /** They stand already where the decision would bring them. */
  readonly alreadyThere: readonly ChosenTake[];
}

const PARTS: Readonly<Record<string, readonly PlaceRow['part'][]>> = {
  audio: ['audio'],
  image: ['picture'],
  video: ['video'],
  figure: ['figure'],
  segment: ['audio', 'picture', 'video'],
};
/** Places of the whole film are meant by `all` of their type, and by a switch of their own. */
const OF_THE_FILM: Readonly<Record<string, PlaceRow['part']>> = { audio: 'ambience', video: 'film' };
const SWITCHES = ['ambience', 'film'] as const;

export function picksIn(words: Words): Pick[] {
  const picks = Object.keys(PARTS).flatMap((flag) => {
    const text = words.text(flag);
    return text === undefined ? [] : [{ flag, picked: parsePicked(flag, text) }];
  });
  const switches = SWITCHES.filter((flag) => words.has(flag));
  return [...picks, ...switches.map((flag) => ({ flag, picked: { by: 'all' } as const }))];
}

/** Everything is never meant by saying nothing. */
export function demandedPicks(words: Words): Pick[] {
  const picks = picksIn(words);
  if (picks.length > 0) return picks;
  const flags = [...Object.keys(PARTS), ...SWITCHES].map((flag) => `--${flag}`).join(', ');
  throw new WrongUsage(`Say what is meant: one of ${flags}, such as --audio 1-10 or --image all.`, words.command);
}

/** The takes that were meant, each once; a reason for every one that there is not, and then nothing is chosen. */
export function choose(library: Library, picks: readonly Pick[], purpose: Purpose): Chosen | Refusal {
  const missing = picks.flatMap((pick) => missingOf(library, pick));
  if (missing.length > 0) return notThere(missing, library);
  const places = new Map(picks.flatMap((pick) => placesOf(library, pick, purpose).map((place) => [place.id, place])));
  const found = [...places.values()].map((place) => ({ place, take: takeFor(place, purpose) }));
  const chosen = found.flatMap(({ place, take }) => (take ? [{ place, take }] : []));
  const outcome = purpose in OUTCOMES ? OUTCOMES[purpose as Decision] : null;
  const there = (one: ChosenTake) => one.take.status === outcome;
  return { takes: chosen.filter((one) => !there(one)), alreadyThere: chosen.filter(there) };
}

/** The places that a pick means: by number all of them, by `all` those with a take that the purpose may have. */
function placesOf(library: Library, { flag, picked }: Pick, purpose: Purpose): PlaceRow[] {
  const parts = PARTS[flag] ?? [];
  if (picked.by === 'numbers') {
    return library.places.filter(
      ({ part, number }) => parts.includes(part) && number !== null && holds(picked.ranges, number),
    );
  }
  const also = OF_THE_FILM[flag] ?? (SWITCHES.find((one) => one === flag) as PlaceRow['part'] | undefined);
  const places = library.places.filter(({ part }) => parts.includes(part) || part === also);
  return places.filter((place) => isMeant(takeFor(place, purpose), picked, purpose));
}

function isMeant(take: TakeRow | null, picked: Picked, purpose: Purpose): boolean {
  if (!take) return false;
  if (picked.by === 'status') return statusesOf(picked.status, purpose).includes(take.status);
  if (!(purpose in OUTCOMES)) return true;
  const decision = purpose as Decision;
  return openTo(decision).includes(take.status) || take.status === OUTCOMES[decision];
}

/** What is published was approved too, for whoever copies what is approved. */
function statusesOf(status: AssetStatus, purpose: Purpose): AssetStatus[] {
  return purpose === 'COPY' && status === 'APPROVED' ? ['APPROVED', 'PUBLISHED'] : [status];
}

/** The take of a place that the purpose is about: an approved one stays in place while a newer one is decided. */
export function takeFor(place: PlaceRow, purpose: Purpose): TakeRow | null {
  const { takes } = place;
  const newest = takes.at(-1) ?? null;
  switch (purpose) {
    case 'REGEN':
    case 'LOOK':
      return standing(place);
    case 'COPY':
      return approvedTake(place) ?? standing(place);
    case 'PUBLISH':
    case 'REOPEN':
      return takes.findLast(({ status }) => status === 'APPROVED') ?? standing(place);
    case 'REJECT':
    case 'APPROVE':
    case 'SUBMIT': {
      const usable = takes.findLast(({ status }) => status !== 'REJECTED');
      return usable && !(purpose === 'REJECT' && isLocked(usable) && newest !== usable) ? usable : newest;
    }
  }
}

function missingOf(library: Library, { flag, picked }: Pick): string[] {
  const parts = PARTS[flag] ?? [];
  if (picked.by !== 'numbers') return [];
  const among = library.places.filter(({ part }) => parts.includes(part));
  const known = new Set(among.flatMap(({ number }) => number ?? []));
  const none = beyond(picked.ranges, known);
  const what = flag === 'figure' ? 'figure' : 'segment';
  if (none) return [`there is no ${what} ${none}`];
  const meant = among.filter(({ number }) => number !== null && holds(picked.ranges, number));
  const filled = new Set(meant.filter(({ takes }) => takes.length > 0).map(({ number }) => number));
  const empty = meant.filter(({ number, takes }) => takes.length === 0 && !(flag === 'segment' && filled.has(number)));
  return [...new Set(empty.map(({ key, number }) => (flag === 'segment' ? `segment ${number}` : key)))].map(
    (name) => `${name} has no take`,
  );
}

const MOST_REASONS = 20;

function notThere(reasons: readonly string[], { segments, scriptName }: Library): Refusal {
  const more = reasons.length > MOST_REASONS ? `, and ${reasons.length - MOST_REASONS} more` : '';
  return {
    code: 'NOT_FOUND',
    message: 'Not all of that is there; nothing was changed.',
    expected: `segments 1-${segments.length} of “${scriptName}”, and takes in them`,
    got: `${reasons.slice(0, MOST_REASONS).join(', ')}${more}`,
    remedy: 'Look at `workprint assets list`, or make what is missing with `workprint assets build`.',
  };
}
