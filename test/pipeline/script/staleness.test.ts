import { DomainError } from '../../../src/pipeline/errors';
import { LOCKED_STATUSES } from '../../../src/pipeline/library/asset';
import { Random } from '../../reads/random';
import { ADA } from '../library/studio';
import { fill, oneDeed, SENTENCES, type Told } from './staleness/deeds';
import { type Counted, estimateOf, Recount, turnedStale } from './staleness/recount';
import { openStage, type Stage } from './staleness/stage';

/** 1,000 and more are asked for by WORKPRINT_EDITS; WORKPRINT_FIRST_SEED finds a failure again. */
const DEEDS = Number(process.env.WORKPRINT_EDITS ?? 150);
const SEED = Number(process.env.WORKPRINT_FIRST_SEED ?? 1);
/** How often the API is asked what it says of every asset. */
const READ_EVERY = 20;

const TEXTS = [SENTENCES.slice(0, 5), SENTENCES, SENTENCES.slice(2)].map((list) => list.join('\n\n'));

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(TEXTS);
});
afterAll(() => stage.reading.close());

const QUERY = `query($after: String) { project(key: "heat") { assets(first: 250, after: $after) {
  nodes { id staleness { causes } } pageInfo { hasNextPage endCursor } } } }`;

/** What the API says of every asset, of figures too. */
async function saidStale(): Promise<Map<string, string[] | null>> {
  const said = new Map<string, string[] | null>();
  let after: string | null = null;
  do {
    const bytes: string | null = await stage.reading.front({ query: QUERY, variables: { after } }, ADA);
    const { assets } = JSON.parse(bytes ?? 'null').project;
    for (const { id, staleness } of assets.nodes) said.set(id.split('_')[1], staleness?.causes ?? null);
    after = assets.pageInfo.hasNextPage ? assets.pageInfo.endCursor : null;
  } while (after);
  return said;
}

async function expectMarks({ assets }: Counted): Promise<void> {
  const said = await saidStale();
  for (const [id, { fresh, causes }] of assets) expect([id, said.get(id)]).toEqual([id, fresh ? null : causes]);
}

/** Exactly those went stale that the log and the radius name, at the price that an estimate gives now. */
function expectTold({ name, foreseen, done }: Told, before: Counted, after: Counted): void {
  const stale = turnedStale(before, after);
  const added = after.lines.slice(before.lines.length);
  const logged = added.filter(({ kind }) => kind === 'ASSET_WENT_STALE');
  expect([name, logged.map(({ subject_id }) => subject_id).sort()]).toEqual([name, stale]);
  for (const { subject_id, facts } of logged) expect(facts.causes).toEqual(after.assets.get(subject_id)?.causes);
  if (!done) return;
  if (foreseen) expect(done).toEqual(foreseen);
  expect([...done.staleIds].sort()).toEqual(stale);
  const locked = stale.filter((id) => LOCKED_STATUSES.includes(after.assets.get(id)?.status));
  expect([...done.approvalIds].sort()).toEqual(locked);
  expect([name, done.costMicros, done.piecesToRender]).toEqual([name, estimateOf(before, after), 0]);
}

test('whatever is edited, made, decided and wished anew, every mark is what a recomputation of everything says', async () => {
  const random = new Random(SEED);
  const recount = new Recount(stage.studio.store);
  const done: Record<string, number> = {};
  const refused: Record<string, number> = {};
  let [stale, priced] = [0, 0];
  await fill(stage, await recount.count(), random);
  let before = await recount.count();
  for (let index = 0; index < DEEDS; index += 1) {
    const told = await oneDeed(stage, before, random).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      refused[error.message] = (refused[error.message] ?? 0) + 1;
      return { name: 'refused' };
    });
    const after = await recount.count();
    expectTold(told, before, after);
    if (index % READ_EVERY === 0) await expectMarks(after);
    done[told.name] = (done[told.name] ?? 0) + 1;
    stale += turnedStale(before, after).length;
    priced += 'done' in told && told.done && told.done.costMicros > 0n ? 1 : 0;
    before = after;
  }
  await expectMarks(before);
  const fresh = [...before.assets.values()].filter((asset) => asset.fresh).length;
  console.log(
    `${DEEDS} deeds, 0 false stale, 0 false fresh: ${JSON.stringify({ done, refused, stale, priced, fresh, assets: before.assets.size })}`,
  );
  expect(Math.min(stale, priced, fresh)).toBeGreaterThan(DEEDS / 50);
  expect(done.figure).toBeGreaterThan(0);
}, 900_000);
