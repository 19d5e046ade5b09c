import { connection } from './connection';
import type { Row } from './memory';
import { type Resolve, type Resolvers, snake, typed } from './types';
import type { View } from './view';

const OWNER_TYPES: Record<string, string> = {
  PROJECT: 'Project',
  SEGMENT: 'Segment',
  FIGURE: 'Figure',
  TIMELINE: 'Timeline',
  STRUCTURED_SCRIPT: 'StructuredScript',
  SCENE: 'Scene',
  SHOT: 'Shot',
  CHARACTER: 'Character',
  SETTING: 'Setting',
  PRODUCTION_PLAN: 'ProductionPlan',
};

export const SLOTS: Resolve = ({ id }, args, view, info) =>
  connection(view.all('slot', { owner_id: id }), args, view, info);

export const slotCalled =
  (part: string): Resolve =>
  ({ id }, _, view) =>
    view.one('slot', { owner_id: id, part });

/** Its looks too: `portrait`, `portrait:injured`, but not `portraits`. */
export const slotsCalled =
  (part: string): Resolve =>
  ({ id }, _, view) =>
    view
      .all('slot', { owner_id: id })
      .filter((slot) => slot.part.split(':')[0] === part)
      .sort((a, b) => (a.id < b.id ? -1 : 1));

export const ownerOf = (slot: Row, view: View): Row | null => {
  const type = OWNER_TYPES[slot.owner_type] ?? '';
  return typed(type, view.one(snake(type), { id: slot.owner_id }));
};

const NAMES: Record<string, (owner: Row) => string> = {
  Project: ({ key }) => `project ${key}`,
  Segment: ({ idx }) => `segment ${idx + 1}`,
  Figure: ({ kind, number }) => `${kind.toLowerCase()} ${number}`,
  Timeline: ({ name }) => `timeline ${name}`,
  StructuredScript: ({ name }) => `script ${name}`,
  Scene: ({ number }) => `scene ${number}`,
  Shot: ({ key }) => `shot ${key}`,
  Character: ({ key }) => `character ${key}`,
  Setting: ({ key }) => `setting ${key}`,
  ProductionPlan: ({ name }) => `plan ${name}`,
};

/** published, approved, review, revised, draft; fresh before stale; newest last; rejected never. */
export function bestTake(slot: Row, view: View, statuses: readonly string[]): Row | null {
  const takes = view.all('asset', { slot_id: slot.id }).sort((a, b) => b.take - a.take);
  for (const status of statuses) {
    const alike = takes.filter((take) => take.status === status);
    const fresh = alike.find((take) => take.wish_hash === slot.wish_hash);
    if (fresh ?? alike[0]) return fresh ?? alike[0] ?? null;
  }
  return null;
}

export const takeOf = (slot: Row, view: View): Row | null =>
  bestTake(slot, view, ['PUBLISHED', 'APPROVED', 'REVIEW', 'REVISED', 'DRAFT']);

export const slotResolvers: Resolvers = {
  Slot: {
    key: (slot, _, view) => {
      const owner = ownerOf(slot, view);
      return `${owner ? NAMES[owner.__typename]?.(owner) : ''} / ${slot.part}`;
    },
    owner: (slot, _, view) => ownerOf(slot, view),
    wish: (slot) => slot,
    current: (slot, _, view) => takeOf(slot, view),
    approved: (slot, _, view) => bestTake(slot, view, ['PUBLISHED', 'APPROVED']),
    takes: ({ id }, args, view, info) =>
      connection(view.all('asset', { slot_id: id }), args, view, info, { keys: (row) => [row.take] }),
  },
  Wish: {
    hash: (slot) => slot.wish_hash,
    inputs: (slot) => slot.inputs.map((input: Row) => ({ ...input, project_id: slot.project_id })),
  },
  RecipeInput: {
    asset: ({ sha256, project_id }, _, view) => {
      const newestFirst = view.all('asset', { sha256, project_id }).sort((a, b) => (a.id < b.id ? 1 : -1));
      return newestFirst[0] ?? null;
    },
  },
};
