import { notesOf } from './annotation';
import { causesOf } from './causes';
import { connection } from './connection';
import type { Row } from './memory';
import { amountIn, link, type Resolvers, rowIdOf } from './types';
import { USE_ORDER, usesOf } from './use';
import type { View } from './view';

const slotOf = (asset: Row, view: View): Row | null => view.one('slot', { id: asset.slot_id });
const isStale = (asset: Row, view: View): boolean => slotOf(asset, view)?.wish_hash !== asset.wish_hash;

function isOfScript(asset: Row, view: View, scriptId: string): boolean {
  const owner = slotOf(asset, view)?.owner_id;
  const owners = ['segment', 'figure', 'timeline'].map((table) => view.one(table, { id: owner, script_id: scriptId }));
  const document_id = view.one('figure', { id: owner })?.document_id ?? null;
  const isOfSource = document_id !== null && view.one('script_document', { script_id: scriptId, document_id }) !== null;
  return owner === scriptId || isOfSource || owners.some((row) => row !== null);
}

export const segmentOf = (asset: Row, view: View): Row | null =>
  view.one('segment', { id: slotOf(asset, view)?.owner_id });

/** `1-3,5` or `all`: whether a number is meant. */
export function isMeant(text: string, number: number | null | undefined): boolean {
  if (number === null || number === undefined) return false;
  const parts = text.split(',').map((part) => part.split(/[-–]/).map(Number));
  return text === 'all' || parts.some(([first = 0, last = first]) => first <= number && number <= last);
}

const usedBy = (asset: Row, view: View, runId: string): boolean =>
  asset.run_id === runId || view.all('job', { result_id: asset.id }).some(({ run_id }) => run_id === runId);

const isOfSegments = (asset: Row, view: View, { numbers = null, intents = null }: Row): boolean => {
  const segment = segmentOf(asset, view);
  return (
    (numbers === null || isMeant(numbers, segment && segment.idx + 1)) &&
    (intents === null || (segment !== null && intents.includes(segment.intent)))
  );
};

const contains = (asset: Row, text: string): boolean =>
  [asset.text, asset.prompt, asset.describes, asset.caption].some((field: string | null) =>
    field?.toLowerCase().includes(text.toLowerCase()),
  );

/** What is given narrows; lists mean any of, tags mean all of. */
export function filteredAssets(view: View, assets: readonly Row[], where: Row): Row[] {
  const {
    projectId = null,
    scriptId = null,
    figureNumbers = null,
    originRunId = null,
    current = null,
    types = null,
    statuses = null,
    tags = null,
    runId = null,
    stale = null,
    text = null,
  } = where;
  return assets.filter(
    (asset) =>
      (types === null || types.includes(asset.type)) &&
      (statuses === null || statuses.includes(asset.status)) &&
      (tags === null || tags.every((tag: string) => asset.tags.includes(tag))) &&
      (projectId === null || asset.project_id === rowIdOf('Project', projectId)) &&
      (runId === null || usedBy(asset, view, rowIdOf('Run', runId))) &&
      (originRunId === null || asset.origin_run_id === originRunId) &&
      (figureNumbers === null || isMeant(figureNumbers, asset.figure_number)) &&
      (current === null || (slotOf(asset, view)?.current_id === asset.id) === current) &&
      isOfSegments(asset, view, where) &&
      (stale === null || isStale(asset, view) === stale) &&
      (text === null || contains(asset, text)) &&
      (scriptId === null || isOfScript(asset, view, rowIdOf('StructuredScript', scriptId))),
  );
}

export const assetResolvers: Resolvers = {
  Asset: {
    project: link('project', 'project_id'),
    slot: link('slot', 'slot_id'),
    locked: ({ status }) => status === 'APPROVED' || status === 'PUBLISHED',
    media: (asset) => asset,
    recipe: (asset) => (asset.recipe_hash === null ? null : asset),
    staleness: (asset, _, view) => (isStale(asset, view) ? asset : null),
    revisionOf: link('asset', 'revision_of_id'),
    revisions: ({ id }, args, view, info) => connection(view.all('asset', { revision_of_id: id }), args, view, info),
    run: link('run', 'run_id'),
    job: link('job', 'job_id'),
    cost: amountIn('cost_micros'),
    report: ({ id }, _, view) => view.one('render_report', { asset_id: id }),
    review: (asset) => asset,
    audit: ({ id }, args, view, info) =>
      connection(view.all('audit_entry', { asset_id: id }), args, view, info, { keys: (row) => [row.seq] }),
    annotations: ({ id }, args, view, info) => connection(notesOf(id, args.resolved ?? null, view), args, view, info),
    uses: (asset, args, view, info) => connection(usesOf(asset, view), args, view, info, USE_ORDER),
  },
  Media: {
    bytes: ({ bytes }) => Number(bytes),
    url: ({ sha256, project_id }, { expiresInSeconds }, view) => view.mediaUrl(sha256, project_id, expiresInSeconds),
    size: ({ width, height }) => (width === null || height === null ? null : { width, height }),
  },
  Staleness: {
    since: (asset, _, view) => slotOf(asset, view)?.wished_at,
    causes: (asset, _, view) => {
      const terms = (hash: string) => view.one('wish', { project_id: asset.project_id, hash })?.terms ?? null;
      return causesOf(terms(asset.wish_hash), terms(slotOf(asset, view)?.wish_hash));
    },
  },
  Review: {
    approvalCoversCurrentInputs: (asset, _, view) =>
      asset.approved_wish_hash === null ? null : asset.approved_wish_hash === slotOf(asset, view)?.wish_hash,
  },
  Recipe: {
    hash: (asset) => asset.recipe_hash,
    inputs: (asset) => asset.inputs.map((input: Row) => ({ ...input, project_id: asset.project_id })),
  },
  AuditEntry: {
    asset: link('asset', 'asset_id'),
    from: (entry) => entry.from_status,
    to: (entry) => entry.to_status,
  },
};
