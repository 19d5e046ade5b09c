import type { AssetStatus } from '../library/asset';
import type { RunStatus } from '../runner/run';
import type { ProjectEventKind } from '../workspace/project';
import type { WebhookEvent } from './webhook';

/** A line of a project's log, with what it takes to know whether it is news. */
export interface NewsLine {
  readonly kind: ProjectEventKind;
  readonly facts: { readonly status?: RunStatus; readonly to?: AssetStatus };
  /** The state that an asset was born in, where the line is of its birth. */
  readonly bornStatus: AssetStatus | null;
}

const OF_RUN: Partial<Record<RunStatus, WebhookEvent>> = {
  SUCCEEDED: 'RUN_FINISHED',
  PARTIAL: 'RUN_FINISHED',
  CANCELLED: 'RUN_FINISHED',
  FAILED: 'RUN_FAILED',
};

const OF_DECISION: Partial<Record<AssetStatus, WebhookEvent>> = {
  REVIEW: 'ASSET_NEEDS_REVIEW',
  APPROVED: 'ASSET_DECIDED',
  REJECTED: 'ASSET_DECIDED',
  PUBLISHED: 'ASSET_DECIDED',
};

/** Which kinds of line may be news, and of what; every other kind is none. Who imports what is decided already knows of it. */
const NEWS: Partial<Record<ProjectEventKind, (line: NewsLine) => WebhookEvent | null>> = {
  RUN_STATUS_CHANGED: ({ facts: { status } }) => (status && OF_RUN[status]) ?? null,
  ASSET_REGISTERED: ({ bornStatus }) => (bornStatus === 'REVIEW' ? 'ASSET_NEEDS_REVIEW' : null),
  ASSET_DECIDED: ({ facts: { to } }) => (to && OF_DECISION[to]) ?? null,
};

/** The one event that a line is, or null. */
export function eventOfLine(line: NewsLine): WebhookEvent | null {
  return NEWS[line.kind]?.(line) ?? null;
}
