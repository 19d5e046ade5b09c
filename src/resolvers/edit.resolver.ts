import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import {
  addSegment,
  blastRadius,
  editSegment,
  mergeSegments,
  moveSegment,
  type Radius,
  removeSegment,
  splitSegment,
} from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import {
  AddSegmentInput,
  AddSegmentPayload,
  BlastRadius,
  EditSegmentInput,
  EditSegmentPayload,
  MergeSegmentsInput,
  MergeSegmentsPayload,
  MoveSegmentInput,
  MoveSegmentPayload,
  RemoveSegmentInput,
  RemoveSegmentPayload,
  SplitSegmentInput,
  SplitSegmentPayload,
} from '../schema/edit';
import type { Context } from './context';
import { madeMoney } from './made';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

function ofSegment<I extends { segmentId: string }>(input: I, argument = 'input'): I {
  return { ...input, segmentId: rowIdOf('Segment', input.segmentId, [argument, 'segmentId']) };
}

const segment = (id: string) => globalId('Segment', id);

function radius({ staleIds, approvalIds, piecesToRender, costMicros }: Radius): object {
  return {
    stale: staleIds.map((id) => globalId('Asset', id)),
    approvals: approvalIds.map((id) => globalId('Asset', id)),
    piecesToRender,
    cost: madeMoney(costMicros),
  };
}

/** Edits of scripts. Each is one revision, and says what it touched. */
@Resolver()
export class EditResolver {
  @Needs('VIEWER')
  @Query(() => BlastRadius, { description: 'What the edit would touch; the edit itself matches it exactly.' })
  async blastRadius(
    @Arg('edit', () => EditSegmentInput) edit: EditSegmentInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    return radius(await blastRadius(studio, caller, ofSegment(edit, 'edit')));
  }

  @Needs('PRODUCER')
  @Mutation(() => EditSegmentPayload, { description: 'Its id and its takes stay; what no longer fits is stale.' })
  async editSegment(
    @Arg('input', () => EditSegmentInput) input: EditSegmentInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const edited = await editSegment(studio, caller, ofSegment(input));
    return { segment: segment(ofSegment(input).segmentId), blastRadius: radius(edited.radius) };
  }

  @Needs('PRODUCER')
  @Mutation(() => SplitSegmentPayload, {
    description: 'The first half keeps the id and the takes, the second follows it with empty places.',
  })
  async splitSegment(
    @Arg('input', () => SplitSegmentInput) input: SplitSegmentInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const { segmentIds, radius: touched } = await splitSegment(studio, caller, ofSegment(input));
    return { segments: segmentIds.map(segment), blastRadius: radius(touched) };
  }

  @Needs('PRODUCER')
  @Mutation(() => MergeSegmentsPayload, {
    description: 'Neighbours become the first of them. The takes of the others stay with the project.',
  })
  async mergeSegments(
    @Arg('input', () => MergeSegmentsInput) { segmentIds, expectedVersions }: MergeSegmentsInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const merged = await mergeSegments(studio, caller, {
      segmentIds: segmentIds.map((id) => rowIdOf('Segment', id, ['input', 'segmentIds'])),
      expectedVersions: expectedVersions.map(({ id, version }) => {
        return { id: rowIdOf('Segment', id, ['input', 'expectedVersions', 'id']), version };
      }),
    });
    return { segment: segment(merged.segmentId), blastRadius: radius(merged.radius) };
  }

  @Needs('PRODUCER')
  @Mutation(() => MoveSegmentPayload, { description: 'Another place in the film; nothing goes stale by it.' })
  async moveSegment(
    @Arg('input', () => MoveSegmentInput) input: MoveSegmentInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const moved = await moveSegment(studio, caller, ofSegment(input));
    return { segment: segment(ofSegment(input).segmentId), blastRadius: radius(moved.radius) };
  }

  @Needs('PRODUCER')
  @Mutation(() => AddSegmentPayload, { description: 'A new segment with its places to fill.' })
  async addSegment(
    @Arg('input', () => AddSegmentInput) input: AddSegmentInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const added = await addSegment(studio, caller, {
      ...input,
      scriptId: rowIdOf('StructuredScript', input.scriptId, ['input', 'scriptId']),
      afterSegmentId: input.afterSegmentId && rowIdOf('Segment', input.afterSegmentId, ['input', 'afterSegmentId']),
    });
    return { segment: segment(added.segmentId), blastRadius: radius(added.radius) };
  }

  @Needs('PRODUCER')
  @Mutation(() => RemoveSegmentPayload, { description: 'The segment goes; its takes stay with the project.' })
  async removeSegment(
    @Arg('input', () => RemoveSegmentInput) input: RemoveSegmentInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const { scriptId, radius: touched } = await removeSegment(studio, caller, ofSegment(input));
    return { script: globalId('StructuredScript', scriptId), blastRadius: radius(touched) };
  }
}
