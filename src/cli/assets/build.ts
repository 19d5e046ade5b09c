import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { capIn } from '../runs/cap';
import { deliver } from '../watching/delivery';
import { counted } from '../words/counted';
import type { Words } from '../words/parse';
import { WrongUsage } from '../words/usage';
import { resumeFilm, startFilm } from './film-run';
import { findRun } from './find-run';
import { assertSucceeded, followRun } from './follow-run';
import { approvedTake, type Library, type PlaceRow, type TakeRow } from './library';
import type { Act, Outcome, Scene } from './outcome';
import { numbersOfPart, type Part, partIn } from './part';
import { numbersText } from './ranges';
import { readLibrary } from './read-library';

const ESTIMATE = `query ($input: EstimateExplainerInput!) {
  estimateExplainer(input: $input) { toGenerate reused cost { amount currency } }
}`;

/** From what there is to the film. What it will do without is named before it begins. */
export const build: Act = (words) => {
  const [how, part, cap] = [howIn(words), partIn(words), capIn(words)];
  return (scene) => built(scene, { how, part, cap });
};

interface Asked {
  readonly how: How;
  readonly part: Part | null;
  readonly cap: ReturnType<typeof capIn>;
}

async function built(scene: Scene, { how, part, cap }: Asked): Promise<Outcome> {
  const { session, words, signal, say } = scene;
  const { client } = session;
  const target = await findRun({ client, words, signal, say }, words.operands[0] ?? '');
  const library = await readLibrary(client, target.scriptId);
  const lacking = lackingIn(library, how);
  for (const line of lacking.lines) say(line);
  const without: Pick<How, 'allowMissing'> = lacking.ambienceAlone ? { allowMissing: true } : {};
  const resumedId = words.text('resume');
  if (resumedId) await resumeFilm(client, target, { runId: resumedId, cap, stopAfter: 'FILM' });
  const runId =
    resumedId ?? (await begun(scene, target, { how: { ...how, ...without, ...numbersIn(part, library) }, cap }));
  if (words.has('no-wait')) {
    return { lines: [`${runId} makes the film.`], json: { runId, status: 'STARTED', lacking: lacking.json } };
  }
  const end = await followRun(scene, runId);
  assertSucceeded(end);
  const out = resolve(words.text('output') ?? `${library.projectKey}-film`);
  await mkdir(out, { recursive: true });
  const { report, seconds, files } = await deliver(client, { storyId: target.scriptId, out, runs: { film: end } });
  const verdict = report.ok ? 'The film is good' : 'The film has faults';
  return {
    lines: [`${verdict}: ${seconds.toFixed(1)} s.`, ...report.problems.map((problem) => `  ${problem}`), ...files],
    json: { runId, status: end.status, seconds, report, files, lacking: lacking.json },
    status: report.ok ? 0 : 1,
  };
}

function numbersIn(part: Part | null, { segments }: Library): { numbers?: string } {
  return part ? { numbers: numbersOfPart(part, segments.length) } : {};
}

type Target = Awaited<ReturnType<typeof findRun>>;

/** The bill comes first. */
async function begun(
  { session: { client }, say }: Scene,
  target: Target,
  { how, cap }: { how: How & { numbers?: string }; cap: Asked['cap'] },
): Promise<string> {
  const { projectId, scriptId } = target;
  say(await bill(client, { projectId, scriptId, stopAfter: 'FILM', ...how }));
  return startFilm(client, target, { ...how, cap });
}

/** Said before it is started: what it makes, and what that costs at most. */
async function bill(client: Scene['session']['client'], input: object): Promise<string> {
  const { estimateExplainer } = await client.query<{
    estimateExplainer: { toGenerate: number; reused: number; cost: { amount: string; currency: string } };
  }>(ESTIMATE, { input });
  const { toGenerate, reused, cost } = estimateExplainer;
  return `${counted(toGenerate, 'take')} to make, at most ${cost.amount} ${cost.currency}; ${reused} used again.`;
}

interface How {
  readonly onlyApproved: boolean;
  readonly skipRejected?: true;
  readonly allowMissing?: true;
}

function howIn(words: Words): How {
  const wrong = (flag: string, expected: string) =>
    new WrongUsage(`--${flag} takes "${expected}"; it got "${words.text(flag)}".`, words.command);
  const start = ['only', 'skip', 'allow-missing', 'start', 'limit'].find((flag) => words.has(flag));
  if (start && words.has('resume')) {
    throw new WrongUsage(`--${start} is for a new run; with --resume it goes on as it was started.`, words.command);
  }
  if (![undefined, 'approved'].includes(words.text('only'))) throw wrong('only', 'approved');
  if (![undefined, 'rejected'].includes(words.text('skip'))) throw wrong('skip', 'rejected');
  return {
    onlyApproved: words.has('only'),
    ...(words.has('skip') ? { skipRejected: true } : {}),
    ...(words.has('allow-missing') ? { allowMissing: true } : {}),
  };
}

interface Lacking {
  readonly lines: readonly string[];
  /** Whoever approves by numbers has no number for it: a film without ambience is what they approved. */
  readonly ambienceAlone: boolean;
  readonly json: object;
}

/** What the film asks for and has no such take: of segments by their numbers. */
export function lackingIn({ places, segments }: Library, { onlyApproved, skipRejected, allowMissing }: How): Lacking {
  const borrowing = new Set(
    segments.filter(({ displayMode }) => BORROWS.includes(displayMode)).map(({ number }) => number),
  );
  const wanted = places.filter(
    ({ part, number }) =>
      part === 'audio' || part === 'ambience' || (part === 'picture' && number !== null && !borrowing.has(number)),
  );
  const hasTake = (place: PlaceRow) => (onlyApproved ? approvedTake(place) !== null : place.takes.some(isUsable));
  const empty = wanted.filter((place) => !hasTake(place));
  const left = skipRejected ? empty.filter(({ takes }) => takes.at(-1)?.status === 'REJECTED') : [];
  const open = onlyApproved ? empty.filter((place) => !left.includes(place)) : [];
  // A script that was never cut has no place for ambience yet.
  const isUncut = onlyApproved && !places.some(({ part }) => part === 'ambience');
  const ambienceAlone = (isUncut || open.length > 0) && open.every(({ part }) => part === 'ambience');
  const goes = allowMissing || ambienceAlone ? 'No approved take, so left out' : 'No approved take';
  const lines = [
    ...told(open, (what) => `${goes}: ${what}.`),
    ...(isUncut ? [`${goes}: ambience.`] : []),
    ...told(partOf(left, 'audio'), (what) => `Rejected, so left out with its segment: ${what}.`),
    ...told(partOf(left, 'picture'), (what) => `Rejected, so the picture before it holds: ${what}.`),
    ...told(partOf(left, 'ambience'), (what) => `Rejected, so the film goes without: ${what}.`),
  ];
  return {
    lines,
    ambienceAlone,
    json: {
      unapproved: [...open.map(({ key }) => key), ...(isUncut ? ['ambience'] : [])],
      rejected: left.map(({ key }) => key),
    },
  };
}

/** They show a picture of another segment, or none. */
const BORROWS: readonly (string | null)[] = ['CARRY_FORWARD', 'TEXT_ONLY'];

const isUsable = ({ status }: TakeRow): boolean => status !== 'REJECTED';

function partOf(places: readonly PlaceRow[], part: PlaceRow['part']): PlaceRow[] {
  return places.filter((place) => place.part === part);
}

function told(places: readonly PlaceRow[], sentence: (what: string) => string): string[] {
  const parts = [...new Set(places.map(({ part }) => part))];
  const texts = parts.map((part) => {
    const numbers = partOf(places, part).flatMap(({ number }) => number ?? []);
    return numbers.length > 0 ? `${part} of ${numbersText(numbers)}` : part;
  });
  return texts.length > 0 ? [sentence(texts.join('; '))] : [];
}
