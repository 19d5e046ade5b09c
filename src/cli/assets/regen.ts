import { randomUUID } from 'node:crypto';
import { counted } from '../words/counted';
import { WrongUsage } from '../words/usage';
import { demandedPicks } from './choose';
import { chosenTakes, nameOf } from './decide';
import { assertSucceeded, followRun } from './follow-run';
import type { PlaceRow, TakeRow } from './library';
import type { Act, Outcome, Scene } from './outcome';
import { readLibrary } from './read-library';

const REGENERATE = `mutation ($input: RegenerateAssetsInput!) {
  regenerateAssets(input: $input) { run { id } userErrors { code message expected got remedy } }
}`;

/** Another take for each place, by a run of its own. What is approved stays in place until the new take is. */
export const regen: Act = (words) => {
  const [picks, seed] = [demandedPicks(words), seedIn(words.text('seed'))];
  const [prompt, style, voice] = ['prompt', 'style', 'voice'].map((flag) => words.text(flag));
  return (scene) => regenerate(scene, picks, { prompt, style, voice, seed });
};

interface Changes {
  readonly prompt?: string;
  readonly style?: string;
  readonly voice?: string;
  readonly seed?: number;
}

async function regenerate(scene: Scene, picks: ReturnType<typeof demandedPicks>, changes: Changes): Promise<Outcome> {
  const { words, session } = scene;
  const { library, chosen } = await chosenTakes(scene, picks, 'REGEN');
  const ids = chosen.takes.map(({ take }) => take.id);
  const { regenerateAssets } = await session.client.mutate<{ regenerateAssets: { run: { id: string } } }>(REGENERATE, {
    input: {
      selection: { ids, asOfSeq: library.lastSeq },
      ...changes,
      idempotencyKey: `regen ${randomUUID()}`,
    },
  });
  const runId = regenerateAssets.run.id;
  const places = chosen.takes.map(({ place }) => place.key);
  if (words.has('no-wait')) {
    const lines = [
      `${runId} makes ${counted(places.length, 'take')}.`,
      ...chosen.takes.map((one) => `  ${nameOf(one)}`),
    ];
    return { lines, json: { runId, status: 'STARTED', places } };
  }
  const end = await followRun(scene, runId);
  assertSucceeded(end);
  const made = madeBy(runId, (await readLibrary(session.client, library.scriptId)).places);
  const lines = made.map(
    ({ place, take }) => `  ${place.key}, take ${take.take}: ${take.status.toLowerCase()}, ${take.id}`,
  );
  const json = made.map(({ place, take }) => ({ id: take.id, slot: place.key, take: take.take, status: take.status }));
  return {
    lines: [`Made ${counted(made.length, 'take')}.`, ...lines],
    json: { runId, status: end.status, places, made: json },
  };
}

function madeBy(runId: string, places: readonly PlaceRow[]): { place: PlaceRow; take: TakeRow }[] {
  return places.flatMap((place) => place.takes.filter(({ run }) => run?.id === runId).map((take) => ({ place, take })));
}

const MOST_SEED = 2_147_483_647;

function seedIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,10}$/.test(text) && Number(text) <= MOST_SEED) return Number(text);
  throw new WrongUsage(`--seed is a whole number from 0 to ${MOST_SEED}; it got "${text}".`, 'assets regen');
}
