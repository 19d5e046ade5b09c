import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { approveAssets, publishAssets, regenerateAssets, rejectAssets, reopenAssets, submitAssets } from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import type { AssetFilter } from '../schema/asset';
import {
  ApproveAssetsInput,
  ApproveAssetsPayload,
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
    id && rowIdOf(type, id, [...SELECTION, 'where', name]);
  return {
    ...where,
    projectId: rowId('Project', 'projectId', projectId),
    scriptId: rowId('StructuredScript', 'scriptId', scriptId),
    runId: rowId('Run', 'runId', runId),
  };
}

/** The same input with row ids. */
function inRows<I extends SubmitAssetsInput>(input: I) {
  const { ids, slotIds, where, asOfSeq } = input.selection;
  const selection = {
    ids: ids?.map((id) => rowIdOf('Asset', id, [...SELECTION, 'ids'])),
    slotIds: slotIds?.map((id) => rowIdOf('Slot', id, [...SELECTION, 'slotIds'])),
    where: where && rowWhere(where),
    asOfSeq,
  };
  const expectedVersions = input.expectedVersions?.map(({ id, version }) => ({
    id: rowIdOf('Asset', id, ['input', 'expectedVersions', 'id']),
    version,
  }));
  return { ...input, selection, expectedVersions };
}

function changed(ids: readonly string[]) {
  return { changedCount: ids.length, assets: ids.map((id) => globalId('Asset', id)) };
}

/** Decisions about assets. Each is all or nothing. */
@Resolver()
export class AssetResolver {
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
