import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import {
  approveAssets,
  copyAssets,
  describeAsset,
  publishAssets,
  regenerateAssets,
  rejectAssets,
  reopenAssets,
  submitAssets,
  verifyAudit,
} from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import { type AssetFilter, AuditVerdict } from '../schema/asset';
import { CopyAssetsInput, CopyAssetsPayload } from '../schema/copy';
import { DescribeAssetInput, DescribeAssetPayload } from '../schema/description';
import {
  ApproveAssetsInput,
  ApproveAssetsPayload,
  type AssetSelection,
  PublishAssetsInput,
  PublishAssetsPayload,
  RegenerateAssetsInput,
  RegenerateAssetsPayload,
  RejectAssetsInput,
  RejectAssetsPayload,
  ReopenAssetsInput,
  ReopenAssetsPayload,
  SubmitAssetsInput,
  SubmitAssetsPayload,
} from '../schema/review';
import type { Context } from './context';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

const SELECTION = ['input', 'selection'];

function rowWhere({ projectId, scriptId, runId, ...where }: AssetFilter) {
  const rowId = (type: string, name: string, id?: string | null) =>
    typeof id === 'string' ? rowIdOf(type, id, [...SELECTION, 'where', name]) : null;
  return {
    ...where,
    projectId: rowId('Project', 'projectId', projectId),
    scriptId: rowId('StructuredScript', 'scriptId', scriptId),
    runId: rowId('Run', 'runId', runId),
  };
}

function selectionInRows({ ids, slotIds, where, asOfSeq }: AssetSelection) {
  return {
    ids: ids?.map((id) => rowIdOf('Asset', id, [...SELECTION, 'ids'])),
    slotIds: slotIds?.map((id) => rowIdOf('Slot', id, [...SELECTION, 'slotIds'])),
    where: where && rowWhere(where),
    asOfSeq,
  };
}

/** The same input with row ids. */
function inRows<I extends SubmitAssetsInput>(input: I) {
  const selection = selectionInRows(input.selection);
  const expectedVersions = input.expectedVersions?.map(({ id, version }) => ({
    id: rowIdOf('Asset', id, ['input', 'expectedVersions', 'id']),
    version,
  }));
  return { ...input, selection, expectedVersions };
}

function copyInRows({ toProjectId, toScriptId, toRunId, ...input }: CopyAssetsInput) {
  return {
    ...input,
    selection: selectionInRows(input.selection),
    toProjectId: rowIdOf('Project', toProjectId, ['input', 'toProjectId']),
    toScriptId: toScriptId && rowIdOf('StructuredScript', toScriptId, ['input', 'toScriptId']),
    toRunId: toRunId && rowIdOf('Run', toRunId, ['input', 'toRunId']),
  };
}

function copied({ assetIds, skipped, skippedCount }: Awaited<ReturnType<typeof copyAssets>>) {
  const said = skipped.map(({ assetId, reason }) => ({ asset: globalId('Asset', assetId), reason }));
  return { ...changed(assetIds), skipped: said, skippedCount };
}

function changed(ids: readonly string[]) {
  return { changedCount: ids.length, assets: ids.map((id) => globalId('Asset', id)) };
}

function verdictOf({ brokenId, ...verdict }: Awaited<ReturnType<typeof verifyAudit>>) {
  const firstBroken = brokenId && globalId('AuditEntry', brokenId);
  return { ...verdict, firstBroken, ok: verdict.brokenSeq === null };
}

/** Decisions about assets, each all or nothing, and whether what was written of them is whole. */
@Resolver()
export class AssetResolver {
  @Needs('VIEWER')
  @Query(() => AuditVerdict, {
    description: 'Every hash of the audit worked out again, from its first entry to its last.',
  })
  async verifyAudit(
    @Arg('projectId', () => ID) projectId: string,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    return verdictOf(await verifyAudit(studio, caller, { projectId: rowIdOf('Project', projectId, ['projectId']) }));
  }

  @Needs('REVIEWER')
  @Mutation(() => SubmitAssetsPayload, { description: 'DRAFT and REVISED go to REVIEW.' })
  async submitAssets(
    @Arg('input', () => SubmitAssetsInput) input: SubmitAssetsInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    return changed(await submitAssets(studio, caller, inRows(input)));
  }

  @Needs('REVIEWER')
  @Mutation(() => ApproveAssetsPayload, {
    description: 'REVIEW becomes APPROVED; DRAFT and REVISED too, through REVIEW. What is approved is locked.',
  })
  async approveAssets(
    @Arg('input', () => ApproveAssetsInput) input: ApproveAssetsInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    return changed(await approveAssets(studio, caller, inRows(input)));
  }

  @Needs('REVIEWER')
  @Mutation(() => RejectAssetsPayload, { description: 'DRAFT, REVIEW and REVISED become REJECTED, with the reason.' })
  async rejectAssets(
    @Arg('input', () => RejectAssetsInput) input: RejectAssetsInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    return changed(await rejectAssets(studio, caller, inRows(input)));
  }

  @Needs('REVIEWER')
  @Mutation(() => PublishAssetsPayload, { description: 'APPROVED becomes PUBLISHED, for good.' })
  async publishAssets(
    @Arg('input', () => PublishAssetsInput) input: PublishAssetsInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    return changed(await publishAssets(studio, caller, inRows(input)));
  }

  @Needs('REVIEWER')
  @Mutation(() => ReopenAssetsPayload, { description: 'APPROVED goes back to REVIEW and is no longer locked.' })
  async reopenAssets(
    @Arg('input', () => ReopenAssetsInput) input: ReopenAssetsInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    return changed(await reopenAssets(studio, caller, inRows(input)));
  }

  @Needs('PRODUCER')
  @Mutation(() => CopyAssetsPayload, {
    description:
      'Takes into the same places of another script, of this project or another, with ids of their own. What is there stays as it is.',
  })
  async copyAssets(
    @Arg('input', () => CopyAssetsInput) input: CopyAssetsInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    return copied(await copyAssets(studio, caller, copyInRows(input)));
  }

  @Needs('REVIEWER')
  @Mutation(() => DescribeAssetPayload, {
    description: 'What is said about an asset and by which words it is found: never its bytes, so locked ones too.',
  })
  async describeAsset(
    @Arg('input', () => DescribeAssetInput) input: DescribeAssetInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const assetId = rowIdOf('Asset', input.assetId, ['input', 'assetId']);
    return { asset: globalId('Asset', await describeAsset(studio, caller, { ...input, assetId })) };
  }

  @Needs('PRODUCER')
  @Mutation(() => RegenerateAssetsPayload, {
    description:
      'Another take for the slot of each asset, by a run of one job a slot. Approved and published takes stay in place.',
  })
  async regenerateAssets(
    @Arg('input', () => RegenerateAssetsInput) input: RegenerateAssetsInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    return { run: globalId('Run', await regenerateAssets(studio, caller, inRows(input))) };
  }
}
