import {
  addSegment,
  approveAssets,
  blastRadius,
  editSegment,
  mergeSegments,
  moveSegment,
  publishAssets,
  regenerateAssets,
  rejectAssets,
  removeFigure,
  removeSegment,
  splitSegment,
  updateFigure,
} from '../../../../src/pipeline';
import { DISPLAY_MODES, FIGURE_KINDS, SEGMENT_INTENTS } from '../../../../src/pipeline/script/segment';
import { contentHash } from '../../../../src/pipeline/values/content-hash';
import type { Row } from '../../../reads/oracle/memory';
import type { Random } from '../../../reads/random';
import { ADA, newTake, register } from '../../library/studio';
import type { Counted } from './recount';
import type { Stage } from './stage';

export const SENTENCES = [
  'A city keeps the heat of the day in its walls.',
  'As Figure 1 shows, the parks are cooler.',
  'Figure 2 and Figure 1 say how much.',
  'Table 1 lists the streets.',
  'Trees drink from the ground 🌳 and cool the air.',
  'Fig. 3b is of the river, and so is Table 2.',
  'Plant a row of trees.',
];

/** What an edit said that it would touch and what it said that it touched. */
export interface Told {
  readonly name: string;
  readonly foreseen?: Awaited<ReturnType<typeof blastRadius>>;
  readonly done?: Awaited<ReturnType<typeof blastRadius>>;
}

type Deed = (stage: Stage, now: Counted, random: Random) => Promise<Omit<Told, 'name'>>;

const seen = ({ id, lock_version }: Row) => ({ segmentId: id, expectedVersion: lock_version });
const ofScript = (now: Counted, scriptId: string) => now.segments.filter(({ script_id }) => script_id === scriptId);
const nothing = Promise.resolve({});

const edits: Deed = async ({ studio }, now, random) => {
  const segment = random.pick(now.segments);
  const mode = random.chance(0.15) ? random.pick(DISPLAY_MODES) : undefined;
  const change = {
    ...seen(segment),
    ...(random.chance(0.6) ? { text: random.pick(SENTENCES) } : {}),
    ...(random.chance(0.2) ? { visualDirection: random.pick([null, 'A park at night', 'One tree']) } : {}),
    ...(random.chance(0.2) ? { intent: random.pick(SEGMENT_INTENTS) } : {}),
    ...(random.chance(0.2) ? { importance: random.pick([0, 0.5, 1]) } : {}),
    ...(random.chance(0.1) ? { keyConcepts: random.some(['heat', 'trees'], 2) } : {}),
    displayMode: mode,
  };
  const foreseen = await blastRadius(studio, ADA, change);
  return { foreseen, done: (await editSegment(studio, ADA, change)).radius };
};

const splits: Deed = async ({ studio }, now, random) => {
  const segment = random.pick(now.segments);
  const { radius } = await splitSegment(studio, ADA, { ...seen(segment), at: random.below(segment.text.length) });
  return { done: radius };
};

const merges: Deed = async ({ studio, scriptIds }, now, random) => {
  const segments = ofScript(now, random.pick(scriptIds));
  const start = random.below(segments.length - 1);
  const some = segments.slice(start, start + 2 + random.below(2));
  const expectedVersions = some.map(({ id, lock_version: version }) => ({ id, version }));
  const segmentIds = random.shuffled(some.map(({ id }) => id as string));
  return { done: (await mergeSegments(studio, ADA, { segmentIds, expectedVersions })).radius };
};

const moves: Deed = async ({ studio }, now, random) => {
  const segment = random.pick(now.segments);
  const toNumber = 1 + random.below(ofScript(now, segment.script_id).length);
  return { done: (await moveSegment(studio, ADA, { ...seen(segment), toNumber })).radius };
};

const adds: Deed = async ({ studio, scriptIds }, now, random) => {
  const scriptId = random.pick(scriptIds);
  const segments = ofScript(now, scriptId);
  const afterSegmentId = random.chance(0.2) ? null : random.pick(segments).id;
  const [{ version }] = await studio.store.query(
    'SELECT lock_version AS version FROM structured_script WHERE id = $1',
    [scriptId],
  );
  const text = random.pick(SENTENCES);
  return { done: (await addSegment(studio, ADA, { scriptId, expectedVersion: version, afterSegmentId, text })).radius };
};

const removes: Deed = async ({ studio }, now, random) => {
  return { done: (await removeSegment(studio, ADA, seen(random.pick(now.segments)))).radius };
};

const figures: Deed = async (stage, _, random) => {
  await stage.figure(random.pick(stage.scriptIds), random.pick(FIGURE_KINDS), 1 + random.below(3));
  return {};
};

/** Called otherwise, numbered otherwise, or gone. */
const changesFigures: Deed = async ({ studio }, _, random) => {
  const known: { id: string }[] = await studio.store.query('SELECT id FROM figure ORDER BY id');
  if (known.length === 0) return {};
  const { id: figureId } = random.pick(known);
  if (random.chance(0.4)) await removeFigure(studio, ADA, { figureId });
  else if (random.chance(0.5)) await updateFigure(studio, ADA, { figureId, number: 1 + random.below(3) });
  else await updateFigure(studio, ADA, { figureId, caption: random.pick(['Called so.', 'And otherwise.']) });
  return {};
};

/** Of a supplier or of the one that stood in for it; for what is wished, or for something that was wished before. */
const takes: Deed = async (stage, now, random) => {
  const likely = [...now.slots.values()].filter(({ part }) => /^(?:audio|picture)$/.test(part));
  const slot = random.pick(random.chance(0.9) ? likely : [...now.slots.values()]);
  return take(stage, slot, { random, now });
};

/** A take in each place of narration and picture. */
export async function fill(stage: Stage, now: Counted, random: Random): Promise<void> {
  const places = [...now.slots.values()].filter(({ part }) => part !== 'video');
  for (const slot of places) await take(stage, slot, { random, now });
}

type Place = Counted['slots'] extends ReadonlyMap<string, infer S> ? S : never;

async function take({ studio, projectId }: Stage, slot: Place, { random, now }: { random: Random; now: Counted }) {
  const provider = random.pick(['canvas', 'fallback']);
  const olds = [...now.assets.values()].filter(({ slot_id }) => slot_id === slot.id).map(({ wish_hash }) => wish_hash);
  const late = olds.length > 0 && random.chance(0.2);
  const { capability, prompt, parameters, inputs } = slot.wished;
  const terms = { capability, provider, model: null, prompt, parameters, inputs: [...inputs] };
  const recipe = { ...terms, hash: contentHash(terms) };
  const wishHash = late ? random.pick(olds) : slot.hash;
  await register(studio, newTake({ projectId, slotId: slot.id }, { type: slot.type, wishHash, recipe }));
  return {};
}

const someOf = (now: Counted, random: Random, statuses: readonly string[]): string[] => {
  const fitting = [...now.assets.values()].filter(({ status }) => statuses.includes(status)).map(({ id }) => id);
  return random.shuffled(fitting).slice(0, 1 + random.below(3));
};

const approves: Deed = async ({ studio }, now, random) => {
  const ids = someOf(now, random, ['DRAFT', 'REVIEW', 'REVISED']);
  if (ids.length > 0) await approveAssets(studio, ADA, { selection: { ids } });
  return nothing;
};

const publishes: Deed = async ({ studio }, now, random) => {
  const ids = someOf(now, random, ['APPROVED']).slice(0, 1);
  if (ids.length > 0) await publishAssets(studio, ADA, { selection: { ids } });
  return nothing;
};

const rejects: Deed = async ({ studio }, now, random) => {
  const ids = someOf(now, random, ['DRAFT', 'REVIEW', 'REVISED']);
  if (ids.length > 0) await rejectAssets(studio, ADA, { selection: { ids }, reason: 'Too dark.' });
  return nothing;
};

const regenerates: Deed = async ({ studio }, now, random) => {
  const ofSegments = [...now.assets.values()].filter(({ slot_id }) => {
    const slot = now.slots.get(slot_id);
    return slot?.owner_type === 'SEGMENT' && slot.part !== 'video';
  });
  if (ofSegments.length === 0) return {};
  const asset = random.pick(ofSegments);
  const speech = now.slots.get(asset.slot_id)?.part === 'audio';
  const change = random.pick<object>(
    speech
      ? [{}, { voice: 'en-gb' }, { voice: 'en-us' }, { seed: 7 }]
      : [{}, { style: 'night' }, { prompt: 'One tree' }, { seed: 7 }, { style: 'ink', seed: 1 }],
  );
  await regenerateAssets(studio, ADA, { selection: { ids: [asset.id] }, ...change, idempotencyKey: studio.newId() });
  return {};
};

/** Oftener what comes oftener. */
const DEEDS: readonly [number, string, Deed][] = [
  [30, 'edit', edits],
  [25, 'take', takes],
  [8, 'regenerate', regenerates],
  [7, 'approve', approves],
  [2, 'publish', publishes],
  [5, 'reject', rejects],
  [4, 'split', splits],
  [4, 'merge', merges],
  [5, 'move', moves],
  [5, 'add', adds],
  [3, 'remove', removes],
  [6, 'figure', figures],
  [4, 'refigure', changesFigures],
];

export async function oneDeed(stage: Stage, now: Counted, random: Random): Promise<Told> {
  let at = random.below(DEEDS.reduce((total, [weight]) => total + weight, 0));
  for (const [weight, name, deed] of DEEDS) {
    if (at < weight) return { name, ...(await deed(stage, now, random)) };
    at -= weight;
  }
  throw new Error('unreachable');
}
